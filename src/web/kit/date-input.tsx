import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { civilDateOf, instantAt, parseCivilDate } from '../../kernel/calendar/index.ts';
import { usePhone } from '../shell/wide.ts';
import { useZone } from './bank.ts';
import styles from './date-input.module.css';
import { civilDateText, instantText, timeText } from './dates.ts';

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
      <PhoneWheel
        id={id}
        type="date"
        label={label}
        value={value}
        shown={value === null ? null : civilDateText(value, '')}
        onChange={(text) => onChange?.(text)}
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

type PhoneWheelProps = {
  id: string | undefined;
  type: 'date' | 'datetime-local';
  label: string;
  /** As the browser's own input has it. */
  value: string | null;
  /** The same as people read it. */
  shown: string | null;
  onChange: (value: string | null) => void;
};

/**
 * The system's own wheel under our words: a browser writes dates in its own language (`mm/dd/yyyy`), whatever the page's
 * is, and says nothing of what an empty one is for.
 */
function PhoneWheel({ id, type, label, value, shown, onChange }: PhoneWheelProps) {
  return (
    <span className={styles.wheel}>
      <span className={styles.shown} data-empty={shown === null} aria-hidden="true">
        {shown ?? label}
      </span>
      <input
        id={id}
        type={type}
        aria-label={label}
        className={styles.native}
        value={value ?? ''}
        onClick={(event) => event.currentTarget.showPicker?.()}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </span>
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
      <PhoneWheel
        id={id}
        type="datetime-local"
        label={label}
        value={wall}
        shown={value === null ? null : instantText(value, zone, '')}
        onChange={give}
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
