import type { Problem } from '../errors/problem.ts';
import { same } from './compare.ts';
import { rulebookErrors } from './errors.ts';
import type { RecurringRule } from './rule.ts';
import type { Rulebook } from './rulebook.ts';
import type { Words } from './sentence.ts';
import { cellsOf, decisionTable, exampleText, proveTiers, tierProblems, tierTable } from './tier-table.ts';

/** A conflict or a gap, and the rules that make it. */
export type TableFinding = { rules: string[]; problem: Problem };

type Book = Pick<Rulebook, 'rules' | 'parameters'>;

/**
 * Every conflict and gap in the tiers of each rule, and across the rules by which one clause asks for one thing of one
 * population (依据 RUL-2). Rules of other clauses may ask for more on top; what lies below the lowest tier is no gap.
 */
export function tableFindings(rulebook: Book, words: Words): TableFinding[] {
  const own = rulebook.rules.flatMap((rule, index) =>
    rule.shape === 'recurring'
      ? tierProblems(rule.tiers, rulebook.parameters, words, `rules.${index}`).map((problem) => ({
          rules: [rule.id],
          problem,
        }))
      : [],
  );
  return [...own, ...clauseFindings(rulebook, words)];
}

/** What `book` has and `base` had not: old findings are no reason against a draft that leaves them as they are. */
export function newFindings(book: Book, base: Book, words: Words): TableFinding[] {
  const key = ({ rules, problem }: TableFinding) => `${rules.join(' ')} ${problem.code} ${problem.text}`;
  const known = new Set(tableFindings(base, words).map(key));
  return tableFindings(book, words).filter((finding) => !known.has(key(finding)));
}

/** Conflicts and gaps between the rules of one clause. */
export function clauseFindings({ rules, parameters }: Book, words: Words): TableFinding[] {
  const provable = rules.flatMap((rule, index): Listed[] =>
    rule.shape === 'recurring' && standsAlone(rule, parameters, words) ? [{ rule, path: `rules.${index}` }] : [],
  );
  const kin = Map.groupBy(provable, ({ rule }) =>
    JSON.stringify([rule.clause, rule.subject, rule.held, rule.count.fact]),
  );
  return [...kin.values()].flatMap((group) => [
    ...overlapsAmong(group, parameters, words),
    ...gapAmong(group, parameters, words),
  ]);
}

type Listed = { rule: RecurringRule; path: string };

/** A table, and one in which the first tier that applies is the only one: its rows may be put beside other rules'. */
function standsAlone({ tiers }: RecurringRule, parameters: Book['parameters'], words: Words): boolean {
  const table = tierTable(tiers, parameters, words);
  return table !== null && proveTiers(table).overlaps.length === 0;
}

/** Two rules by which somebody would owe the same thing twice. */
function overlapsAmong(group: readonly Listed[], parameters: Book['parameters'], words: Words): TableFinding[] {
  return group.flatMap((one, index) =>
    group.slice(index + 1).flatMap((other): TableFinding[] => {
      if (!asksTheSame(one.rule, other.rule)) return [];
      const [mine, theirs] = [written(one.rule), written(other.rule)];
      const table = decisionTable([...mine, ...theirs], parameters, words);
      const found = table?.proof.overlaps.find(({ rows: [a, b] }) => a < mine.length && b >= mine.length);
      if (!table || !found) return [];
      const named = { one: one.rule.id, other: other.rule.id, clause: one.rule.clause };
      const example = exampleText(table, found.example, words);
      const problem = rulebookErrors.RULEBOOK_RULES_OVERLAP({ ...named, example }, `${other.path}.tiers`);
      return [{ rules: [one.rule.id, other.rule.id], problem }];
    }),
  );
}

function asksTheSame(one: RecurringRule, other: RecurringRule): boolean {
  const asked = ({ period, count, bearer, edges }: RecurringRule) => ({ period, count, bearer, edges });
  return same(asked(one), asked(other));
}

/** A case between the rules' tiers to which none applies, whatever their periods: CUS-1a and -1b monthly, -1c by half-years. */
function gapAmong(group: readonly Listed[], parameters: Book['parameters'], words: Words): TableFinding[] {
  const [first] = group;
  if (first === undefined || group.length < 2 || group.some(({ rule }) => takesTheRest(rule))) return [];
  const wheres = group.flatMap(({ rule }) => written(rule));
  // Rules that look at different things divide nothing between them.
  const columns = wheres.map((where) => JSON.stringify((cellsOf(where) ?? []).map(({ value }) => value)));
  if (new Set(columns).size !== 1) return [];
  const table = decisionTable(wheres, parameters, words);
  if (!table || !Array.isArray(table.proof.gap)) return [];
  const rules = group.map(({ rule }) => rule.id);
  const alone = group.some(({ rule }) => Array.isArray(decisionTable(written(rule), parameters, words)?.proof.gap));
  if (alone) return [];
  const example = exampleText(table, table.proof.gap, words);
  const told = { rules: rules.join('、'), clause: first.rule.clause, example };
  return [{ rules, problem: rulebookErrors.RULEBOOK_RULES_GAP(told, `${group.at(-1)?.path}.tiers`) }];
}

/** The conditions of the tiers that have one; of a rule for everybody its only tier. */
function written({ tiers }: RecurringRule) {
  const wheres = tiers.map(({ where }) => where);
  return wheres.length > 1 ? wheres.filter((where) => where !== undefined) : wheres;
}

const takesTheRest = ({ tiers }: RecurringRule) => tiers.at(-1)?.where === undefined;
