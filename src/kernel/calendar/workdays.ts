import { type CivilDate, fromEpochDay, partsOf, toEpochDay, weekdayOfEpochDay } from './civil-date.ts';

/** A day on which the calendar differs from the plain week: a holiday on a weekday, a make-up workday on a weekend. */
export type DayException = { day: CivilDate; isWorkday: boolean };

/**
 * The workday calendar of one institution (依据 RUL-4). A year whose holidays were not published yet still answers, by
 * the plain week, but is provisional: whoever shows or stores its answer must say so.
 */
export type Workdays = {
  isWorkday(date: CivilDate): boolean;
  isProvisional(year: number): boolean;
  /** The provisional years that `[from, until)` touches, in order; empty when every answer in it is final. */
  provisionalYears(from: CivilDate, until: CivilDate): number[];
  /** The n-th workday strictly after the date; for n = 0 the date itself, workday or not. */
  nthWorkdayAfter(date: CivilDate, n: number): CivilDate;
  /** The n-th workday strictly before the date; for n = 0 the date itself, workday or not. */
  nthWorkdayBefore(date: CivilDate, n: number): CivilDate;
  /** Workdays in `[from, until)`; 0 if the range is empty. */
  countWorkdays(from: CivilDate, until: CivilDate): number;
  /** The date if it is a workday, else the next one. */
  rollForward(date: CivilDate): CivilDate;
  /** The date if it is a workday, else the one before. */
  rollBackward(date: CivilDate): CivilDate;
};

/** Longer than any holiday; a calendar that rests longer is wrong, and a search in it would not end. */
const LONGEST_REST = 400;

/**
 * @param exceptions days that differ from the plain week (Monday to Friday); of a day named twice the last one counts
 * @param publishedYears years whose holidays and make-up workdays were published
 */
export function createWorkdays(exceptions: Iterable<DayException>, publishedYears: Iterable<number>): Workdays {
  const exceptional = new Map<number, boolean>();
  for (const { day, isWorkday } of exceptions) exceptional.set(toEpochDay(day), isWorkday);
  const published = new Set(publishedYears);
  const yearTables = new Map<number, WorkdaysOfYear>();

  function isWorkdayAt(epochDay: number): boolean {
    return exceptional.get(epochDay) ?? weekdayOfEpochDay(epochDay) <= 5;
  }

  /** Workdays from the start of the date's year up to the date, from a table that is made once a year. */
  function workdaysOfYearBefore(date: CivilDate): number {
    const { year } = partsOf(date);
    const table = yearTables.get(year) ?? countYear(year, isWorkdayAt);
    yearTables.set(year, table);
    return table.before[toEpochDay(date) - table.firstDay] ?? 0;
  }

  function workdaysOfYear(year: number): number {
    const lastDay = `${String(year).padStart(4, '0')}-12-31` as CivilDate;
    return workdaysOfYearBefore(lastDay) + (isWorkdayAt(toEpochDay(lastDay)) ? 1 : 0);
  }

  function step(date: CivilDate, n: number, direction: 1 | -1): CivilDate {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`a number of workdays must be a whole number, got ${n}`);
    let epochDay = toEpochDay(date);
    let rested = 0;
    for (let found = 0; found < n; ) {
      epochDay += direction;
      rested = isWorkdayAt(epochDay) ? 0 : rested + 1;
      if (rested === 0) found += 1;
      if (rested > LONGEST_REST)
        throw new RangeError(`the calendar has no workday within ${LONGEST_REST} days of ${date}`);
    }
    return fromEpochDay(epochDay);
  }

  const isWorkday = (date: CivilDate) => isWorkdayAt(toEpochDay(date));
  const isProvisional = (year: number) => !published.has(year);
  return {
    isWorkday,
    isProvisional,
    provisionalYears(from, until) {
      return yearsOf(from, until).filter(isProvisional);
    },
    nthWorkdayAfter: (date, n) => step(date, n, 1),
    nthWorkdayBefore: (date, n) => step(date, n, -1),
    countWorkdays(from, until) {
      if (until <= from) return 0;
      let count = workdaysOfYearBefore(until) - workdaysOfYearBefore(from);
      for (let year = partsOf(from).year; year < partsOf(until).year; year += 1) count += workdaysOfYear(year);
      return count;
    },
    rollForward: (date) => (isWorkday(date) ? date : step(date, 1, 1)),
    rollBackward: (date) => (isWorkday(date) ? date : step(date, 1, -1)),
  };
}

/** `before[i]` = workdays of the year that lie before its day i, counted from 0. */
type WorkdaysOfYear = { firstDay: number; before: Int16Array };

function countYear(year: number, isWorkdayAt: (epochDay: number) => boolean): WorkdaysOfYear {
  const prefix = String(year).padStart(4, '0');
  const firstDay = toEpochDay(`${prefix}-01-01` as CivilDate);
  const length = toEpochDay(`${prefix}-12-31` as CivilDate) - firstDay + 1;
  const before = new Int16Array(length);
  for (let index = 1; index < length; index += 1) {
    before[index] = (before[index - 1] ?? 0) + (isWorkdayAt(firstDay + index - 1) ? 1 : 0);
  }
  return { firstDay, before };
}

function yearsOf(from: CivilDate, until: CivilDate): number[] {
  if (until <= from) return [];
  const first = partsOf(from).year;
  const last = partsOf(fromEpochDay(toEpochDay(until) - 1)).year;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
