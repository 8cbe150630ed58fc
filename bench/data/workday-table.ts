import { addDays, type CivilDate, type Period, startOfDay } from '../../src/kernel/calendar/index.ts';
import { loadCalendars } from '../../src/platform/duties/public.ts';
import type { Bench } from '../support/bench.ts';

const BANK_CALENDAR = 0;
const ENTRY_GRACE_WORKDAYS = 3;

/** The parameters of `plainSql`. */
export async function workdayTable({ ctx }: Bench, { start, end }: Period): Promise<[number[], Date[]]> {
  const calendars = await loadCalendars(ctx.db, ctx.clock.now());
  const workdays = calendars.at(BANK_CALENDAR, ctx.clock.now());
  const days: CivilDate[] = [];
  for (let day = start; day <= end; day = addDays(day, 1)) days.push(day);
  const graceEnds = days.map((day) => addDays(workdays.nthWorkdayAfter(day, ENTRY_GRACE_WORKDAYS), 1));
  return [days.map((day) => workdays.countWorkdays(start, day)), graceEnds.map((day) => startOfDay(day, ctx.zone))];
}
