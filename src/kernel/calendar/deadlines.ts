import { addDays, addMonths, type CivilDate } from './civil-date.ts';
import type { Workdays } from './workdays.ts';
import { civilDateOf, endOfDay } from './zone.ts';

const HOUR = 3_600_000;

/** A duration counted in whole days, weeks, months or years; `workday` counts only workdays. */
export type DayDuration = { unit: 'day' | 'workday' | 'week' | 'month' | 'year'; count: number };

/** How long a response may take. Hours run at once, around the clock; everything else runs in whole days. */
export type Duration = DayDuration | { unit: 'hour'; count: number };

/**
 * The last day of a duration that starts on `triggerDay`, which itself is not counted (依据 民法典 201). A last day on a
 * rest day moves to the next workday (依据 民法典 203).
 */
export function lastDayWithin(triggerDay: CivilDate, duration: DayDuration, workdays: Workdays): CivilDate {
  if (duration.unit === 'workday') return workdays.rollForward(workdays.nthWorkdayAfter(triggerDay, duration.count));
  return workdays.rollForward(shift(triggerDay, duration, 1));
}

/**
 * The last day on which something must be done that is due this long *before* `date`. It moves backward on a rest day:
 * forward it would eat into the time that the rule protects.
 */
export function lastDayBefore(date: CivilDate, duration: DayDuration, workdays: Workdays): CivilDate {
  if (duration.unit === 'workday') return workdays.rollBackward(workdays.nthWorkdayBefore(date, duration.count));
  return workdays.rollBackward(shift(date, duration, -1));
}

/**
 * The first instant at which a response to something that happened at `trigger` is too late (half-open end): the end of
 * the last day, or for hours exactly so many hours later (依据 民法典 200–204).
 */
export function deadlineWithin(trigger: Date, duration: Duration, workdays: Workdays, zone: string): Date {
  if (duration.unit === 'hour') return new Date(trigger.getTime() + duration.count * HOUR);
  return endOfDay(lastDayWithin(civilDateOf(trigger, zone), duration, workdays), zone);
}

/** The half-open end of a response that must be given so long before `date`. */
export function deadlineBefore(date: CivilDate, duration: DayDuration, workdays: Workdays, zone: string): Date {
  return endOfDay(lastDayBefore(date, duration, workdays), zone);
}

function shift(date: CivilDate, { unit, count }: DayDuration, direction: 1 | -1): CivilDate {
  switch (unit) {
    case 'week':
      return addDays(date, direction * 7 * count);
    case 'month':
      return addMonths(date, direction * count);
    case 'year':
      return addMonths(date, direction * 12 * count);
    default:
      return addDays(date, direction * count);
  }
}
