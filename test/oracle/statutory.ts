import { type Day, daysBetween, nextDay } from './days.ts';
import type { CalendarVersion } from './history.ts';

/** 国务院办公厅关于 2025 年、2026 年部分节假日安排的通知: days off (first, last) and make-up workdays. */
const HOLIDAYS: [Day, Day][] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
];
const MAKE_UP_DAYS: Day[] = [
  '2025-01-26',
  '2025-02-08',
  '2025-04-27',
  '2025-09-28',
  '2025-10-11',
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
];

const row = (day: Day, isWorkday: boolean): CalendarVersion => ({
  institution: null,
  day,
  isWorkday,
  recordedAt: '2024-11-12T09:00',
});

/** The calendar of the whole bank as everybody knows it before any history here begins. */
export const STATUTORY: CalendarVersion[] = [
  ...HOLIDAYS.flatMap(([first, last]) => daysBetween(first, nextDay(last)).map((day) => row(day, false))),
  ...MAKE_UP_DAYS.map((day) => row(day, true)),
];

/** Days at which calendars and periods turn: generators lean towards them. */
export const TURNING_DAYS: Day[] = [...HOLIDAYS.flat(), ...MAKE_UP_DAYS];
