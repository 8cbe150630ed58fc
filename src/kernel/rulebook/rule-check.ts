import type { Problem } from '../errors/problem.ts';
import { rulebookErrors } from './errors.ts';
import { conditionProblems, constantProblems, type Names } from './expression-check.ts';
import type { Lexicon, WordType } from './lexicon.ts';
import type { Bearer, Duration, FactSelector, LimitRule, RecurringRule, ResponseRule, Rule } from './rule.ts';
import type { Parameter, Rulebook } from './rulebook.ts';
import type { SubjectType } from './subject.ts';

interface Words {
  lexicon: Lexicon;
  parameters: Rulebook['parameters'];
}

/** What a rule says against the words of the house and of its document: every problem with its path. */
export function ruleProblems(rule: Rule, words: Words, path: string): Problem[] {
  if (rule.shape === 'recurring') return recurringProblems(rule, words, path);
  return rule.shape === 'response' ? responseProblems(rule, words, path) : limitProblems(rule, words, path);
}

function recurringProblems(rule: RecurringRule, words: Words, path: string): Problem[] {
  const { subject, held, count, bearer } = rule;
  const fits = held ? bearer === 'holder' : bearer === 'subject' && subject === 'staff';
  const population = populationNames(subject, words);
  return [
    ...countProblems(count, subject, words, `${path}.count`),
    ...(held === undefined ? [] : relationProblems(held, subject, words, `${path}.held`)),
    ...bearerProblems(bearer, fits, words, `${path}.bearer`),
    ...rule.tiers.flatMap(({ where, need }, index) => [
      ...conditionProblems(where, population, `${path}.tiers.${index}.where`),
      ...constantProblems(need, population, `${path}.tiers.${index}.need`),
    ]),
  ];
}

function responseProblems(rule: ResponseRule, words: Words, path: string): Problem[] {
  const { subject, trigger, response, unless, within, notBefore, bearer } = rule;
  const fits = bearer === 'actor' || (bearer === 'subject' && subject === 'staff');
  const problems = [
    ...selectorProblems(trigger, subject, words, `${path}.trigger`),
    ...selectorProblems(response, subject, words, `${path}.response`),
    ...bearerProblems(bearer, fits, words, `${path}.bearer`),
    ...durationProblems(within, trigger, words, `${path}.within`),
  ];
  if (unless) problems.push(...selectorProblems(unless, subject, words, `${path}.unless`));
  if (unless?.before === 'opening' && !notBefore) problems.push(rulebookErrors.RULEBOOK_UNLESS({}, `${path}.unless`));
  if (notBefore) {
    problems.push(...durationProblems(notBefore, trigger, words, `${path}.notBefore`));
    const inTurn = rule.consume === 'one' && response.match !== 'ref';
    if ('before' in notBefore && inTurn) problems.push(rulebookErrors.RULEBOOK_CONSUME({}, `${path}.consume`));
  }
  return problems;
}

function limitProblems(rule: LimitRule, words: Words, path: string): Problem[] {
  const { subject, measure, bearer } = rule;
  const population = populationNames(subject, words);
  const problems = [
    ...conditionProblems(rule.where, population, `${path}.where`),
    ...constantProblems(rule.atMost, population, `${path}.atMost`),
    ...constantProblems(rule.atLeast, population, `${path}.atLeast`),
    ...constantProblems(rule.tolerance, population, `${path}.tolerance`),
    ...bearerProblems(bearer, bearer === 'subject' && subject === 'staff', words, `${path}.bearer`),
  ];
  if ((rule.atMost === undefined) === (rule.atLeast === undefined)) {
    problems.push(rulebookErrors.RULEBOOK_BOUND({}, path));
  }
  const at = `${path}.measure`;
  if ('fact' in measure) {
    problems.push(...countProblems(measure, subject, words, at));
    if (measure.of) problems.push(...countProblems({ ...measure.of, by: measure.by }, subject, words, `${at}.of`));
    return problems;
  }
  const counted: SubjectType = 'held' in measure ? 'customer' : 'staff';
  if ('held' in measure) problems.push(...relationProblems(measure.held, counted, words, `${at}.held`));
  if (subject !== ('held' in measure ? 'staff' : 'institution')) {
    problems.push(rulebookErrors.RULEBOOK_MEASURE({}, at));
  }
  const names = populationNames(counted, words);
  problems.push(...conditionProblems(measure.where, names, `${at}.where`));
  return [...problems, ...conditionProblems(measure.of?.where, names, `${at}.of.where`)];
}

type Counted = FactSelector & { by: 'subject' | 'actor' };

function countProblems(count: Counted, subject: SubjectType, words: Words, path: string): Problem[] {
  const byActor = count.by === 'actor';
  const problems = selectorProblems(count, byActor ? null : subject, words, path);
  if (byActor && subject !== 'staff') problems.push(rulebookErrors.RULEBOOK_BY_ACTOR({}, `${path}.by`));
  return problems;
}

/** `subject` null: facts about anybody will do. */
function selectorProblems(
  selector: FactSelector,
  subject: SubjectType | null,
  { lexicon, parameters }: Words,
  path: string,
): Problem[] {
  const fact = lexicon.facts[selector.fact];
  if (!fact) return [rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: selector.fact }, `${path}.fact`)];
  const isOther = subject !== null && fact.subject !== subject;
  const other = isOther ? [rulebookErrors.RULEBOOK_OTHER_SUBJECT({ word: selector.fact }, `${path}.fact`)] : [];
  const names: Names = {
    parameter: (name) => parameterType(parameters[name]),
    attribute: () => undefined,
    field: (name) => fact.fields[name]?.type,
  };
  return [...other, ...conditionProblems(selector.where, names, `${path}.where`)];
}

function populationNames(subject: SubjectType, { lexicon, parameters }: Words): Names {
  return {
    parameter: (name) => parameterType(parameters[name]),
    attribute(name) {
      const attribute = lexicon.attributes[name];
      return attribute?.subject === subject ? attribute.type : undefined;
    },
    field: () => undefined,
  };
}

/** Amounts are written as texts so that they stay exact. */
function parameterType(parameter: Parameter | undefined): WordType | undefined {
  if (!parameter) return undefined;
  return typeof parameter.value === 'number' || /^-?\d+(\.\d+)?$/.test(parameter.value) ? 'number' : 'text';
}

function relationProblems(held: string, subject: SubjectType, { lexicon }: Words, path: string): Problem[] {
  if (lexicon.relations.includes(held) && subject === 'customer') return [];
  return [rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: held }, path)];
}

function bearerProblems(bearer: Bearer, fits: boolean, { lexicon }: Words, path: string): Problem[] {
  if (typeof bearer !== 'object') return fits ? [] : [rulebookErrors.RULEBOOK_BEARER({}, path)];
  if (lexicon.officers.includes(bearer.officer)) return [];
  return [rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: bearer.officer }, path)];
}

function durationProblems(within: Duration, trigger: FactSelector, { lexicon }: Words, path: string): Problem[] {
  if (!('before' in within)) return [];
  const problems: Problem[] = [];
  if (lexicon.facts[trigger.fact]?.fields[within.before]?.type !== 'date') {
    problems.push(rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: within.before }, `${path}.before`));
  }
  const given = [within.days, within.workdays, within.months].filter((n) => n !== undefined);
  if (given.length > 1) problems.push(rulebookErrors.RULEBOOK_BEFORE({}, path));
  return problems;
}
