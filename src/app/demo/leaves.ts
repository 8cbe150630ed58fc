import { addDays, addMonths, type CivilDate } from '../../kernel/calendar/index.ts';
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
