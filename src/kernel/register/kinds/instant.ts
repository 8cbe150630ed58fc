import { z } from 'zod';
import { parseCivilDate } from '../../calendar/civil-date.ts';
import { instantAt } from '../../calendar/zone.ts';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

/** `2026-03-05 14:30` on a clock in `zone`. Swedish writes dates as ISO 8601 does. */
function minuteIn(zone: string, value: Date): string {
  const shape = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat('sv-SE', shape).format(new Date(value));
}

/** As people write it, and with the seconds of Excel's time cells, which say nothing. */
const CLOCK = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):([0-5]\d)(?::00)?$/;

/** The reverse, as ISO 8601; null for what is no such clock. */
function instantIn(zone: string, text: string): string | null {
  const [, year, month = '', day = '', hour, minute] = CLOCK.exec(text) ?? [];
  const date = parseCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date === null || Number(hour) > 23
    ? null
    : instantAt(date, Number(hour) * 60 + Number(minute), zone).toISOString();
}

export const instantKind: FieldKind<Date> = {
  id: 'instant',
  column: 'timestamp with time zone',
  schema: () =>
    z.iso.datetime({ offset: true, error: '应为时间，如 2026-03-05 14:30' }).transform((text) => new Date(text)),
  output: () => z.iso.datetime(),
  format: (value, _options, zone) => minuteIn(zone, value),
  filters: ['gte', 'lt', 'empty'],
  excel: {
    parse: (text, _options, zone) => instantIn(zone, text.trim()) ?? (text.trim() || null),
    expected: () => '时间，如 2026-03-05 09:30',
    write: (value, _options, zone) => minuteIn(zone, value),
  },
};

/** An instant: a Date on the server, ISO 8601 with offset in JSON, shown in the reader's zone. */
export function instant<const C extends FieldSpec>(spec: C) {
  return fieldOf<Date, string, C>(instantKind, spec);
}
