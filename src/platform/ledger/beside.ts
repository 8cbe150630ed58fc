import type { RawBuilder, SqlBool } from 'kysely';

/** What is looked at and written beside a new fact by the same statement (`defineNewFact`). */
export interface Beside {
  /** What each fact brings for it: names, in no use elsewhere, and their PostgreSQL types. */
  columns: Readonly<Record<string, string>>;
  /** Rows joined to the fact with these columns, `u`; a fact for which there are none is not written. */
  joins?: RawBuilder<unknown>;
  /** A fact for which this does not hold is not written either; reads `u` and what is joined. */
  holds?: RawBuilder<SqlBool>;
  /** Named parts of the statement; they read the facts that are written, with these columns, from `done`. */
  writes: readonly RawBuilder<unknown>[];
}
