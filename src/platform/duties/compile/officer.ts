import { type RawBuilder, sql } from 'kysely';
import { inForceAt } from './known.ts';

/**
 * The nearest officer of a role at or above an institution on a day, as a scalar query; of several the first by number.
 * Null where nobody holds the office.
 */
export function officerAt(
  role: string,
  {
    institution,
    day,
    known,
  }: { institution: RawBuilder<unknown>; day: RawBuilder<unknown>; known: Date | RawBuilder<Date> },
): RawBuilder<unknown> {
  return sql`(
    select a.staff_id from institution i
    join institution o on i.ord >= o.ord and i.ord < o.ord_until
    join appointment a on a.institution_id = o.id and ${inForceAt('a', known)}
      and a.valid_from <= ${day} and (a.valid_until is null or a.valid_until > ${day})
    join post p on p.name = a.post and p.role = ${role}
    join staff s on s.id = a.staff_id
    where i.id = ${institution} order by o.depth desc, s.no collate "C" limit 1)`;
}
