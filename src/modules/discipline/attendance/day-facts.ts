import { sql } from 'kysely';
import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { DayFacts } from './attendance.rules.ts';

type Row = {
  staffId: number;
  day: CivilDate;
  kind: keyof DayFacts;
  no: string;
  asked: CivilDate | null;
  status: string | null;
};

/** What facts say of these people on the days `[from, until)`, asked by person and day. */
export async function dayFacts(
  ctx: Context,
  staffIds: readonly number[],
  { from, until }: { from: CivilDate; until: CivilDate },
): Promise<(staffId: number, day: CivilDate) => DayFacts> {
  const { rows } = await sql<Row>`
    with span as (select day::date as day from generate_series(${from}::date, ${until}::date - 1, interval '1 day') as day),
      people as (select unnest(${staffIds}::bigint[]) as id)
    ${leaves(ctx)} union all ${outings()} union all ${signIns()} union all ${checks(ctx, from, until)}`.execute(ctx.db);
  const found = new Map<string, DayFacts>();
  for (const { staffId, day, kind, no, asked, status } of rows) {
    const key = `${staffId} ${day}`;
    found.set(key, { ...found.get(key), [kind]: { no, asked, status } });
  }
  return (staffId, day) => found.get(`${staffId} ${day}`) ?? {};
}

/** Leave that another system approved was asked for there, nobody here knows when. */
const leaves = ({ zone }: Context) => sql`
  select l.staff_id as "staffId", s.day, case l.state when 'refused' then 'refusedLeave' else 'leave' end as kind, l.no,
    case when l.decided_by is not null then (l.recorded_at at time zone ${zone}::text)::date end as asked, null as status
  from people p join leave l on l.staff_id = p.id and l.state in ('approved', 'returned', 'refused')
  join span s on s.day between l.from_date and l.to_date`;

const outings = () => sql`
  select o.staff_id, s.day, 'outing', min(o.no), null::date, null
  from people p join outing o on o.staff_id = p.id and o.kind = 'business' and o.state in ('out', 'returned')
  join span s on s.day = o.biz_date
  group by o.staff_id, s.day`;

/** Of several sessions of a day the one that says most for him. */
const signIns = () => sql`
  (select distinct on (a.staff_id, m.biz_date) a.staff_id, m.biz_date, 'signIn', m.no, null::date, a.status
  from people p join meeting_attendance a on a.staff_id = p.id and a.status in ('present', 'late', 'absent')
  join meeting m on m.id = a.meeting_id and m.kind = 'morning' and m.state <> 'cancelled'
  join span s on s.day = m.biz_date
  order by a.staff_id, m.biz_date, array_position(array['present', 'late', 'absent'], a.status), m.id)`;

/** Off post is what a check found and what was filed as a fault for it; dismissed, it says nothing. */
const checks = ({ zone }: Context, from: CivilDate, until: CivilDate) => sql`
  select c.staff_id, c.biz_date, 'check', min(c.no), null::date, null
  from people p join post_check c on c.staff_id = p.id and c.outcome = 'off_post' and c.state = 'charged'
  join incident i on i.id = c.incident_id and i.state in ('filed', 'confirmed')
    and i.occurred_at >= ${startOfDay(from, zone)} and i.occurred_at < ${startOfDay(until, zone)}
  where c.biz_date >= ${from}::date and c.biz_date < ${until}::date
  group by c.staff_id, c.biz_date`;
