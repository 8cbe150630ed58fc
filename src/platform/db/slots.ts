import type { CompiledQuery, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { keepStatement } from './statement.ts';

/** The place of a value in a statement that is composed once and run with many values. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A named place of a type: `slot('now', 'timestamptz')`. */
export function slot<Value>(name: string, type: string): RawBuilder<Value> {
  return sql<Value>`${new Slot(name)}::${sql.raw(type)}`;
}

/** What a composed statement runs with: the values that its places take. */
export type Composed = (values: Readonly<Record<string, unknown>>) => CompiledQuery;

export function composed(compiled: CompiledQuery): Composed {
  return (values) => ({
    ...compiled,
    parameters: compiled.parameters.map((given) => (given instanceof Slot ? values[given.name] : given)),
  });
}

/** The same for what comes again and again: connections keep it. */
export function keptComposed(db: Db, query: RawBuilder<unknown>): Composed {
  const compiled = query.compile(db);
  keepStatement(compiled.sql);
  return composed(compiled);
}
