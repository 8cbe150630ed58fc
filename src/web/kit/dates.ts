import { type CivilDate, civilDateOf, dayOfWeek, parseCivilDate, partsOf } from '../../kernel/calendar/index.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** `6月18日 周四`; with the year where it is not `today`'s: `2025年6月18日 周三`. Without a `today` always with it. */
export function civilDateText(date: string, today: string): string {
  const civil = parseCivilDate(date);
  if (civil === null) return date;
  const { year, month, day } = partsOf(civil);
  const named = `${month}月${day}日 周${weekdays[dayOfWeek(civil) - 1]}`;
  return today !== '' && today.startsWith(date.slice(0, 4)) ? named : `${year}年${named}`;
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

const PERIODS: readonly [RegExp, (year: string, ordinal: string) => string][] = [
  [/^(\d{4})-W(\d{2})$/, (year, week) => `${year}年第${Number(week)}周`],
  [/^(\d{4})-(\d{2})$/, (year, month) => `${year}年${Number(month)}月`],
  [/^(\d{4})Q(\d)$/, (year, quarter) => `${year}年${'一二三四'[Number(quarter) - 1]}季度`],
  [/^(\d{4})H(\d)$/, (year, half) => `${year}年${half === '1' ? '上' : '下'}半年`],
  [/^(\d{4})()$/, (year) => `${year}年`],
];

/** `2026年第47周` of the label `2026-W47` under which a period is kept; any other label stays as it is. */
export function periodText(label: string): string {
  for (const [shape, text] of PERIODS) {
    const [, year, ordinal = ''] = shape.exec(label) ?? [];
    if (year !== undefined) return text(year, ordinal);
  }
  return label;
}

export function todayIn(zone: string): CivilDate {
  return civilDateOf(new Date(), zone);
}

/** A text of the bank's own clock (`2026-06-18T17:00`, at midnight `2026-06-18`) as `6月18日 周四 17:00`. */
export function localTimeText(local: string, today: string): string {
  const [date = '', clock] = local.split('T');
  return clock === undefined ? civilDateText(date, today) : `${civilDateText(date, today)} ${clock}`;
}
