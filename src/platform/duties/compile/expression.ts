import { type RawBuilder, sql } from 'kysely';
import { COMPARISONS, type Comparison, type Condition, type Value } from '../../../kernel/rulebook/expression.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';

/** Where the names of an expression are found in SQL. */
export interface Scope {
  parameters: Record<string, Parameter>;
  attribute(name: string): RawBuilder<unknown>;
  field(name: string): RawBuilder<unknown>;
}

const OPERATORS: Record<Comparison, RawBuilder<unknown>> = {
  eq: sql`=`,
  ne: sql`<>`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

/**
 * A rule's condition as a SQL condition. Values travel as parameters, names through the scope. A comparison with a
 * missing value does not hold, whatever it compares; what is not so, holds under `not`.
 */
export function compileCondition(condition: Condition | undefined, scope: Scope): RawBuilder<boolean> {
  if (condition === undefined) return sql`true`;
  if ('and' in condition) return joined(condition.and, 'and', scope);
  if ('or' in condition) return joined(condition.or, 'or', scope);
  if ('not' in condition) return sql`((${compileCondition(condition.not, scope)}) is not true)`;
  if ('present' in condition) {
    const value = compileValue(condition.present, scope);
    return sql`coalesce(${value}::text, '') <> ''`;
  }
  if ('in' in condition) {
    const [value, choices] = condition.in;
    return sql`${compileValue(value, scope)} in (${sql.join(choices.map(literal))})`;
  }
  const comparison = COMPARISONS.find((name) => name in condition) as Comparison;
  const [left, right] = (condition as Record<Comparison, [Value, Value]>)[comparison];
  return sql`${compileValue(left, scope)} ${OPERATORS[comparison]} ${compileValue(right, scope)}`;
}

export function compileValue(value: Value, scope: Scope): RawBuilder<unknown> {
  if (typeof value !== 'object') return literal(value);
  if ('param' in value) return parameter(parameterValue(value.param, scope.parameters));
  if ('attr' in value) return scope.attribute(value.attr);
  if ('field' in value) return scope.field(value.field);
  if ('max' in value) return sql`greatest(${sql.join(value.max.map((v) => compileValue(v, scope)))})`;
  if ('min' in value) return sql`least(${sql.join(value.min.map((v) => compileValue(v, scope)))})`;
  return sql`(${sql.join(
    value.add.map((v) => compileValue(v, scope)),
    sql` + `,
  )})`;
}

/** The whole number that a need or a count works out to; it may read parameters, never attributes. */
export function constantOf(value: Value, parameters: Record<string, Parameter>): number {
  if (typeof value !== 'object') return Number(value);
  if ('param' in value) return Number(parameterValue(value.param, parameters));
  if ('max' in value) return Math.max(...value.max.map((v) => constantOf(v, parameters)));
  if ('min' in value) return Math.min(...value.min.map((v) => constantOf(v, parameters)));
  if ('add' in value) return value.add.reduce<number>((sum, v) => sum + constantOf(v, parameters), 0);
  throw new Error('a constant reads neither attributes nor fields; the rulebook check refuses this');
}

function parameterValue(name: string, parameters: Record<string, Parameter>): number | string {
  const parameter = parameters[name];
  if (!parameter) throw new Error(`unknown parameter ${name}; the rulebook check refuses this`);
  return parameter.value;
}

/** A parameter that looks like a number is one: money is written as text so that it stays exact. */
function parameter(value: number | string): RawBuilder<unknown> {
  const isNumber = typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value);
  return isNumber ? sql`${String(value)}::numeric` : literal(value);
}

function literal(value: number | string | boolean): RawBuilder<unknown> {
  if (typeof value === 'boolean') return sql`${value}::boolean`;
  return typeof value === 'number' ? sql`${String(value)}::numeric` : sql`${value}::text`;
}

function joined(conditions: Condition[], word: 'and' | 'or', scope: Scope): RawBuilder<boolean> {
  const separator = word === 'and' ? sql` and ` : sql` or `;
  return sql`(${sql.join(
    conditions.map((c) => sql`(${compileCondition(c, scope)})`),
    separator,
  )})`;
}
