import type { Problem } from '../errors/problem.ts';
import { parseInput } from '../errors/public.ts';
import { rulebookErrors } from './errors.ts';
import { type Lexicon, withDeclared } from './lexicon.ts';
import type { Rule } from './rule.ts';
import { ruleProblems } from './rule-check.ts';
import { type Rulebook, rulebookSchema } from './rulebook.ts';
import { strataProblems } from './strata.ts';

/**
 * Reads a rulebook document. Unknown nodes and fields, and words that the lexicon or the document itself does not have,
 * are refused, all at once, each with its path.
 */
export function readRulebook(
  document: unknown,
  lexicon: Lexicon,
): { ok: true; rulebook: Rulebook } | { ok: false; problems: Problem[] } {
  const parsed = parseInput(rulebookSchema, document);
  if (!parsed.ok) return parsed;
  const problems = checkWords(parsed.value, lexicon);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rulebook: parsed.value };
}

function checkWords(rulebook: Rulebook, house: Lexicon): Problem[] {
  const lexicon = withDeclared(house, rulebook);
  return [
    ...duplicates(rulebook),
    ...declarationProblems(rulebook, house),
    ...strataProblems(rulebook, lexicon),
    ...rulebook.rules.flatMap((rule, index) => {
      const path = `rules.${index}`;
      const { parameters } = rulebook;
      return [...commonProblems(rule, rulebook, path), ...ruleProblems(rule, { lexicon, parameters }, path)];
    }),
  ];
}

function duplicates({ rules, regulations }: Rulebook): Problem[] {
  const clauses = regulations.flatMap((r) => r.chapters.flatMap((chapter) => chapter.clauses));
  const problems: Problem[] = [];
  for (const [path, list] of [
    ['regulations', regulations],
    ['rules', rules],
    ['clauses', clauses],
  ] as const) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id)) problems.push(rulebookErrors.RULEBOOK_DUPLICATE({ id }, path));
      seen.add(id);
    }
  }
  return problems;
}

function commonProblems(rule: Rule, rulebook: Rulebook, path: string): Problem[] {
  const problems: Problem[] = [];
  const clauses = rulebook.regulations.flatMap((r) => r.chapters.flatMap((chapter) => chapter.clauses));
  if (!clauses.some((clause) => clause.id === rule.clause)) {
    problems.push(rulebookErrors.RULEBOOK_UNKNOWN_CLAUSE({ id: rule.clause }, `${path}.clause`));
  }
  const { points } = rule.breach;
  const table = rulebook.pointsTables.find((candidate) => candidate.id === points?.table);
  if (points && !table?.items.some((item) => item.id === points.item)) {
    problems.push(rulebookErrors.RULEBOOK_UNKNOWN_POINTS({ ...points }, `${path}.breach.points`));
  }
  return problems;
}

/** A declared fact may not take the name of one of the house, and a label means the same field wherever it stands. */
function declarationProblems({ facts }: Rulebook, house: Lexicon): Problem[] {
  const problems: Problem[] = [];
  const known = new Map<string, string>();
  for (const [name, { fields }] of Object.entries(facts)) {
    if (name in house.facts) problems.push(rulebookErrors.RULEBOOK_FACT_TAKEN({ name }, `facts.${name}`));
    for (const [field, { label, type, values }] of Object.entries(fields)) {
      const meaning = JSON.stringify([type, values]);
      if ((known.get(label) ?? meaning) !== meaning) {
        problems.push(rulebookErrors.RULEBOOK_LABEL_TWICE({ label }, `facts.${name}.fields.${field}`));
      }
      known.set(label, meaning);
    }
  }
  return problems;
}
