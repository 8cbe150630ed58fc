import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate, civilDateFrom, dayOfWeek, fromEpochDay } from './civil-date.ts';
import { createWorkdays, type DayException } from './workdays.ts';

const date = civilDateFrom;

/** Spring Festival 2026: rest from 15 to 23 February, work on Saturday 14 and Saturday 28. */
const springFestival: DayException[] = [
  ...Array.from({ length: 9 }, (_, index) => ({ day: addDays(date('2026-02-15'), index), isWorkday: false })),
  { day: date('2026-02-14'), isWorkday: true },
  { day: date('2026-02-28'), isWorkday: true },
];
const workdays = createWorkdays(springFestival, [2026]);

describe('a published year', () => {
  test('rests on holidays and works on make-up Saturdays', () => {
    expect(workdays.isWorkday(date('2026-02-16'))).toBe(false);
    expect(workdays.isWorkday(date('2026-02-14'))).toBe(true);
    expect(workdays.isWorkday(date('2026-02-13'))).toBe(true);
    expect(workdays.isWorkday(date('2026-03-01'))).toBe(false);
  });

  test('counts across the holiday', () => {
    expect(workdays.nthWorkdayAfter(date('2026-02-13'), 1)).toBe('2026-02-14');
    expect(workdays.nthWorkdayAfter(date('2026-02-13'), 2)).toBe('2026-02-24');
    expect(workdays.nthWorkdayBefore(date('2026-02-24'), 2)).toBe('2026-02-13');
    expect(workdays.countWorkdays(date('2026-02-01'), date('2026-03-01'))).toBe(16);
    expect(workdays.rollForward(date('2026-02-15'))).toBe('2026-02-24');
    expect(workdays.rollBackward(date('2026-02-23'))).toBe('2026-02-14');
    expect(workdays.nthWorkdayAfter(date('2026-02-15'), 0)).toBe('2026-02-15');
  });
});

describe('a year without published data', () => {
  test('is provisional and says so', () => {
    expect(workdays.isProvisional(2026)).toBe(false);
    expect(workdays.isProvisional(2027)).toBe(true);
    expect(workdays.provisionalYears(date('2026-12-01'), date('2027-01-01'))).toEqual([]);
    expect(workdays.provisionalYears(date('2026-12-01'), date('2027-01-02'))).toEqual([2027]);
    expect(workdays.provisionalYears(date('2024-12-31'), date('2028-01-01'))).toEqual([2024, 2025, 2027]);
    expect(workdays.provisionalYears(date('2027-01-01'), date('2027-01-01'))).toEqual([]);
  });

  test('stays provisional with a single exception of its own', () => {
    const one = createWorkdays([{ day: date('2027-05-05'), isWorkday: false }], [2026]);
    expect(one.isWorkday(date('2027-05-05'))).toBe(false);
    expect(one.isProvisional(2027)).toBe(true);
  });
});

test('refuses what has no answer', () => {
  expect(() => workdays.nthWorkdayAfter(date('2026-01-01'), -1)).toThrow(RangeError);
  expect(() => workdays.nthWorkdayAfter(date('2026-01-01'), 1.5)).toThrow(RangeError);
  const neverWorks = Array.from({ length: 800 }, (_, index) => ({
    day: addDays(date('2026-01-01'), index),
    isWorkday: false,
  }));
  expect(() => createWorkdays(neverWorks, [2026]).rollForward(date('2026-01-01'))).toThrow('no workday');
});

describe('against day-by-day counting', () => {
  const anyException = fc.record({
    day: fc.integer({ min: 20_000, max: 21_500 }).map(fromEpochDay),
    isWorkday: fc.boolean(),
  });
  const anyExceptions = fc.array(anyException, { maxLength: 200 });
  const anyDate = fc.integer({ min: 19_900, max: 21_600 }).map(fromEpochDay);

  function naiveIsWorkday(exceptions: DayException[], day: CivilDate): boolean {
    const last = exceptions.findLast((exception) => exception.day === day);
    return last?.isWorkday ?? dayOfWeek(day) <= 5;
  }

  test('every answer is the same', () => {
    fc.assert(
      fc.property(anyExceptions, anyDate, fc.integer({ min: -2, max: 900 }), (exceptions, from, length) => {
        const subject = createWorkdays(exceptions, []);
        const range = Array.from({ length: Math.max(length, 0) }, (_, index) => addDays(from, index));
        const working = range.filter((day) => naiveIsWorkday(exceptions, day));
        expect(subject.countWorkdays(from, addDays(from, length))).toBe(working.length);
        expect(range.filter(subject.isWorkday)).toEqual(working);
        const after = working.filter((day) => day > from);
        if (after.length === 0) return;
        const last = after.at(-1);
        expect(subject.nthWorkdayAfter(from, after.length)).toBe(last);
        expect(subject.rollForward(addDays(from, 1))).toBe(after[0]);
        expect(subject.nthWorkdayBefore(addDays(from, length), after.length)).toBe(after[0]);
        expect(subject.rollBackward(addDays(from, length - 1))).toBe(last);
      }),
      { numRuns: 60 },
    );
  });
});
