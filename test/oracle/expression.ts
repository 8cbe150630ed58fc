import type { Comparison, Condition, Literal, Value } from '../../src/kernel/rulebook/expression.ts';

/** What names in an expression stand for. A missing value is null; every comparison with it is false. */
export interface Names {
  params: Record<string, { value: Literal }>;
  attrs?: Record<string, Literal | null>;
  fields?: Record<string, Literal | null>;
}

export function holds(condition: Condition | undefined, names: Names): boolean {
  if (condition === undefined) return true;
  if ('and' in condition) return condition.and.every((c) => holds(c, names));
  if ('or' in condition) return condition.or.some((c) => holds(c, names));
  if ('not' in condition) return !holds(condition.not, names);
  if ('present' in condition) return resolve(condition.present, names) !== null;
  if ('in' in condition) {
    const value = resolve(condition.in[0], names);
    return value !== null && condition.in[1].includes(value);
  }
  const [operator, pair] = Object.entries(condition)[0] as [Comparison, [Value, Value]];
  return compare(operator, resolve(pair[0], names), resolve(pair[1], names));
}

function compare(operator: Comparison, a: Literal | null, b: Literal | null): boolean {
  if (a === null || b === null) return false;
  switch (operator) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
  }
}

export function resolve(value: Value, names: Names): Literal | null {
  if (typeof value !== 'object') return value;
  if ('param' in value) return lookUp(names.params, value.param).value;
  if ('attr' in value) return lookUp(names.attrs, value.attr);
  if ('field' in value) return lookUp(names.fields, value.field);
  if ('max' in value) return Math.max(...numbers(value.max, names));
  if ('min' in value) return Math.min(...numbers(value.min, names));
  // Money has two decimals: summing in cents keeps a threshold exact.
  return numbers(value.add, names).reduce((sum, n) => sum + Math.round(n * 100), 0) / 100;
}

const numbers = (values: Value[], names: Names) => values.map((value) => Number(resolve(value, names)));

function lookUp<T>(table: Record<string, T> | undefined, name: string): T {
  if (!table || !(name in table)) throw new Error(`the reference evaluator knows no name ${name}`);
  return table[name] as T;
}
