import { type RawBuilder, sql } from 'kysely';

/** The rows of a ledger that were in force in the books at `known`, a moment or its place in the query. */
export function inForceAt(alias: string, known: Date | RawBuilder<Date>): RawBuilder<boolean> {
  const recorded = sql.ref(`${alias}.recorded_at`);
  const superseded = sql.ref(`${alias}.superseded_at`);
  return sql`${recorded} <= ${known} and (${superseded} is null or ${superseded} > ${known})`;
}
