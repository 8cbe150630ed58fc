import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { civilDateOf, instantAt, parseCivilDate } from '../../kernel/calendar/index.ts';
import { usePhone } from '../shell/wide.ts';
import { useZone } from './bank.ts';
import { timeText } from './dates.ts';

dayjs.locale('zh-cn');

type DateInputProps = {
  id?: string;
  label?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
};

/**
 * A civil date, `YYYY-MM-DD`. On the phone it is the system's own wheel. The picker reads and writes the machine's zone;
 * only its year, month and day are used, so that no zone can move a date.
 */
export function DateInput({ id, label = '日期', value = null, onChange }: DateInputProps) {
  if (usePhone()) {
    return (
      <Input
        id={id}
        type="date"
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange?.(event.target.value || null)}
      />
    );
  }
  return (
    <DatePicker
      id={id}
      placeholder={label}
      value={value === null ? null : dayjs(value)}
      onChange={(next) => onChange?.(next?.format('YYYY-MM-DD') ?? null)}
      style={{ width: 160 }}
    />
  );
}

const wallClock = 'YYYY-MM-DDTHH:mm';

/** The instant of a wall clock text (`2026-06-18T17:00`) in the bank's zone, as ISO; null if it is no time. */
export function instantOfWall(text: string, zone: string): string | null {
  const [day = '', clock = ''] = text.split('T');
  const date = parseCivilDate(day);
  const [hour = Number.NaN, minute = Number.NaN] = clock.split(':').map(Number);
  if (date === null || Number.isNaN(hour) || Number.isNaN(minute)) return null;
  return instantAt(date, hour * 60 + minute, zone).toISOString();
}

export function wallOfInstant(instant: string, zone: string): string {
  return `${civilDateOf(new Date(instant), zone)}T${timeText(instant, zone)}`;
}

/** An instant as ISO text, entered and shown on the bank's clock wherever the browser stands. */
export function InstantInput({ id, label = '时间', value = null, onChange }: DateInputProps) {
  const zone = useZone();
  const phone = usePhone();
  const wall = value === null ? null : wallOfInstant(value, zone);
  const give = (text: string | null) => onChange?.(text === null ? null : instantOfWall(text, zone));
  if (phone) {
    return (
      <Input
        id={id}
        type="datetime-local"
        aria-label={label}
        value={wall ?? ''}
        onChange={(event) => give(event.target.value || null)}
      />
    );
  }
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      placeholder={label}
      value={wall === null ? null : dayjs(wall)}
      onChange={(next) => give(next?.format(wallClock) ?? null)}
      style={{ width: 200 }}
    />
  );
}
