import { addDays, addMonths, type CivilDate, civilDateOfParts, dayOfWeek, daysBetween, partsOf } from './civil-date.ts';

export const PERIOD_KINDS = ['day', 'week', 'tenDay', 'month', 'quarter', 'halfYear', 'year'] as const;

/** `tenDay` is 旬: days 1–10, 11–20, 21–month end. Weeks are ISO weeks and nest in nothing. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A calendar period `[start, end)` and the label under which it is stored and sorted. */
export type Period = { kind: PeriodKind; start: CivilDate; end: CivilDate; label: string };

/**
 * The period of this kind that holds the date. Labels: `2026-03-05`, `2026-W10`, `2026-03-D1`, `2026-03`, `2026Q1`,
 * `2026H1`, `2026`.
 */
export function periodOf(kind: PeriodKind, date: CivilDate): Period {
  switch (kind) {
    case 'day':
      return { kind, start: date, end: addDays(date, 1), label: date };
    case 'week':
      return weekOf(date);
    case 'tenDay':
      return tenDayPeriodOf(date);
    case 'month':
      return monthsOf(kind, date, 1, (year, ordinal) => `${year}-${String(ordinal).padStart(2, '0')}`);
    case 'quarter':
      return monthsOf(kind, date, 3, (year, ordinal) => `${year}Q${ordinal}`);
    case 'halfYear':
      return monthsOf(kind, date, 6, (year, ordinal) => `${year}H${ordinal}`);
    case 'year':
      return monthsOf(kind, date, 12, (year) => year);
  }
}

/** Every period of this kind that shares a day with `[from, until)`, in order; none if the range is empty. */
export function periodsBetween(kind: PeriodKind, from: CivilDate, until: CivilDate): Period[] {
  const periods: Period[] = [];
  for (let date = from; date < until; ) {
    const period = periodOf(kind, date);
    periods.push(period);
    date = period.end;
  }
  return periods;
}

/** An ISO week belongs to the year that holds its Thursday. */
function weekOf(date: CivilDate): Period {
  const start = addDays(date, 1 - dayOfWeek(date));
  const year = addDays(start, 3).slice(0, 4);
  const thursday = addDays(start, 3);
  const week = Math.floor(daysBetween(civilDateOfParts({ year: Number(year), month: 1, day: 1 }), thursday) / 7);
  return { kind: 'week', start, end: addDays(start, 7), label: `${year}-W${String(week + 1).padStart(2, '0')}` };
}

function tenDayPeriodOf(date: CivilDate): Period {
  const { year, month, day } = partsOf(date);
  const ordinal = Math.min(Math.ceil(day / 10), 3);
  const start = civilDateOfParts({ year, month, day: ordinal * 10 - 9 });
  const end = ordinal < 3 ? addDays(start, 10) : addMonths(civilDateOfParts({ year, month, day: 1 }), 1);
  return { kind: 'tenDay', start, end, label: `${date.slice(0, 7)}-D${ordinal}` };
}

function monthsOf(
  kind: PeriodKind,
  date: CivilDate,
  length: number,
  label: (year: string, ordinal: number) => string,
): Period {
  const { year, month } = partsOf(date);
  const ordinal = Math.ceil(month / length);
  const start = civilDateOfParts({ year, month: (ordinal - 1) * length + 1, day: 1 });
  return { kind, start, end: addMonths(start, length), label: label(date.slice(0, 4), ordinal) };
}
