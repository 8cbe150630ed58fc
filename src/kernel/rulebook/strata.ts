import type { Problem } from '../errors/problem.ts';
import { rulebookErrors } from './errors.ts';
import { walkValues } from './expression.ts';
import type { Ladder } from './ladder.ts';
import type { Lexicon } from './lexicon.ts';
import type { ItemRef, PointsTable } from './points.ts';
import type { Rulebook } from './rulebook.ts';
import type { Score, Source } from './score.ts';

/**
 * The strata above breaches: points, ladders, scores, grades. Each names only what the document has in a stratum before
 * its own, or a closed score; scores that wait for each other's closing are a cycle and refused. Every problem has its path.
 */
export function strataProblems(rulebook: Rulebook, lexicon: Lexicon): Problem[] {
  return [
    ...clauseProblems(rulebook),
    ...rulebook.pointsTables.flatMap((table, index) => tableProblems(table, `pointsTables.${index}`)),
    ...rulebook.ladders.flatMap((ladder, index) => ladderProblems(ladder, rulebook, `ladders.${index}`)),
    ...rulebook.scores.flatMap((score, index) => scoreProblems(score, rulebook, lexicon, `scores.${index}`)),
    ...scoreCycles(rulebook.scores),
    ...rulebook.grades.flatMap((grade, index) => {
      const path = `grades.${index}`;
      const problems = repeated(grade.levels, `${path}.levels`);
      if (!rulebook.scores.some(({ id }) => id === grade.score)) {
        problems.push(rulebookErrors.RULEBOOK_UNKNOWN_SCORE({ id: grade.score }, `${path}.score`));
      }
      if (Number(grade.rise.atLeast) <= Number(grade.fall.below)) {
        problems.push(rulebookErrors.RULEBOOK_HYSTERESIS({}, `${path}.rise.atLeast`));
      }
      return problems;
    }),
  ];
}

function clauseProblems({ regulations, pointsTables, ladders, scores, grades }: Rulebook): Problem[] {
  const clauses = new Set(regulations.flatMap((r) => r.chapters.flatMap((c) => c.clauses.map(({ id }) => id))));
  return Object.entries({ pointsTables, ladders, scores, grades }).flatMap(([section, list]) => [
    ...repeated(list, section),
    ...list.flatMap(({ clause }, index) =>
      clauses.has(clause) ? [] : [rulebookErrors.RULEBOOK_UNKNOWN_CLAUSE({ id: clause }, `${section}.${index}.clause`)],
    ),
  ]);
}

function tableProblems({ items, aggravations }: PointsTable, path: string): Problem[] {
  return [...repeated(items, `${path}.items`), ...repeated(aggravations, `${path}.aggravations`)];
}

function ladderProblems({ counts, steps }: Ladder, rulebook: Rulebook, path: string): Problem[] {
  const problems = repeated(steps, `${path}.steps`);
  for (const [index, { from }] of steps.entries()) {
    if (index > 0 && from <= (steps[index - 1]?.from ?? 0)) {
      problems.push(rulebookErrors.RULEBOOK_STEP_ORDER({}, `${path}.steps.${index}.from`));
    }
  }
  problems.push(...unknownRules(counts.rules, rulebook, `${path}.counts.rules`));
  for (const [index, ref] of counts.items.entries()) {
    if (!hasItem(rulebook, ref)) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_POINTS({ ...ref }, `${path}.counts.items.${index}`));
    }
  }
  if (counts.rules.length + counts.items.length === 0) {
    problems.push(rulebookErrors.RULEBOOK_COUNTS_NOTHING({}, `${path}.counts`));
  }
  return problems;
}

function scoreProblems(score: Score, rulebook: Rulebook, lexicon: Lexicon, path: string): Problem[] {
  const problems = repeated([...score.measures, ...score.adjustments], `${path}.measures`);
  for (const [index, { target, source }] of score.measures.entries()) {
    const at = `${path}.measures.${index}`;
    if (typeof target === 'object' && !(target.param in rulebook.parameters)) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_PARAMETER({ name: target.param }, `${at}.target`));
    }
    problems.push(...sourceProblems(source, rulebook, lexicon, `${at}.source`));
  }
  for (const [index, { source }] of score.adjustments.entries()) {
    problems.push(...sourceProblems(source, rulebook, lexicon, `${path}.adjustments.${index}.source`));
  }
  if (score.measures.every(({ weight }) => Number(weight) === 0)) {
    problems.push(rulebookErrors.RULEBOOK_NO_WEIGHT({}, `${path}.measures`));
  }
  return problems;
}

function sourceProblems(source: Source, rulebook: Rulebook, lexicon: Lexicon, path: string): Problem[] {
  if ('onTimeRate' in source) return unknownRules(source.onTimeRate.rules ?? [], rulebook, `${path}.onTimeRate.rules`);
  if ('breaches' in source) return unknownRules(source.breaches.rules ?? [], rulebook, `${path}.breaches.rules`);
  if ('points' in source) {
    return (source.points.tables ?? [])
      .filter((id) => !rulebook.pointsTables.some((table) => table.id === id))
      .map((word) => rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word }, `${path}.points.tables`));
  }
  if ('facts' in source) return factProblems(source.facts, rulebook, lexicon, `${path}.facts`);
  if ('closedScore' in source && !rulebook.scores.some(({ id }) => id === source.closedScore)) {
    return [rulebookErrors.RULEBOOK_UNKNOWN_SCORE({ id: source.closedScore }, `${path}.closedScore`)];
  }
  return [];
}

type FactSource = Extract<Source, { facts: unknown }>['facts'];

function factProblems({ fact, where }: FactSource, rulebook: Rulebook, lexicon: Lexicon, path: string): Problem[] {
  const known = lexicon.facts[fact];
  if (!known) return [rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: fact }, `${path}.fact`)];
  const problems: Problem[] = [];
  walkValues(where, (value) => {
    if (typeof value !== 'object') return;
    if ('param' in value && !(value.param in rulebook.parameters)) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_PARAMETER({ name: value.param }, `${path}.where`));
    }
    const word = 'attr' in value ? value.attr : 'field' in value ? value.field : undefined;
    if (word !== undefined && !('field' in value && word in known.fields)) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word }, `${path}.where`));
    }
  });
  return problems;
}

/** A score that needs its own closing first, through however many others, can never be closed. */
function scoreCycles(scores: readonly Score[]): Problem[] {
  const needs = new Map(
    scores.map(({ id, measures, adjustments }) => [
      id,
      [...measures, ...adjustments].flatMap(({ source }) => ('closedScore' in source ? [source.closedScore] : [])),
    ]),
  );
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (needs.get(from) ?? []).some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, goal, seen);
    });
  return scores.flatMap(({ id }, index) =>
    reaches(id, id, new Set()) ? [rulebookErrors.RULEBOOK_CYCLE({ id }, `scores.${index}.measures`)] : [],
  );
}

function unknownRules(ids: readonly string[], { rules }: Rulebook, path: string): Problem[] {
  return ids
    .filter((id) => !rules.some((rule) => rule.id === id))
    .map((id) => rulebookErrors.RULEBOOK_UNKNOWN_RULE({ id }, path));
}

function hasItem({ pointsTables }: Rulebook, ref: ItemRef): boolean {
  return pointsTables.some(({ id, items }) => id === ref.table && items.some((item) => item.id === ref.item));
}

function repeated(list: readonly { id: string }[], path: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }) => {
    if (seen.has(id)) return [rulebookErrors.RULEBOOK_DUPLICATE({ id }, path)];
    seen.add(id);
    return [];
  });
}
