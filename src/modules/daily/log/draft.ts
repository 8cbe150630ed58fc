import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { ownStaffId } from '../place-of-staff.ts';
import { workdayCounter } from '../workday-counter.ts';
import type { LogState } from './log.rules.ts';
import { workOfDay } from './work-of-day.ts';

/** How far back one is reminded of logs that are missing. */
const DAYS_BACK = 14;

type Written = {
  id: number;
  version: number;
  state: LogState;
  work: string | null;
  supplement: string | null;
  thoughts: string | null;
  problems: string | null;
  needs_help: boolean | null;
  tomorrow: string | null;
};

export type LogDraft = {
  date: CivilDate;
  /** What there is of that day's log already. */
  log: Written | null;
  /** The day's facts, a line each. */
  work: string[];
  /** What was planned for this day, the last time. */
  planned: string | null;
  /** The superior's sentence on an earlier log. */
  comment: { date: CivilDate; text: string; by: string; at: Date } | null;
  /** Workdays of the last two weeks that have no log yet, on which one was not on leave. */
  missing: CivilDate[];
};

/** 依据 DAY-9: the log of a day as far as it writes itself, and what the writer should have before his eyes. */
export async function logDraft(ctx: Context, asked: { date?: CivilDate | undefined }): Promise<LogDraft> {
  const staffId = ownStaffId(ctx, '写日志');
  const date = asked.date ?? momentOf(ctx).today;
  return {
    date,
    log: await writtenLog(ctx, staffId, date),
    work: await workOfDay(ctx, staffId, date),
    planned: await plannedFor(ctx, staffId, date),
    comment: await lastComment(ctx, staffId, date),
    missing: await missingDays(ctx, staffId),
  };
}

async function writtenLog({ db }: Context, staffId: number, date: CivilDate): Promise<Written | null> {
  const { rows } = await sql<Written>`
    select id, version, state, work, supplement, thoughts, problems, needs_help, tomorrow from daily_log
    where staff_id = ${staffId} and biz_date = ${date}::date`.execute(db);
  return rows[0] ?? null;
}

async function plannedFor({ db }: Context, staffId: number, date: CivilDate): Promise<string | null> {
  const { rows } = await sql<{ tomorrow: string | null }>`
    select tomorrow from daily_log where staff_id = ${staffId} and biz_date < ${date}::date
      and biz_date >= ${addDays(date, -DAYS_BACK)}::date
    order by biz_date desc limit 1`.execute(db);
  return rows[0]?.tomorrow ?? null;
}

async function lastComment({ db }: Context, staffId: number, date: CivilDate): Promise<LogDraft['comment']> {
  const { rows } = await sql<NonNullable<LogDraft['comment']>>`
    select l.biz_date as date, l.comment as text, s.name as by, l.read_at as at
    from daily_log l join staff s on s.id = l.read_by
    where l.staff_id = ${staffId} and l.biz_date <= ${date}::date
      and l.biz_date >= ${addDays(date, -DAYS_BACK)}::date and l.comment is not null
    order by l.biz_date desc limit 1`.execute(db);
  return rows[0] ?? null;
}

async function missingDays(ctx: Context, staffId: number): Promise<CivilDate[]> {
  const { today } = momentOf(ctx);
  const workdays = await workdayCounter(ctx);
  const { rows } = await sql<{ day: CivilDate }>`
    select d::date as day
    from generate_series(${addDays(today, -DAYS_BACK)}::date, ${addDays(today, -1)}::date, interval '1 day') d
    join staff s on s.id = ${staffId} and s.joined_on <= d::date
    where not exists (select from daily_log l where l.staff_id = s.id and l.biz_date = d::date and l.state <> 'draft')
      and not exists (select from leave v where v.staff_id = s.id and v.state in ('approved', 'returned')
        and d::date between v.from_date and v.to_date)
    order by d desc`.execute(ctx.db);
  return rows.map(({ day }) => day).filter((day) => workdays.isWorkday(day));
}
