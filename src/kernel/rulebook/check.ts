import type { Problem } from '../errors/problem.ts';
import { parseInput } from '../errors/public.ts';
import { rulebookErrors } from './errors.ts';
import { type Condition, type Value, walkValues } from './expression.ts';
import type { Lexicon } from './lexicon.ts';
import type { FactSelector, RecurringRule, ResponseRule, Rule, SubjectType } from './rule.ts';
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

function checkWords(rulebook: Rulebook, lexicon: Lexicon): Problem[] {
  return [
    ...duplicates(rulebook),
    ...strataProblems(rulebook, lexicon),
    ...rulebook.rules.flatMap((rule, index) => {
      const path = `rules.${index}`;
      const own = rule.shape === 'recurring' ? recurringWords(rule, lexicon, path) : responseWords(rule, lexicon, path);
      return [...commonWords(rule, rulebook, path), ...own];
    }),
  ];
}

function duplicates({ rules, regulations }: Rulebook): Problem[] {
  const clauses = regulations.flatMap((r) => r.chapters.flatMap((chapter) => chapter.clauses));
  const problems: Problem[] = [];
  for (const [path, list] of [
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

function commonWords(rule: Rule, rulebook: Rulebook, path: string): Problem[] {
  const problems: Problem[] = [];
  const clauses = rulebook.regulations.flatMap((r) => r.chapters.flatMap((chapter) => chapter.clauses));
  if (!clauses.some((clause) => clause.id === rule.clause)) {
    problems.push(rulebookErrors.RULEBOOK_UNKNOWN_CLAUSE({ id: rule.clause }, `${path}.clause`));
  }
  for (const name of parametersOf(rule)) {
    if (!(name in rulebook.parameters)) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_PARAMETER({ name }, path));
    }
  }
  const { points } = rule.breach;
  const table = rulebook.pointsTables.find((candidate) => candidate.id === points?.table);
  if (points && !table?.items.some((item) => item.id === points.item)) {
    problems.push(rulebookErrors.RULEBOOK_UNKNOWN_POINTS({ ...points }, `${path}.breach.points`));
  }
  return problems;
}

function parametersOf(rule: Rule): Set<string> {
  const names = new Set<string>();
  const collect = (value: Value) => {
    if (typeof value === 'object' && 'param' in value) names.add(value.param);
  };
  for (const node of expressionsOf(rule)) walkValues(node, collect);
  return names;
}

function expressionsOf(rule: Rule): (Condition | Value | undefined)[] {
  if (rule.shape === 'response') return [rule.trigger.where, rule.response.where];
  return [rule.count.where, ...rule.tiers.flatMap((tier) => [tier.where, tier.need])];
}

function recurringWords(rule: RecurringRule, lexicon: Lexicon, path: string): Problem[] {
  const byActor = rule.count.by === 'actor';
  const problems = factWords(rule.count, byActor ? null : rule.subject, lexicon, `${path}.count`);
  if (byActor && rule.subject !== 'staff') problems.push(rulebookErrors.RULEBOOK_BY_ACTOR({}, `${path}.count.by`));
  if (rule.held && !lexicon.relations.includes(rule.held)) {
    problems.push(rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: rule.held }, `${path}.held`));
  }
  problems.push(...bearerWords(rule, lexicon, path));
  for (const [index, tier] of rule.tiers.entries()) {
    const at = `${path}.tiers.${index}`;
    walkValues(tier.where, (value) => {
      if (typeof value !== 'object') return;
      if ('attr' in value && lexicon.attributes[value.attr]?.subject !== rule.subject) {
        problems.push(rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: value.attr }, `${at}.where`));
      }
      if ('field' in value)
        problems.push(rulebookErrors.RULEBOOK_FIELD_IN_POPULATION({ word: value.field }, `${at}.where`));
    });
    walkValues(tier.need, (value) => {
      if (typeof value === 'object' && ('attr' in value || 'field' in value)) {
        problems.push(rulebookErrors.RULEBOOK_NEED({}, `${at}.need`));
      }
    });
  }
  return problems;
}

function responseWords(rule: ResponseRule, lexicon: Lexicon, path: string): Problem[] {
  const problems = [
    ...factWords(rule.trigger, rule.subject, lexicon, `${path}.trigger`),
    ...factWords(rule.response, rule.subject, lexicon, `${path}.response`),
  ];
  const isNobody = rule.bearer === 'holder' || (rule.bearer === 'subject' && rule.subject !== 'staff');
  if (isNobody) problems.push(rulebookErrors.RULEBOOK_BEARER({}, `${path}.bearer`));
  if (typeof rule.bearer === 'object') problems.push(...officerWords(rule.bearer.officer, lexicon, path));
  if ('before' in rule.within) {
    const fields = lexicon.facts[rule.trigger.fact]?.dateFields ?? [];
    if (!fields.includes(rule.within.before)) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: rule.within.before }, `${path}.within.before`));
    }
    const given = [rule.within.days, rule.within.workdays, rule.within.months].filter((n) => n !== undefined);
    if (given.length !== 1) problems.push(rulebookErrors.RULEBOOK_BEFORE({}, `${path}.within`));
  }
  return problems;
}

/** Who can owe by this shape: the holder where one is asked for, the subject if it is a person, and any officer. */
function bearerWords({ bearer, held, subject }: RecurringRule, lexicon: Lexicon, path: string): Problem[] {
  if (typeof bearer === 'object') return officerWords(bearer.officer, lexicon, path);
  const fits = held ? bearer === 'holder' : bearer === 'subject' && subject === 'staff';
  return fits ? [] : [rulebookErrors.RULEBOOK_BEARER({}, `${path}.bearer`)];
}

function officerWords(officer: string, lexicon: Lexicon, path: string): Problem[] {
  if (lexicon.officers.includes(officer)) return [];
  return [rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: officer }, `${path}.bearer`)];
}

/** `subject` null: facts about anybody will do. */
function factWords(selector: FactSelector, subject: SubjectType | null, lexicon: Lexicon, path: string): Problem[] {
  const fact = lexicon.facts[selector.fact];
  if (!fact) return [rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: selector.fact }, `${path}.fact`)];
  const problems: Problem[] = [];
  if (subject !== null && fact.subject !== subject) {
    problems.push(rulebookErrors.RULEBOOK_OTHER_SUBJECT({ word: selector.fact }, `${path}.fact`));
  }
  walkValues(selector.where, (value) => {
    if (typeof value !== 'object') return;
    const word = 'field' in value ? value.field : 'attr' in value ? value.attr : undefined;
    if (word !== undefined && !('field' in value && fact.fields.includes(word))) {
      problems.push(rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word }, `${path}.where`));
    }
  });
  return problems;
}
