import { addDays, civilDateOf, startOfDay, toEpochDay } from '../../kernel/calendar/index.ts';
import { civilDateText, timeText } from './dates.ts';

export type DeadlineInput = {
  /** Instant at which the duty ends; exclusive, so midnight belongs to the day before. */
  until: string;
  /** Workdays still to come including today, counted by the server's calendar. */
  workdaysLeft: number;
};

export type DeadlineText = { tone: 'overdue' | 'soon' | 'calm'; relative: string; absolute: string };

/** From this many workdays left a deadline is 将到期 and turns ochre. */
const soonWorkdays = 2;

/** The one way a deadline is said: `还有 2 个工作日` / `今天 17:00` / `已逾期 3 天`, with the absolute end beside it. */
export function deadlineText({ until, workdaysLeft }: DeadlineInput, now: Date, zone: string): DeadlineText {
  const end = new Date(until);
  const endDay = civilDateOf(end, zone);
  const isMidnight = startOfDay(endDay, zone).getTime() === end.getTime();
  const lastDay = isMidnight ? addDays(endDay, -1) : endDay;
  const clock = isMidnight ? '24:00' : timeText(until, zone);
  const today = civilDateOf(now, zone);
  const absolute = `${civilDateText(lastDay, today)} ${clock}`;

  if (end <= now) {
    const days = toEpochDay(today) - toEpochDay(lastDay);
    return { tone: 'overdue', relative: days === 0 ? `今天 ${clock} 已逾期` : `已逾期 ${days} 天`, absolute };
  }
  if (lastDay === today) return { tone: 'soon', relative: `今天 ${clock}`, absolute };
  return {
    tone: workdaysLeft <= soonWorkdays ? 'soon' : 'calm',
    relative: `还有 ${workdaysLeft} 个工作日`,
    absolute,
  };
}
