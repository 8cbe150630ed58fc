import { describe, expect, test } from 'vitest';
import { civilDateFrom } from './civil-date.ts';
import { type DayDuration, deadlineBefore, deadlineWithin, lastDayBefore, lastDayWithin } from './deadlines.ts';
import { createWorkdays } from './workdays.ts';

const date = civilDateFrom;
const ZONE = 'Asia/Shanghai';
const at = (text: string) => new Date(`${text}+08:00`);

/** National Day 2026: rest from 1 to 7 October, work on Sunday 20 September and Saturday 10 October. */
const workdays = createWorkdays(
  [
    ...['01', '02', '03', '04', '05', '06', '07'].map((day) => ({ day: date(`2026-10-${day}`), isWorkday: false })),
    { day: date('2026-09-20'), isWorkday: true },
    { day: date('2026-10-10'), isWorkday: true },
  ],
  [2026],
);

describe('lastDayWithin', () => {
  test.each<[string, DayDuration, string, string]>([
    ['2026-09-07', { unit: 'day', count: 3 }, '2026-09-10', '[民法典 201] the trigger day is not counted'],
    ['2026-09-28', { unit: 'day', count: 3 }, '2026-10-08', '[民法典 203] a rest day rolls to the next workday'],
    ['2026-09-17', { unit: 'day', count: 3 }, '2026-09-20', 'a make-up Sunday is a workday'],
    ['2026-09-29', { unit: 'workday', count: 3 }, '2026-10-09', 'workdays step over the holiday'],
    ['2026-09-29', { unit: 'week', count: 1 }, '2026-10-08', 'a week later, rolled'],
    [
      '2026-08-31',
      { unit: 'month', count: 1 },
      '2026-09-30',
      '[民法典 202] a missing day becomes the last of the month',
    ],
    ['2026-09-01', { unit: 'month', count: 1 }, '2026-10-08', 'the same day of the next month, rolled'],
    ['2024-02-29', { unit: 'year', count: 1 }, '2025-02-28', '29 February has no counterpart'],
    ['2026-10-03', { unit: 'workday', count: 0 }, '2026-10-08', 'the same workday, or the next one'],
  ])('%s within %o is %s: %s', (trigger, duration, lastDay) => {
    expect(lastDayWithin(date(trigger), duration, workdays)).toBe(lastDay);
  });
});

describe('lastDayBefore', () => {
  test.each<[string, DayDuration, string]>([
    ['2026-10-12', { unit: 'day', count: 7 }, '2026-09-30'],
    ['2026-10-12', { unit: 'workday', count: 4 }, '2026-09-30'],
    ['2026-12-31', { unit: 'month', count: 3 }, '2026-09-30'],
    ['2026-11-30', { unit: 'day', count: 30 }, '2026-10-30'],
  ])('before %s, %o, it rolls backward to %s', (due, duration, lastDay) => {
    expect(lastDayBefore(date(due), duration, workdays)).toBe(lastDay);
  });
});

describe('deadlineWithin', () => {
  test('days end with the last day, in the bank’s zone', () => {
    expect(deadlineWithin(at('2026-09-07T23:59'), { unit: 'day', count: 1 }, workdays, ZONE)).toEqual(
      at('2026-09-09T00:00'),
    );
    expect(deadlineWithin(at('2026-09-08T00:00'), { unit: 'day', count: 1 }, workdays, ZONE)).toEqual(
      at('2026-09-10T00:00'),
    );
  });

  test('[民法典 201] hours run at once, through the night and the holiday', () => {
    expect(deadlineWithin(at('2026-09-30T20:15'), { unit: 'hour', count: 24 }, workdays, ZONE)).toEqual(
      at('2026-10-01T20:15'),
    );
  });

  test('deadlineBefore ends with the last day too', () => {
    expect(deadlineBefore(date('2026-10-12'), { unit: 'day', count: 7 }, workdays, ZONE)).toEqual(
      at('2026-10-01T00:00'),
    );
  });
});
