import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import type { Attendance } from '../meeting/kinds.fields.ts';
import { peopleOf } from './team.ts';

export type TeamDay = {
  person: { id: number; no: string; name: string };
  items: {
    key: string;
    customer: string;
    method: string;
    occurredAt: Date;
    reason: string | null;
    result: string | null;
    visitId: number | null;
  }[];
  log: { id: number; submittedAt: Date } | null;
  meetings: { id: number; title: string; startsAt: Date; status: Attendance }[];
  outings: { id: number; business: string; outAt: Date; returnedAt: Date | null; places: string | null }[];
};

/** What one of my people did on a day: contacts, log, meetings, outings. Throws 404 for somebody whom I do not lead. */
export async function teamDay(ctx: Context, { staff, date }: { staff: number; date: CivilDate }): Promise<TeamDay> {
  const person = (await peopleOf(ctx)).find(({ id }) => id === staff) ?? fail(registerErrors.ROW_NOT_FOUND());
  const { rows } = await sql<TeamDay['items'][number]>`
    select f.key, c.name as customer, f.method, f.occurred_at as "occurredAt", f.reason, f.result, v.id as "visitId"
    from fact f
    join customer c on c.id = f.subject_id
    left join visit v on v.customer_id = f.subject_id and v.no = f.key
    where f.actor_id = ${staff} and f.biz_date = ${date}::date and f.kind = 'contact' and f.superseded_at is null
      and not f.retracted
    order by f.occurred_at, f.key limit 200`.execute(ctx.db);
  return {
    person: { id: person.id, no: person.no, name: person.name },
    items: rows,
    log: await logOf(ctx, staff, date),
    meetings: await meetingsOf(ctx, staff, date),
    outings: await outingsOf(ctx, staff, date),
  };
}

async function logOf({ db }: Context, staff: number, date: CivilDate): Promise<TeamDay['log']> {
  const { rows } = await sql<{ id: number; submittedAt: Date }>`
    select id, submitted_at as "submittedAt" from daily_log
    where staff_id = ${staff} and biz_date = ${date}::date and state <> 'draft' limit 1`.execute(db);
  return rows[0] ?? null;
}

async function meetingsOf({ db }: Context, staff: number, date: CivilDate): Promise<TeamDay['meetings']> {
  const { rows } = await sql<TeamDay['meetings'][number]>`
    select m.id, m.title, m.starts_at as "startsAt", a.status
    from meeting m join meeting_attendance a on a.meeting_id = m.id
    where a.staff_id = ${staff} and m.biz_date = ${date}::date and m.state <> 'cancelled'
    order by m.starts_at, m.id`.execute(db);
  return rows;
}

async function outingsOf({ db }: Context, staff: number, date: CivilDate): Promise<TeamDay['outings']> {
  const { rows } = await sql<TeamDay['outings'][number]>`
    select o.id, o.business, o.out_at as "outAt", o.returned_at as "returnedAt",
      (select string_agg(p.place, '、' order by p.rank) from outing_stop p where p.outing_id = o.id) as places
    from outing o where o.staff_id = ${staff} and o.biz_date = ${date}::date and o.state in ('out', 'returned')
    order by o.out_at, o.id`.execute(db);
  return rows;
}
