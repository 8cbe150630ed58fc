import type { Problem } from '../errors/problem.ts';
import { rulebookErrors } from './errors.ts';
import { COMPARISONS, type Comparison, type Condition, type Literal, type Value } from './expression.ts';
import type { WordType } from './lexicon.ts';

/** What the names in an expression may be; `undefined` from a reader: the word is not known here. */
export interface Names {
  parameter(name: string): WordType | undefined;
  attribute(name: string): WordType | undefined;
  field(name: string): WordType | undefined;
}

const TYPE_TEXTS: Record<WordType, string> = { number: '数字', text: '文字', date: '日期', boolean: '是或否' };
const ORDERED: readonly WordType[] = ['number', 'date'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Every unknown word of a condition, and every comparison of things of different types, each at its own path. */
export function conditionProblems(condition: Condition | undefined, names: Names, path: string): Problem[] {
  if (condition === undefined) return [];
  if ('and' in condition) return condition.and.flatMap((c, i) => conditionProblems(c, names, `${path}.and.${i}`));
  if ('or' in condition) return condition.or.flatMap((c, i) => conditionProblems(c, names, `${path}.or.${i}`));
  if ('not' in condition) return conditionProblems(condition.not, names, `${path}.not`);
  if ('present' in condition) return typed(condition.present, names, `${path}.present`).problems;
  if ('in' in condition) return memberProblems(condition.in, names, `${path}.in`);
  const comparison = COMPARISONS.find((name) => name in condition) as Comparison;
  const pair = (condition as Record<Comparison, [Value, Value]>)[comparison];
  return comparisonProblems(comparison, pair, names, `${path}.${comparison}`);
}

function memberProblems([value, members]: [Value, Literal[]], names: Names, path: string): Problem[] {
  const { type, problems } = typed(value, names, `${path}.0`);
  const others = type ? members.flatMap((member, i) => mismatch(type, member, typeOf(member), `${path}.1.${i}`)) : [];
  return [...problems, ...others];
}

function comparisonProblems(comparison: Comparison, [a, b]: [Value, Value], names: Names, path: string): Problem[] {
  const [left, right] = [typed(a, names, `${path}.0`), typed(b, names, `${path}.1`)];
  const problems = [...left.problems, ...right.problems];
  if (!left.type || !right.type) return problems;
  const [type, other] = isDate(a, left.type, right.type) ? [right.type, b] : [left.type, a];
  problems.push(...mismatch(left.type, b, right.type, path, a));
  const isOrder = comparison !== 'eq' && comparison !== 'ne';
  if (problems.length === 0 && isOrder && !ORDERED.includes(type)) {
    problems.push(rulebookErrors.RULEBOOK_ORDER({ type: TYPE_TEXTS[type], value: JSON.stringify(other) }, path));
  }
  return problems;
}

/** A date in an expression is written as a text. */
const isDate = (value: Value, own: WordType, other: WordType) =>
  own === 'text' && other === 'date' && typeof value === 'string' && DATE.test(value);

function mismatch(left: WordType, value: Value, right: WordType, path: string, leftValue?: Value): Problem[] {
  if (left === right || isDate(value, right, left)) return [];
  if (leftValue !== undefined && isDate(leftValue, left, right)) return [];
  return [rulebookErrors.RULEBOOK_TYPES({ left: TYPE_TEXTS[left], right: TYPE_TEXTS[right] }, path)];
}

const typeOf = (literal: Literal): WordType =>
  typeof literal === 'number' ? 'number' : typeof literal === 'boolean' ? 'boolean' : 'text';

/** The type of a value, or none where a word of it is unknown. */
function typed(value: Value, names: Names, path: string): { type?: WordType; problems: Problem[] } {
  if (typeof value !== 'object') return { type: typeOf(value), problems: [] };
  if ('param' in value) {
    return named(names.parameter(value.param), rulebookErrors.RULEBOOK_UNKNOWN_PARAMETER({ name: value.param }, path));
  }
  if ('attr' in value) {
    return named(names.attribute(value.attr), rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: value.attr }, path));
  }
  if ('field' in value) {
    return named(names.field(value.field), rulebookErrors.RULEBOOK_UNKNOWN_WORD({ word: value.field }, path));
  }
  const [[operator, parts]] = Object.entries(value) as [[string, Value[]]];
  const problems = parts.flatMap((part, i) => {
    const inner = typed(part, names, `${path}.${operator}.${i}`);
    if (!inner.type || inner.type === 'number') return inner.problems;
    return [rulebookErrors.RULEBOOK_TYPES({ left: TYPE_TEXTS.number, right: TYPE_TEXTS[inner.type] }, path)];
  });
  return problems.length > 0 ? { problems } : { type: 'number', problems };
}

function named(type: WordType | undefined, unknown: Problem): { type?: WordType; problems: Problem[] } {
  return type ? { type, problems: [] } : { problems: [unknown] };
}

/** A need or a bound is worked out once: it reads numbers and parameters, nothing of a subject or a fact. */
export function constantProblems(value: Value | undefined, names: Names, path: string): Problem[] {
  if (value === undefined) return [];
  const none = { attribute: () => undefined, field: () => undefined };
  const { type, problems } = typed(value, { ...names, ...none }, path);
  if (problems.some(({ code }) => code === 'RULEBOOK_UNKNOWN_WORD') || (type && type !== 'number')) {
    return [rulebookErrors.RULEBOOK_NEED({}, path)];
  }
  return problems;
}
