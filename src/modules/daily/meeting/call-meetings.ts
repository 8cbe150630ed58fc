import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { BANK_CALENDAR, loadCalendars } from '../../../platform/duties/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { followExpectations } from './expectation.ts';
import { freezeRosters } from './roster.ts';
import { meetsOn, type SeriesRow, startOn } from './series.rules.ts';

/**
 * 依据 DAY-1 … DAY-3: calls the sessions of a day, each once however often this runs, and settles who is expected.
 * `seriesId` narrows it to one series, `notBefore` to sessions that begin later. Returns the numbers of those called.
 */
export async function callMeetings(
  ctx: Context,
  day: CivilDate,
  { seriesId, notBefore }: { seriesId?: number; notBefore?: Date } = {},
): Promise<string[]> {
  const sessions = (await seriesMeeting(ctx, day, seriesId))
    .map((series) => ({ ...series, starts: startOn(day, series.starts_at, ctx.zone) }))
    .filter(({ starts }) => notBefore === undefined || starts > notBefore)
    .map(({ id, starts }) => ({ series_id: id, starts_at: starts.toISOString() }));
  if (sessions.length === 0) return [];
  const called = await insertSessions(ctx, day, sessions);
  const ids = called.map(({ id }) => id);
  await freezeRosters(ctx.db, ids);
  await followExpectations(ctx, ids);
  for (const { id, no, institution_ord } of called) {
    await audit(ctx, {
      action: 'meeting.call',
      register: 'meeting',
      rowId: id,
      institutionOrd: institution_ord,
      detail: { no, day },
    });
  }
  return called.map(({ no }) => no);
}

async function seriesMeeting(ctx: Context, day: CivilDate, seriesId: number | undefined): Promise<SeriesRow[]> {
  const now = ctx.clock.now();
  const calendars = await loadCalendars(ctx.db, now);
  const { rows } = await sql<SeriesRow>`
    select * from meeting_series
    where state = 'running' and ${seriesId === undefined ? sql`true` : sql`id = ${seriesId}`}`.execute(ctx.db);
  return rows.filter((series) => {
    const calendar = calendars.ofInstitution.get(series.institution_id) ?? BANK_CALENDAR;
    return meetsOn(series, day, calendars.at(calendar, now));
  });
}

type Called = { id: number; no: string; institution_ord: number };

async function insertSessions(
  ctx: Context,
  day: CivilDate,
  sessions: readonly { series_id: number; starts_at: string }[],
): Promise<Called[]> {
  const { rows } = await sql<Called>`
    insert into meeting (no, series_id, title, kind, institution_id, institution_ord, state, starts_at, biz_date,
      opens_before, late_after, sign_in, attendees, host_id, place, agenda, recorded_at)
    select ${`HY${day.replaceAll('-', '')}-`}::text || nextval('serial_no'), s.id, s.name, s.kind, s.institution_id,
      i.ord, 'called', w.starts_at, ${day}::date, s.opens_before, s.late_after, s.sign_in, s.attendees, s.host_id,
      s.place, s.agenda, ${ctx.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) as w (series_id bigint, starts_at timestamptz)
    join meeting_series s on s.id = w.series_id
    join institution i on i.id = s.institution_id
    order by s.id
    on conflict (series_id, biz_date) where series_id is not null do nothing
    returning id, no, institution_ord`.execute(ctx.db);
  return rows;
}
