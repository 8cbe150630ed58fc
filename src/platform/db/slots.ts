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

/** Composes a statement once; what comes back gives it for values, with the text that connections keep. */
export function composed(
  db: Db,
  query: RawBuilder<unknown>,
): (values: Readonly<Record<string, unknown>>) => CompiledQuery {
  const compiled = query.compile(db);
  keepStatement(compiled.sql);
  return (values) => ({
    ...compiled,
    parameters: compiled.parameters.map((given) => (given instanceof Slot ? values[given.name] : given)),
  });
}
