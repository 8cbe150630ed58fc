import {
  addDays,
  type CivilDate,
  dayOfWeek,
  instantAt,
  periodOf,
  type Workdays,
} from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { RowOf } from '../../../kernel/register/public.ts';
import { meetingErrors } from './errors.ts';
import { type seriesFields, WEEKDAYS } from './series.fields.ts';

export type SeriesState = 'running' | 'ended';
export type SeriesRow = RowOf<typeof seriesFields, SeriesState>;

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

export function checkSeries(row: SeriesRow): Problem[] {
  const problems: Problem[] = [];
  if (!TIME_OF_DAY.test(row.starts_at)) problems.push(meetingErrors.SERIES_TIME_UNREADABLE(undefined, 'starts_at'));
  if (row.falls_on === 'weekday' && !row.weekday)
    problems.push(meetingErrors.SERIES_WEEKDAY_NEEDED(undefined, 'weekday'));
  return problems;
}

type Schedule = Pick<SeriesRow, 'falls_on' | 'weekday' | 'from_date'>;
type WorkdayLookup = Pick<
  Workdays,
  'isWorkday' | 'nthWorkdayAfter' | 'nthWorkdayBefore' | 'rollBackward' | 'rollForward'
>;

/** 依据 DAY-1 … DAY-3: whether a series meets on a day, by the workday calendar that its institution follows. */
export function meetsOn(series: Schedule, day: CivilDate, workdays: WorkdayLookup): boolean {
  if (day < series.from_date || !workdays.isWorkday(day)) return false;
  switch (series.falls_on) {
    case 'weekday':
      return series.weekday !== null && day === dayOfWeekly(series.weekday, day, workdays);
    case 'monthStart':
      return !isSamePeriod('month', day, workdays.nthWorkdayBefore(day, 1));
    case 'monthEnd':
      return !isSamePeriod('month', day, workdays.nthWorkdayAfter(day, 1));
    case 'quarterEnd':
      return !isSamePeriod('quarter', day, workdays.nthWorkdayAfter(day, 1));
    default:
      return true;
  }
}

/** The instant at which a session of that day begins. */
export function startOn(day: CivilDate, timeOfDay: string, zone: string): Date {
  const [hours, minutes] = timeOfDay.split(':').map(Number) as [number, number];
  return instantAt(day, hours * 60 + minutes, zone);
}

/** The weekday in the week of `day`; a rest day gives way to the workday before it, or else to the week's first one. */
function dayOfWeekly(weekday: keyof typeof WEEKDAYS, day: CivilDate, workdays: WorkdayLookup): CivilDate {
  const monday = addDays(day, 1 - dayOfWeek(day));
  const before = workdays.rollBackward(addDays(monday, Object.keys(WEEKDAYS).indexOf(weekday)));
  return before >= monday ? before : workdays.rollForward(monday);
}

function isSamePeriod(kind: 'month' | 'quarter', a: CivilDate, b: CivilDate): boolean {
  return periodOf(kind, a).start === periodOf(kind, b).start;
}
