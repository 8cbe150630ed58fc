import { type RawBuilder, sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';

type Draw = {
  institution: { ord: number; ordUntil: number };
  target: 'everyone' | 'outside';
  day: CivilDate;
  /** Who orders and who checks: nobody checks himself. */
  but: readonly number[];
};

/**
 * 依据 DAY-13: the staff numbers of those who are on post on a day: appointed below the institution and not on approved
 * leave; of them, if so asked, only those who are out at this moment.
 */
export async function candidatesOf({ db }: Context, { institution, target, day, but }: Draw): Promise<string[]> {
  const { rows } = await sql<{ no: string }>`
    select s.no from staff s
    where s.institution_ord >= ${institution.ord} and s.institution_ord < ${institution.ordUntil}
      and s.id <> all(${but}::bigint[]) and ${isEmployed('s', day)}
      and exists (
        select from appointment a where a.staff_id = s.id and a.superseded_at is null and a.valid_from <= ${day}::date
          and (a.valid_until is null or a.valid_until > ${day}::date))
      and not exists (
        select from leave l where l.staff_id = s.id and l.state in ('approved', 'returned')
          and ${day}::date between l.from_date and l.to_date)
      and (${target} = 'everyone' or exists (select from outing o where o.staff_id = s.id and o.state = 'out'))
    order by s.no collate "C"`.execute(db);
  return rows.map(({ no }) => no);
}

/** The predicate "on that day he is with the bank"; `alias` names a row of `staff`. */
export function isEmployed(alias: string, day: CivilDate): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<boolean>`(${column('joined_on')} <= ${day}::date
    and (${column('left_on')} is null or ${column('left_on')} > ${day}::date))`;
}

export type Whereabouts = { staffId: number; outingNo: string | null; place: string };

/** Where each of these is to be found now: at the places of his outing, or else where he works. */
export async function whereabouts({ db }: Context, staffNos: readonly string[]): Promise<Whereabouts[]> {
  const { rows } = await sql<Whereabouts>`
    select s.id as "staffId", o.no as "outingNo", coalesce(o.places, i.name, '') as place
    from staff s
    left join institution i on i.id = s.institution_id
    left join lateral (
      select o.no, (
        select string_agg(p.place, '、' order by p.rank) from outing_stop p where p.outing_id = o.id) as places
      from outing o where o.staff_id = s.id and o.state = 'out' limit 1
    ) o on true
    where s.no = any(${staffNos}::text[])
    order by s.id`.execute(db);
  return rows;
}
