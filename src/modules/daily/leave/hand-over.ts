import { sql } from 'kysely';
import { type CivilDate, civilDateOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { localTime } from '../../../platform/duties/public.ts';
import { dailyErrors } from '../errors.ts';
import { createTask } from '../task/create-task.ts';
import type { LeaveRow } from './leave.rules.ts';
import { type OpenMatter, openMatters } from './open-matters.ts';

const KINDS: Readonly<Record<OpenMatter['kind'], string>> = {
  task: '任务',
  outing: '外出',
  visit: '约定',
  duty: '应办',
};

/** The matters as the paper register has them, one a line; null where nothing is open. */
function listed(ctx: Context, matters: readonly OpenMatter[]): string | null {
  const lines = matters.map(({ kind, title, at }, index) => {
    const by = localTime(at, ctx.zone).replace('T', ' ');
    return `${index + 1}. ${KINDS[kind]}：${title}（${by}）`;
  });
  return lines.length === 0 ? null : lines.join('\n');
}

type Span = Pick<LeaveRow, 'staff_id' | 'from_date' | 'to_date'> & { handover_to: number | null };

/** What is open when the leave is approved, frozen as text. Throws where something is open and nobody takes it over. */
export async function handoverOf(ctx: Context, { staff_id, from_date, to_date, handover_to }: Span) {
  const { filed } = await openMatters(ctx, staff_id, { from: from_date, to: to_date });
  const handover = listed(ctx, filed);
  if (handover !== null && handover_to === null) fail(dailyErrors.LEAVE_HANDOVER_NEEDED(undefined, 'handover_to'));
  return { handover };
}

/** 依据 DAY-15, DAY-16: who takes over gets a task of the one who approves, so that nothing rests on a word. */
export async function passOn(ctx: Context, row: LeaveRow): Promise<void> {
  if (row.handover === null || row.handover_to === null) return;
  const { passedOn } = await openMatters(ctx, row.staff_id, { from: row.from_date, to: row.to_date });
  const { rows } = await sql<{ name: string }>`select name from staff where id = ${row.staff_id}`.execute(ctx.db);
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  // A leave approved after the fact is taken over today.
  const [, last] = [today, row.to_date].sort() as [CivilDate, CivilDate];
  await createTask(ctx, {
    assigneeId: row.handover_to,
    title: `接办${rows[0]?.name ?? ''}休假期间的未了事项`,
    detail: listed(ctx, passedOn)?.slice(0, LONGEST_DETAIL) ?? null,
    dueAt: new Date(startOfDay(last, ctx.zone).getTime() + LAST_HOUR_MS),
    source: 'leave',
    sourceNo: row.no,
  });
}

/** As much as a task's detail holds; the leave has the whole list, with customers as numbers. */
const LONGEST_DETAIL = 2000;
/** 23:00: within the day in every zone's sense, and still to come while the day lasts. */
const LAST_HOUR_MS = 23 * 3_600_000;

/** Only who is there can take over: not the person himself, nobody gone, nobody who is on leave then. */
export async function assertTakesOver(
  ctx: Context,
  { staff_id, from_date, to_date, handover_to }: Span,
): Promise<void> {
  if (handover_to === null) return;
  if (handover_to === staff_id) fail(dailyErrors.LEAVE_HANDOVER_SELF(undefined, 'handover_to'));
  const { rows } = await sql<{ left: boolean; away: boolean }>`
    select coalesce(s.left_on <= ${to_date}::date, false) as left, exists (
      select from leave l where l.staff_id = s.id and l.state = 'approved'
        and l.from_date <= ${to_date}::date and l.to_date >= ${from_date}::date) as away
    from staff s where s.id = ${handover_to}`.execute(ctx.db);
  const { left, away } = rows[0] ?? { left: true, away: false };
  if (left) fail(dailyErrors.TASK_ASSIGNEE_GONE(undefined, 'handover_to'));
  if (away) fail(dailyErrors.LEAVE_HANDOVER_AWAY(undefined, 'handover_to'));
}
