import { type RawBuilder, sql } from 'kysely';
import type { SubjectSource } from '../vocabulary.ts';
import { inForceAt } from './known.ts';

/**
 * The row `s` of a trigger's subject, as a join condition. A subject with several rows, as a person with posts one after
 * another, is where the row of the day places him; on a day without one nothing is asked of him.
 */
export function subjectRowOn(
  source: SubjectSource,
  { id, day, known }: { id: RawBuilder<unknown>; day: RawBuilder<unknown>; known: Date | RawBuilder<Date> },
): RawBuilder<unknown> {
  const [from, until] = [sql.ref(`s.${source.from}`), source.until && sql.ref(`s.${source.until}`)];
  const ofDay = source.spans
    ? sql`and ${from} <= ${day} ${until ? sql`and (${until} is null or ${until} > ${day})` : sql``}`
    : sql``;
  return sql`${sql.ref(`s.${source.id}`)} = ${id} and ${inForceAt('s', known)} ${ofDay}`;
}
