import { sql } from 'kysely';
import { addDays, addMonths, type CivilDate } from '../../kernel/calendar/index.ts';
import type { Context } from '../../platform/context.ts';
import type { CsvRow } from './csv.ts';
import type { Organisation } from './organisation.ts';
import type { Random } from './random.ts';
import type { Span } from './span.ts';

/** Both days are days of the leave. */
export type Leave = { no: string; staffNo: string; from: CivilDate; to: CivilDate; state: string };

/** Days that people are away, as often as people are. */
const LENGTHS = [
  [1, 4],
  [2, 3],
  [5, 2],
  [10, 1],
  [25, 0.15],
] as const;

/** Leave of the year past and the next month, a little of it cancelled. */
export function createLeaves(random: Random, span: Span, { managers }: Organisation): Leave[] {
  const leaves: Leave[] = [];
  const last = addMonths(span.today, 1);
  for (const { no: staffNo, leftOn } of managers) {
    let day = addDays(span.start, random.whole(5, 120));
    while (day < (leftOn ?? last)) {
      const from = span.workdays.rollForward(day);
      const to = addDays(from, random.weighted(LENGTHS) - 1);
      const state = random.chance(0.06) ? '已撤销' : to < span.today ? '已销假' : '已批准';
      leaves.push({ no: `L${String(leaves.length + 1).padStart(5, '0')}`, staffNo, from, to, state });
      day = addDays(to, random.whole(40, 150));
    }
  }
  return leaves;
}

/** Whether somebody is away on a day. */
export function absencesOf(leaves: readonly Leave[]): (staffNo: string, day: CivilDate) => boolean {
  const byStaff = Map.groupBy(
    leaves.filter(({ state }) => state !== '已撤销'),
    ({ staffNo }) => staffNo,
  );
  return (staffNo, day) => (byStaff.get(staffNo) ?? []).some(({ from, to }) => from <= day && day <= to);
}

export const LEAVE_COLUMNS = ['流水号', '工号', '起始日期', '终止日期', '状态', '录入时间'] as const;

/** Entered two weeks before it begins, or, if that is still to come, this morning. */
export function* leaveRows(span: Span, leaves: readonly Leave[]): Generator<CsvRow> {
  for (const { no, staffNo, from, to, state } of leaves) {
    const entered = addDays(from, -14);
    const day = entered < span.today ? entered : addDays(span.today, -1);
    yield [no, staffNo, from, to, state, `${day}T09:00`];
  }
}

/**
 * 依据 DAY-15: what the paper book says of a leave and no file brings: why, who decided and when, to whom open matters
 * passed, when it ended.
 */
export async function writeLeaveBook({ db, zone }: Context): Promise<void> {
  await sql`
    update leave l set
      reason = case when l.to_date - l.from_date >= 20 then '产假' when l.to_date - l.from_date >= 4 then '年休假'
        else (array['事假：家中有事', '病假：附就诊证明', '年休假', '事假：孩子家长会', '调休'])[1 + l.id % 5] end,
      decided_by = s.supervisor_id, decided_at = l.recorded_at + interval '7 hours',
      comment = case when l.id % 3 = 0 then '同意，做好交接。' else '同意。' end,
      handover_to = case when l.to_date > l.from_date then h.id end,
      handover = case when l.to_date > l.from_date then '在途授信资料一户，本周约访两户' end,
      returned_at = case when l.state = 'returned' then ((l.to_date + 1) + time '08:25') at time zone ${zone}::text end
    from staff s left join lateral (
      select id from staff c where c.supervisor_id = s.supervisor_id and c.id > s.id and c.left_on is null order by id limit 1
    ) h on true
    where s.id = l.staff_id and l.state <> 'cancelled'`.execute(db);
}
