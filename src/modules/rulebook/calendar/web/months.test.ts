import { describe, expect, test } from 'vitest';
import { civilDateFrom } from '../../../../kernel/calendar/index.ts';
import { monthsOf } from './months.ts';

const setting = (day: string, isWorkday: boolean, name: string) => ({
  day: civilDateFrom(day),
  isWorkday,
  name,
  setBy: null,
});

describe('[RUL-4] 年历', () => {
  const [january, february] = monthsOf({
    year: 2026,
    days: [setting('2026-01-01', false, '元旦'), setting('2026-01-04', true, '元旦调休上班')],
  });

  test('周一起排,一月一日是周四', () => {
    expect([january?.lead, january?.days.length, february?.days.length]).toEqual([3, 31, 28]);
  });

  test('放假日休息,调休的周日上班,其余按星期', () => {
    const worked = (day: number) => january?.days[day - 1]?.isWorkday;
    expect([worked(1), worked(2), worked(3), worked(4), worked(5)]).toEqual([false, true, false, true, true]);
    expect(january?.workdays).toBe(22);
  });
});
