import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, civilDateFrom, dayOfWeek, daysBetween, fromEpochDay } from './civil-date.ts';
import { PERIOD_KINDS, periodOf, periodsBetween } from './periods.ts';

const date = civilDateFrom;
const anyDate = fc.integer({ min: 0, max: 40_000 }).map(fromEpochDay);
const anyKind = fc.constantFrom(...PERIOD_KINDS);

test.each([
  ['day', '2026-03-05', '2026-03-05', '2026-03-06', '2026-03-05'],
  ['week', '2026-03-05', '2026-03-02', '2026-03-09', '2026-W10'],
  ['week', '2027-01-03', '2026-12-28', '2027-01-04', '2026-W53'],
  ['week', '2024-12-30', '2024-12-30', '2025-01-06', '2025-W01'],
  ['tenDay', '2026-03-10', '2026-03-01', '2026-03-11', '2026-03-D1'],
  ['tenDay', '2026-03-11', '2026-03-11', '2026-03-21', '2026-03-D2'],
  ['tenDay', '2026-03-31', '2026-03-21', '2026-04-01', '2026-03-D3'],
  ['tenDay', '2026-12-31', '2026-12-21', '2027-01-01', '2026-12-D3'],
  ['month', '2024-02-29', '2024-02-01', '2024-03-01', '2024-02'],
  ['quarter', '2026-03-31', '2026-01-01', '2026-04-01', '2026Q1'],
  ['quarter', '2026-10-01', '2026-10-01', '2027-01-01', '2026Q4'],
  ['halfYear', '2026-06-30', '2026-01-01', '2026-07-01', '2026H1'],
  ['halfYear', '2026-07-01', '2026-07-01', '2027-01-01', '2026H2'],
  ['year', '2026-12-31', '2026-01-01', '2027-01-01', '2026'],
] as const)('the %s of %s', (kind, day, start, end, label) => {
  expect(periodOf(kind, date(day))).toEqual({ kind, start, end, label });
});

describe('every kind', () => {
  test('cuts time into periods that hold their days, meet, and are labelled in order', () => {
    fc.assert(
      fc.property(anyKind, anyDate, (kind, day) => {
        const period = periodOf(kind, day);
        const next = periodOf(kind, period.end);
        expect(period.start <= day && day < period.end).toBe(true);
        expect(periodOf(kind, period.start)).toEqual(period);
        expect(periodOf(kind, addDays(period.end, -1))).toEqual(period);
        expect(next.start).toBe(period.end);
        expect(next.label > period.label).toBe(true);
      }),
    );
  });

  test('lists each period that shares a day with the range once', () => {
    fc.assert(
      fc.property(anyKind, anyDate, fc.integer({ min: -3, max: 500 }), (kind, from, length) => {
        const until = addDays(from, length);
        const expected = new Set<string>();
        for (let day = 0; day < length; day += 1) expected.add(periodOf(kind, addDays(from, day)).label);
        expect(periodsBetween(kind, from, until).map(({ label }) => label)).toEqual([...expected]);
      }),
    );
  });
});

test('an ISO week starts on Monday, and its number counts the Thursdays of its year', () => {
  fc.assert(
    fc.property(anyDate, (day) => {
      const { start, end, label } = periodOf('week', day);
      expect(dayOfWeek(start)).toBe(1);
      expect(daysBetween(start, end)).toBe(7);
      const thursday = addDays(start, 3);
      let thursdays = 0;
      for (let other = date(`${thursday.slice(0, 4)}-01-01`); other <= thursday; other = addDays(other, 1)) {
        if (dayOfWeek(other) === 4) thursdays += 1;
      }
      expect(label).toBe(`${thursday.slice(0, 4)}-W${String(thursdays).padStart(2, '0')}`);
    }),
  );
});
