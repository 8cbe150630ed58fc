import { type CivilDate, civilDateOf, dayOfWeek, parseCivilDate, partsOf } from '../../kernel/calendar/index.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** `6月18日 周四`; with the year where it is not `today`'s: `2025年6月18日 周三`. */
export function civilDateText(date: string, today: string): string {
  const civil = parseCivilDate(date);
  if (civil === null) return date;
  const { year, month, day } = partsOf(civil);
  const named = `${month}月${day}日 周${weekdays[dayOfWeek(civil) - 1]}`;
  return today.startsWith(date.slice(0, 4)) ? named : `${year}年${named}`;
}

/** `17:00` of an instant in the bank's zone. */
export function timeText(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** `6月18日 周四 17:00` of an instant in the bank's zone. */
export function instantText(instant: string, zone: string, today: string): string {
  return `${civilDateText(civilDateOf(new Date(instant), zone), today)} ${timeText(instant, zone)}`;
}

export function todayIn(zone: string): CivilDate {
  return civilDateOf(new Date(), zone);
}

/** A text of the bank's own clock (`2026-06-18T17:00`, at midnight `2026-06-18`) as `6月18日 周四 17:00`. */
export function localTimeText(local: string, today: string): string {
  const [date = '', clock] = local.split('T');
  return clock === undefined ? civilDateText(date, today) : `${civilDateText(date, today)} ${clock}`;
}
