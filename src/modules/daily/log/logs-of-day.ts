import { sql } from 'kysely';
import { type CivilDate, endOfDay } from '../../../kernel/calendar/index.ts';
import { within } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { peopleOf } from '../team/team.ts';
import { workdayCounter } from '../workday-counter.ts';
import { dailyLog } from './log.register.ts';

/** One reading view holds the logs of a branch; whoever leads more reads by team. */
const MOST = 200;

export type LogOfDay = {
  id: number;
  no: string;
  version: number;
  state: 'submitted' | 'read';
  staffId: number;
  staff: string;
  institution: string | null;
  submittedAt: Date;
  work: string | null;
  supplement: string | null;
  thoughts: string | null;
  problems: string | null;
  needsHelp: boolean;
  tomorrow: string | null;
  comment: string | null;
  readBy: string | null;
  readAt: Date | null;
  /** Until when it should be read, and by which rule. */
  until: Date | null;
  rule: string | null;
  workdaysLeft: number;
};

export type LogsOfDay = {
  date: CivilDate;
  logs: LogOfDay[];
  /** Who has handed in none, and why that may be so. */
  missing: { staffId: number; staff: string; onLeave: boolean; phone: string | null }[];
};

/**
 * 依据 DAY-10: all logs of a day in one answer, unread ones first, so that paging through them never waits. Without a
 * date: of the latest day on which one waits, else of today.
 */
export async function logsOfDay(ctx: Context, asked: { date?: CivilDate | undefined }): Promise<LogsOfDay> {
  const date = asked.date ?? (await unreadDays(ctx))[0]?.date ?? momentOf(ctx).today;
  const { rows } = await sql<Omit<LogOfDay, 'workdaysLeft'> & { institutionId: number | null }>`
    select l.id, l.no, l.version, l.state, l.staff_id as "staffId", s.name as staff, i.name as institution,
      l.institution_id as "institutionId", l.submitted_at as "submittedAt", l.work, l.supplement, l.thoughts, l.problems,
      coalesce(l.needs_help, false) as "needsHelp", l.tomorrow, l.comment, r.name as "readBy", l.read_at as "readAt",
      d.until_at as "until", d.rule_id as rule
    from daily_log l
    join staff s on s.id = l.staff_id
    left join institution i on i.id = l.institution_id
    left join staff r on r.id = l.read_by
    left join lateral (
      select until_at, rule_id from duty
      where subject_type = 'staff' and subject_id = l.staff_id and anchor = l.no and status in ('open', 'breached')
      order by until_at limit 1
    ) d on true
    where l.biz_date = ${date}::date and l.state <> 'draft' and l.staff_id is distinct from ${ctx.principal?.staffId ?? null}::bigint
      and ${within(ctx, dailyLog, dailyLog.actions.read.who, 'l')}
    order by l.state = 'read', l.submitted_at, l.id limit ${MOST}`.execute(ctx.db);
  const workdays = await workdayCounter(ctx);
  const logs = rows.map(({ institutionId, ...row }) => ({
    ...row,
    workdaysLeft: row.until ? workdays.left(row.until, institutionId) : 0,
  }));
  const written = new Set(logs.map(({ staffId }) => staffId));
  return { date, logs, missing: workdays.isWorkday(date) ? await missingOf(ctx, date, written) : [] };
}

async function missingOf(ctx: Context, date: CivilDate, written: ReadonlySet<number>): Promise<LogsOfDay['missing']> {
  const people = (await peopleOf(ctx)).filter(({ id }) => !written.has(id));
  const { rows } = await sql<{ id: number; onLeave: boolean; phone: string | null }>`
    select p.id, p.said as phone, exists (
      select from leave v where v.staff_id = p.id and v.state in ('approved', 'returned')
        and ${date}::date between v.from_date and v.to_date) as "onLeave"
    from (
      select s.id, r.said from unnest(${people.map(({ id }) => id)}::bigint[]) s (id)
      left join phone_report r on r.staff_id = s.id and r.biz_date = ${date}::date
    ) p`.execute(ctx.db);
  const states = new Map(rows.map((row) => [row.id, row]));
  return people.map(({ id, name }) => ({
    staffId: id,
    staff: name,
    onLeave: states.get(id)?.onLeave ?? false,
    phone: states.get(id)?.phone ?? null,
  }));
}

/** The days before one on which a log still waits for the principal, the latest first. */
export async function unreadDays(ctx: Context): Promise<{ date: CivilDate; count: number }[]> {
  const { rows } = await sql<{ date: CivilDate; count: number }>`
    select l.biz_date as date, count(*)::int as count from daily_log l
    where l.state = 'submitted' and l.submitted_at < ${endOfDay(momentOf(ctx).today, ctx.zone)}
      and l.staff_id is distinct from ${ctx.principal?.staffId ?? null}::bigint
      and ${within(ctx, dailyLog, dailyLog.actions.read.who, 'l')}
    group by l.biz_date order by l.biz_date desc limit 14`.execute(ctx.db);
  return rows;
}
