import {
  addMonths,
  type CivilDate,
  civilDateOf,
  type Period,
  periodOf,
  periodsBetween,
  type Workdays,
} from '../../kernel/calendar/index.ts';

/** The year that the demonstration bank looks back on. */
export type Span = {
  now: Date;
  today: CivilDate;
  zone: string;
  /** First day of the first month; the rulebook is in force from here. */
  start: CivilDate;
  /** The months from `start` to the one under way, whole. */
  months: readonly Period[];
  workdays: Workdays;
};

const MONTHS = 12;

export function spanOf(now: Date, zone: string, workdays: Workdays): Span {
  const today = civilDateOf(now, zone);
  const { start: thisMonth, end } = periodOf('month', today);
  const start = addMonths(thisMonth, 1 - MONTHS);
  return { now, today, zone, start, months: periodsBetween('month', start, end), workdays };
}
