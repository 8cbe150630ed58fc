import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  type CivilDate,
  civilDateFrom,
  compare,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  fromEpochDay,
  parseCivilDate,
  toEpochDay,
} from './civil-date.ts';

const date = civilDateFrom;
const anyEpochDay = fc.integer({ min: -719_162, max: 2_932_896 });
const ordinaryEpochDay = fc.integer({ min: -25_000, max: 70_000 });

describe('parseCivilDate', () => {
  test.each(['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '2026-01-01\n',
    '',
  ])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeNull();
    expect(() => civilDateFrom(text)).toThrow(RangeError);
  });
});

describe('epoch days', () => {
  test('agree with the platform on every day from 0001 to 9999 that is drawn', () => {
    fc.assert(
      fc.property(anyEpochDay, (epochDay) => {
        const text = new Date(epochDay * 86_400_000).toISOString().slice(0, 10);
        expect(fromEpochDay(epochDay)).toBe(text);
        expect(toEpochDay(text as CivilDate)).toBe(epochDay);
        expect(dayOfWeek(text as CivilDate) % 7).toBe(new Date(epochDay * 86_400_000).getUTCDay());
      }),
    );
  });

  test('end where the four-digit years end', () => {
    expect(() => addDays(date('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(date('0001-01-01'), -1)).toThrow(RangeError);
    expect(() => fromEpochDay(0.5)).toThrow(RangeError);
  });
});

describe('addMonths', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('[民法典 202] %s and %i months is %s', (from, months, result) => {
    expect(addMonths(date(from), months)).toBe(result);
  });

  test('keeps the day, or takes the last of a month that lacks it', () => {
    fc.assert(
      fc.property(ordinaryEpochDay, fc.integer({ min: -600, max: 600 }), (epochDay, months) => {
        const from = fromEpochDay(epochDay);
        const to = addMonths(from, months);
        const lengthOfMonth = daysInMonth(Number(to.slice(0, 4)), Number(to.slice(5, 7)));
        expect(Number(to.slice(8))).toBe(Math.min(Number(from.slice(8)), lengthOfMonth));
        const monthsApart =
          (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
        expect(monthsApart).toBe(months);
      }),
    );
  });
});

test('compare and daysBetween agree', () => {
  fc.assert(
    fc.property(ordinaryEpochDay, ordinaryEpochDay, (a, b) => {
      const [first, second] = [fromEpochDay(a), fromEpochDay(b)];
      expect(daysBetween(first, second)).toBe(b - a);
      expect(Math.sign(compare(first, second))).toBe(Math.sign(a - b));
    }),
  );
});
