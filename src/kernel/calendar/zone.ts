import { type CivilDate, fromEpochDay, toEpochDay } from './civil-date.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Zones change their offset only at whole quarters of an hour, so one look-up serves the quarter. */
const SLOT = 15 * MINUTE;
const MAX_CACHED_SLOTS = 50_000;

type ZoneReader = { format: Intl.DateTimeFormat; offsets: Map<number, number> };
const readers = new Map<string, ZoneReader>();

/** The civil date that a clock in `zone` (IANA name) shows at `instant`. */
export function civilDateOf(instant: Date, zone: string): CivilDate {
  const milliseconds = instant.getTime();
  return fromEpochDay(Math.floor((milliseconds + offsetAt(milliseconds, zone)) / DAY));
}

/** The first instant of the day; where clocks skip midnight, the instant they skip to. */
export function startOfDay(date: CivilDate, zone: string): Date {
  return instantAt(date, 0, zone);
}

/** The first instant after the day: the half-open end of anything that lasts until the day is over. */
export function endOfDay(date: CivilDate, zone: string): Date {
  return new Date(firstInstantShowing((toEpochDay(date) + 1) * DAY, zone));
}

/**
 * The first instant of the day at which a clock in `zone` shows `minuteOfDay` (0 to 1440) or later: of a time that comes
 * twice the earlier, of a time that is skipped the instant clocks skip to.
 */
export function instantAt(date: CivilDate, minuteOfDay: number, zone: string): Date {
  return new Date(firstInstantShowing(toEpochDay(date) * DAY + minuteOfDay * MINUTE, zone));
}

/** @param wall what the clock shows, as if it were UTC, in epoch milliseconds */
function firstInstantShowing(wall: number, zone: string): number {
  const earlier = wall - offsetAt(wall - DAY, zone);
  const later = wall - offsetAt(wall + DAY, zone);
  if (earlier + offsetAt(earlier, zone) === wall) return earlier;
  if (later + offsetAt(later, zone) === wall) return later;
  return firstInstantAtOrPast(wall, Math.min(earlier, later), Math.max(earlier, later), zone);
}

/** The wall time is skipped: search the moment of the skip, which lies in `(low, high]`. */
function firstInstantAtOrPast(wall: number, low: number, high: number, zone: string): number {
  let before = low - SLOT;
  let after = high + SLOT;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetAt(middle, zone) >= wall) after = middle;
    else before = middle;
  }
  return after;
}

/** Milliseconds that a clock in `zone` is ahead of UTC at this instant. */
function offsetAt(instant: number, zone: string): number {
  const reader = readerOf(zone);
  const slot = Math.floor(instant / SLOT);
  const cached = reader.offsets.get(slot);
  if (cached !== undefined) return cached;
  const offset = readOffset(slot * SLOT, reader.format);
  if (reader.offsets.size >= MAX_CACHED_SLOTS) reader.offsets.clear();
  reader.offsets.set(slot, offset);
  return offset;
}

function readOffset(instant: number, format: Intl.DateTimeFormat): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

function readerOf(zone: string): ZoneReader {
  const known = readers.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const reader = { format, offsets: new Map<number, number>() };
  readers.set(zone, reader);
  return reader;
}
