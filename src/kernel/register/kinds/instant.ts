import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

/** `2026-03-05 14:30` on a clock in `zone`. Swedish writes dates as ISO 8601 does. */
function minuteIn(zone: string, value: Date): string {
  const shape = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat('sv-SE', shape).format(new Date(value));
}

export const instantKind: FieldKind<Date> = {
  id: 'instant',
  column: 'timestamp with time zone',
  schema: () =>
    z.iso.datetime({ offset: true, error: '应为时间，如 2026-03-05T14:30+08:00' }).transform((text) => new Date(text)),
  output: () => z.iso.datetime(),
  format: (value, _options, zone) => minuteIn(zone, value),
  filters: ['gte', 'lt', 'empty'],
  excel: {
    parse: (text) => text.trim() || null,
    write: (value, _options, zone) => minuteIn(zone, value),
  },
};

/** An instant: a Date on the server, ISO 8601 with offset in JSON, shown in the reader's zone. */
export function instant<const C extends FieldSpec>(spec: C) {
  return fieldOf<Date, string, C>(instantKind, spec);
}
