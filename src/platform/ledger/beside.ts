import type { RawBuilder } from 'kysely';

/** What is written beside a new fact by the same statement (`defineNewFact`). */
export interface Beside {
  /** What each fact brings for it: names, in no use elsewhere, and their PostgreSQL types. */
  columns: Readonly<Record<string, string>>;
  /** Named parts of the statement; they read the facts that are written, with these columns, from `done`. */
  writes: readonly RawBuilder<unknown>[];
}
