import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, civilDateFrom, fromEpochDay } from './civil-date.ts';
import { civilDateOf, endOfDay, instantAt, startOfDay } from './zone.ts';

const ZONES = ['Asia/Shanghai', 'America/Los_Angeles', 'Europe/Prague', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];
const date = civilDateFrom;

/** The definition, in minutes: the first minute of the surrounding days whose local clock is at or past the time. */
function naiveInstant(day: string, time: string, zone: string): string {
  const wanted = `${day} ${time}`;
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  let low = Date.parse(`${day}T00:00Z`) - 36 * 3_600_000;
  while (shown.format(low) < wanted) low += 60_000;
  return new Date(low).toISOString();
}

describe('the bank in Shanghai', () => {
  test('a day starts at 16:00 UTC of the day before', () => {
    expect(startOfDay(date('2026-03-05'), 'Asia/Shanghai').toISOString()).toBe('2026-03-04T16:00:00.000Z');
    expect(endOfDay(date('2026-03-05'), 'Asia/Shanghai').toISOString()).toBe('2026-03-05T16:00:00.000Z');
    expect(instantAt(date('2026-03-05'), 17 * 60, 'Asia/Shanghai').toISOString()).toBe('2026-03-05T09:00:00.000Z');
  });

  test('23:59 and 00:00 are two days', () => {
    expect(civilDateOf(new Date('2026-03-31T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-03-31');
    expect(civilDateOf(new Date('2026-03-31T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2026-04-01');
  });
});

describe('clock changes', () => {
  test('a skipped midnight starts the day where clocks skip to', () => {
    // Beirut skipped from 00:00 to 01:00 on 2021-03-28.
    expect(startOfDay(date('2021-03-28'), 'Asia/Beirut').toISOString()).toBe('2021-03-27T22:00:00.000Z');
    expect(endOfDay(date('2021-03-27'), 'Asia/Beirut').toISOString()).toBe('2021-03-27T22:00:00.000Z');
  });

  test('of a time that comes twice the earlier is taken', () => {
    expect(instantAt(date('2026-11-01'), 90, 'America/Los_Angeles').toISOString()).toBe('2026-11-01T08:30:00.000Z');
  });

  test('a skipped time is the instant that clocks skip to', () => {
    expect(instantAt(date('2026-03-08'), 150, 'America/Los_Angeles').toISOString()).toBe('2026-03-08T10:00:00.000Z');
  });

  test.each(['America/Los_Angeles', 'Asia/Beirut', 'Asia/Shanghai', 'Australia/Lord_Howe'])(
    'every hour around the changes of 2021 follows the definition in %s',
    (zone) => {
      for (const day of ['2021-03-14', '2021-03-28', '2021-04-04', '2021-10-03', '2021-10-31', '2021-11-07']) {
        for (const hour of ['00', '01', '02', '03', '13']) {
          expect(instantAt(date(day), Number(hour) * 60, zone).toISOString()).toBe(
            naiveInstant(day, `${hour}:00`, zone),
          );
        }
      }
    },
  );
});

test('[start, end) of a day holds exactly the instants of that day', () => {
  const anyDay = fc.integer({ min: 0, max: 36_000 }).map(fromEpochDay);
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...ZONES), (day, zone) => {
      // Apia crossed the date line on 2011-12-30: the day does not exist there.
      fc.pre(!(zone === 'Pacific/Apia' && day === '2011-12-30'));
      const start = startOfDay(day, zone);
      const end = endOfDay(day, zone);
      expect(civilDateOf(start, zone)).toBe(day);
      expect(civilDateOf(new Date(end.getTime() - 1), zone)).toBe(day);
      expect(civilDateOf(new Date(start.getTime() - 1), zone) < day).toBe(true);
      expect(civilDateOf(end, zone) >= addDays(day, 1)).toBe(true);
    }),
  );
});
