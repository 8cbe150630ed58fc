import notices from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type CivilDate, civilDateFrom, dayOfWeek } from '../../../kernel/calendar/index.ts';

export type NoticeDay = { day: CivilDate; isWorkday: boolean; name: string };

/**
 * The holidays and make-up workdays of the State Council's notices, as the package `chinese-days` lists them. Only its
 * data is read, by civil date: its own date functions are wrong west of the bank's zone.
 */
export function noticeDays(): NoticeDay[] {
  const rest = Object.entries(notices.holidays).map(([day, text]) => noticeDay(day, text, false));
  const work = Object.entries(notices.workdays).map(([day, text]) => noticeDay(day, text, true));
  // Weekends within a holiday rest anyway; they stay, for their name.
  return [...rest, ...work].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The years that the notices cover, in order. */
export function noticeYears(): number[] {
  return [...new Set(noticeDays().map(({ day }) => Number(day.slice(0, 4))))];
}

/** The package writes `Spring Festival,春节,4`; a make-up workday is named after the holiday it makes up for. */
function noticeDay(day: string, text: string, isWorkday: boolean): NoticeDay {
  const date = civilDateFrom(day);
  const holiday = text.split(',')[1] ?? text;
  const weekend = dayOfWeek(date) > 5;
  return { day: date, isWorkday, name: isWorkday && weekend ? `${holiday}调休上班` : holiday };
}
