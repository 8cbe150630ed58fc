import { type CivilDate, instantAt, parseCivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import { UsageError } from './command.ts';

/** `2026-03-05` is its 00:00, `2026-03-05T14:30` that minute, both in the bank's zone. Throws UsageError. */
export function parseMoment(text: string, option: string, zone: string): Date {
  const [, day = '', hours, minutes] = /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d))?$/.exec(text) ?? [];
  const date = parseCivilDate(day);
  if (date === null) throw new UsageError(`${option} 应写成 2026-03-05 或 2026-03-05T14:30，收到“${text}”`);
  if (hours === undefined) return startOfDay(date, zone);
  return instantAt(date, Number(hours) * 60 + Number(minutes), zone);
}

/** A required date option. Throws UsageError. */
export function parseDay(text: unknown, option: string): CivilDate {
  const date = typeof text === 'string' ? parseCivilDate(text) : null;
  if (date === null) throw new UsageError(`${option} 应写成 2026-03-05`);
  return date;
}
