import { sql } from 'kysely';
import { addDays, type CivilDate, civilDateOf } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { BANK_CALENDAR, loadCalendars } from '../../../platform/duties/public.ts';
import { meetsOn, type SeriesRow, startOn } from '../meeting/series.rules.ts';
import { belongsTo, mainPostOn } from '../roster-filter.ts';
import type { CalendarEntry, Days } from './entries.ts';

/** 依据 DAY-1 … DAY-3: sessions still to be called, of the series to which the person belongs as he is placed today. */
export async function plannedMeetings(ctx: Context, staffId: number, { from, to }: Days): Promise<CalendarEntry[]> {
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const first = from > today ? from : today;
  if (first > to) return [];
  const { rows: series } = await sql<SeriesRow>`
    select m.* from staff s
    join institution i on i.ord <= s.institution_ord and s.institution_ord < i.ord_until
    join meeting_series m on m.institution_id = i.id and m.state = 'running'
    cross join lateral (${mainPostOn(sql`s.id`, sql`${today}::date`)}) a
    where s.id = ${staffId} and s.left_on is null and ${belongsTo(sql`m.attendees`, sql`a.role`)}
    order by m.id`.execute(ctx.db);
  if (series.length === 0) return [];
  const calendars = await loadCalendars(ctx.db, now);
  const workdaysOf = ({ institution_id }: SeriesRow) =>
    calendars.at(calendars.ofInstitution.get(institution_id) ?? BANK_CALENDAR, now);
  const entries: CalendarEntry[] = [];
  for (let day = first; day <= to; day = addDays(day, 1)) {
    for (const one of series) if (meetsOn(one, day, workdaysOf(one))) entries.push(sessionOf(one, day, ctx.zone));
  }
  return entries;
}

/** The key is the one that the session keeps when it is called. */
function sessionOf({ id, name, starts_at, place }: SeriesRow, day: CivilDate, zone: string): CalendarEntry {
  return {
    key: `meeting/${id}/${day}`,
    kind: 'meeting',
    title: name,
    day,
    lastDay: day,
    at: startOn(day, starts_at, zone),
    until: null,
    place,
    note: null,
    path: '/meetings',
  };
}
