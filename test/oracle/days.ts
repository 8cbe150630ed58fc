/**
 * Naive calendar arithmetic on strings, on purpose unlike src/kernel/calendar: it walks day by day, so that a mistake
 * in a formula there cannot hide here. A day is 'YYYY-MM-DD', an instant 'YYYY-MM-DDTHH:MM' in the bank's zone; both
 * compare as strings.
 */
export type Day = string;
export type Instant = string;

export type PeriodKind = 'day' | 'week' | 'tenDay' | 'month' | 'quarter' | 'halfYear' | 'year';

const two = (n: number) => String(n).padStart(2, '0');

const parts = (day: Day) => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  date: Number(day.slice(8, 10)),
});

const compose = (year: number, month: number, date: number): Day => `${year}-${two(month)}-${two(date)}`;

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const nextDays = new Map<Day, Day>();
export function nextDay(day: Day): Day {
  const known = nextDays.get(day) ?? dayAfter(day);
  nextDays.set(day, known);
  return known;
}

function dayAfter(day: Day): Day {
  const { year, month, date } = parts(day);
  if (date < monthLength(year, month)) return compose(year, month, date + 1);
  return month < 12 ? compose(year, month + 1, 1) : compose(year + 1, 1, 1);
}

export function previousDay(day: Day): Day {
  const { year, month, date } = parts(day);
  if (date > 1) return compose(year, month, date - 1);
  if (month > 1) return compose(year, month - 1, monthLength(year, month - 1));
  return compose(year - 1, 12, 31);
}

export function addDays(day: Day, n: number): Day {
  let result = day;
  for (let i = 0; i < Math.abs(n); i++) result = n > 0 ? nextDay(result) : previousDay(result);
  return result;
}

/** A missing day becomes the month's last day (民法典 202). */
export function addMonths(day: Day, n: number): Day {
  let { year, month } = parts(day);
  for (let i = 0; i < Math.abs(n); i++) {
    month += n > 0 ? 1 : -1;
    if (month === 13) [year, month] = [year + 1, 1];
    if (month === 0) [year, month] = [year - 1, 12];
  }
  return compose(year, month, Math.min(parts(day).date, monthLength(year, month)));
}

/** Every day of [from, until). */
export function daysBetween(from: Day, until: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day < until; day = nextDay(day)) days.push(day);
  return days;
}

export const midnight = (day: Day): Instant => `${day}T00:00`;
export const dayOf = (instant: Instant): Day => instant.slice(0, 10);
export const earlier = <T extends string>(a: T, b: T): T => (a < b ? a : b);
export const later = <T extends string>(a: T, b: T): T => (a > b ? a : b);

export function addHours(instant: Instant, hours: number): Instant {
  const sum = Number(instant.slice(11, 13)) + hours;
  return `${addDays(dayOf(instant), Math.floor(sum / 24))}T${two(sum % 24)}:${instant.slice(14, 16)}`;
}

/** 0 = Monday … 6 = Sunday. 2024-01-01 was a Monday. */
const weekdays = new Map<Day, number>();
export function weekday(day: Day): number {
  const known = weekdays.get(day);
  if (known !== undefined) return known;
  const monday = '2024-01-01';
  let n = 0;
  for (let at = earlier(monday, day); at < later(monday, day); at = nextDay(at)) n++;
  const result = day >= monday ? n % 7 : (7 - (n % 7)) % 7;
  weekdays.set(day, result);
  return result;
}

export function periodStart(kind: PeriodKind, day: Day): Day {
  const { year, month, date } = parts(day);
  switch (kind) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, -weekday(day));
    case 'tenDay':
      return compose(year, month, date <= 10 ? 1 : date <= 20 ? 11 : 21);
    case 'month':
      return compose(year, month, 1);
    case 'quarter':
      return compose(year, month - ((month - 1) % 3), 1);
    case 'halfYear':
      return compose(year, month <= 6 ? 1 : 7, 1);
    case 'year':
      return compose(year, 1, 1);
  }
}

/** The first day after the period that `day` lies in. */
export function periodEnd(kind: PeriodKind, day: Day): Day {
  const start = periodStart(kind, day);
  let end = nextDay(day);
  while (periodStart(kind, end) === start) end = nextDay(end);
  return end;
}

/** Which days are worked: the weekday, unless an exception says otherwise. */
export class Workdays {
  private readonly exceptions: ReadonlyMap<Day, boolean>;

  constructor(exceptions: ReadonlyMap<Day, boolean>) {
    this.exceptions = exceptions;
  }

  has(day: Day): boolean {
    return this.exceptions.get(day) ?? weekday(day) < 5;
  }

  nthAfter(day: Day, n: number): Day {
    return this.nth(day, n, nextDay);
  }

  nthBefore(day: Day, n: number): Day {
    return this.nth(day, n, previousDay);
  }

  rollForward(day: Day): Day {
    return this.has(day) ? day : this.nthAfter(day, 1);
  }

  rollBackward(day: Day): Day {
    return this.has(day) ? day : this.nthBefore(day, 1);
  }

  private nth(day: Day, n: number, step: (day: Day) => Day): Day {
    let result = day;
    for (let found = 0; found < n; ) {
      result = step(result);
      if (this.has(result)) found++;
    }
    return result;
  }
}
