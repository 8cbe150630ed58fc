import { type RawBuilder, sql } from 'kysely';
import type { FactField, Vocabulary } from '../vocabulary.ts';

/** In expressions a date is its text `YYYY-MM-DD`, which sorts as the date does. */
const COLUMNS: Record<FactField['type'], (column: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  text: (column) => column,
  number: (column) => sql`${column}::numeric`,
  date: (column) => sql`to_char(${column}, 'YYYY-MM-DD')`,
  boolean: (column) => column,
};
const KEYS: Record<FactField['type'], (value: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  text: (value) => value,
  number: (value) => sql`${value}::numeric`,
  date: (value) => value,
  boolean: (value) => sql`${value}::boolean`,
};

/** A declared field of a kind of fact in an expression, of the fact in the table or stage `alias`. */
export function fieldOf(vocabulary: Vocabulary, fact: string, name: string, alias: string): RawBuilder<unknown> {
  const field = declared(vocabulary, fact, name);
  if ('derived' in field) return sql`extract(isodow from ${sql.ref(`${alias}.biz_date`)})`;
  if ('column' in field) return COLUMNS[field.type](sql.ref(`${alias}.${field.column}`));
  return KEYS[field.type](keyOf(field.key, alias));
}

/** A field of type date as a date, for counting days from it. */
export function dateOf(vocabulary: Vocabulary, fact: string, name: string, alias: string): RawBuilder<unknown> {
  const field = declared(vocabulary, fact, name);
  if ('derived' in field) throw new Error(`field ${fact}.${name} is no date; the rulebook check refuses this`);
  return 'column' in field ? sql.ref(`${alias}.${field.column}`) : sql`${keyOf(field.key, alias)}::date`;
}

function keyOf(key: string, alias: string): RawBuilder<unknown> {
  return sql`(${sql.ref(`${alias}.extra`)} ->> ${sql.lit(key)})`;
}

function declared(vocabulary: Vocabulary, fact: string, name: string): FactField {
  const field = vocabulary.facts[fact]?.fields[name];
  if (!field) throw new Error(`unknown field ${fact}.${name}; the rulebook check refuses this`);
  return field;
}
