declare const civilDate: unique symbol;

/** A day of the Gregorian calendar without time or zone, as the string `YYYY-MM-DD` (years 0001 to 9999). */
export type CivilDate = string & { readonly [civilDate]: true };

/** Monday 1 … Sunday 7, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const FIRST_DAY = epochDayOf(1, 1, 1);
const LAST_DAY = epochDayOf(9999, 12, 31);

export type YearMonthDay = { year: number; month: number; day: number };

/** The date that `text` writes as `YYYY-MM-DD`, or null if it is no such day (also `2026-02-29`). */
export function parseCivilDate(text: string): CivilDate | null {
  if (!SHAPE.test(text)) return null;
  const { year, month, day } = partsOf(text as CivilDate);
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? (text as CivilDate) : null;
}

/** As parseCivilDate, for texts that the program itself wrote. Throws RangeError. */
export function civilDateFrom(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError(`not a civil date: ${JSON.stringify(text)}`);
  return date;
}

export function partsOf(date: CivilDate): YearMonthDay {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Throws RangeError if there is no such day. */
export function civilDateOfParts({ year, month, day }: YearMonthDay): CivilDate {
  return civilDateFrom(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** @param month 1 to 12 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01; negative before. */
export function toEpochDay(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  return epochDayOf(year, month, day);
}

/** Throws RangeError outside the years 0001 to 9999. */
export function fromEpochDay(epochDay: number): CivilDate {
  if (!Number.isInteger(epochDay) || epochDay < FIRST_DAY || epochDay > LAST_DAY) {
    throw new RangeError(`no civil date has the epoch day ${epochDay}`);
  }
  // Years counted from 1 March put the leap day last, so that month lengths follow one linear formula.
  const sinceMarch0000 = epochDay + 719_468;
  const era = Math.floor(sinceMarch0000 / 146_097);
  const dayOfEra = sinceMarch0000 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate;
}

/** @param days may be negative */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/**
 * The same day `months` later (or earlier); a month that lacks this day answers with its last one
 * (依据 民法典 202: 没有对应日的,月末日为期间的最后一日).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const parts = partsOf(date);
  const monthIndex = parts.year * 12 + (parts.month - 1) + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  return civilDateOfParts({ year, month, day: Math.min(parts.day, daysInMonth(year, month)) });
}

/** How many days `until` lies after `from`; negative if before. */
export function daysBetween(from: CivilDate, until: CivilDate): number {
  return toEpochDay(until) - toEpochDay(from);
}

/** The days from `from` up to and without `until`, in order. */
export function datesBetween(from: CivilDate, until: CivilDate): CivilDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, until)) }, (_, day) => addDays(from, day));
}

export function dayOfWeek(date: CivilDate): Weekday {
  return weekdayOfEpochDay(toEpochDay(date));
}

/** 1970-01-01 was a Thursday. */
export function weekdayOfEpochDay(epochDay: number): Weekday {
  return (((((epochDay + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Negative, 0 or positive, for Array.sort; the strings' own order is the order of time. */
export function compare(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function epochDayOf(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDayPassed = month > 2 && isLeapYear(year) ? 1 : 0;
  return before * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDayPassed + day - 719_163;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
