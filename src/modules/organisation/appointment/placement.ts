import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Db } from '../../../platform/db/database.ts';

/**
 * Copies to the people where their main appointment in force places them today; who has none keeps no place.
 * `staffIds` narrows it to some; all of them every day, because appointments begin and end by themselves.
 * Returns how many people moved.
 */
export async function refreshPlacement(db: Db, today: CivilDate, staffIds?: readonly number[]): Promise<number> {
  const chosen = staffIds ? sql`where staff.id = any (${staffIds}::bigint[])` : sql``;
  const moved = await sql`
    with place as (
      select staff.id, main.institution_id, main.ord
      from staff
      left join lateral (
        select a.institution_id, i.ord
        from appointment a join institution i on i.id = a.institution_id
        where a.staff_id = staff.id and a.superseded_at is null
          and a.valid_from <= ${today}::date and (a.valid_until is null or a.valid_until > ${today}::date)
        order by a.is_main desc, a.valid_from desc, a.id desc limit 1
      ) main on true
      ${chosen}
    )
    update staff set institution_id = place.institution_id, institution_ord = place.ord
    from place
    where staff.id = place.id
      and (staff.institution_id, staff.institution_ord) is distinct from (place.institution_id, place.ord)`.execute(db);
  return Number(moved.numAffectedRows ?? 0n);
}
