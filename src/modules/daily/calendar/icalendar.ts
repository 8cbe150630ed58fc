import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';

/** An event of a calendar: at an instant, or on whole days. `uid` is the same for the same matter each time. */
export type CalendarEvent = {
  uid: string;
  summary: string;
  description?: string | undefined;
  location?: string | undefined;
  url?: string | undefined;
} & ({ at: Date; until?: Date | undefined } | { from: CivilDate; to: CivilDate });

export type Calendar = {
  name: string;
  /** When the events were read: their DTSTAMP. */
  stamp: Date;
  /** The IANA zone in which the bank lives; a hint for clients, since instants are written in UTC. */
  zone: string;
  events: readonly CalendarEvent[];
};

/**
 * An iCalendar object (RFC 5545). Instants are UTC, so that no client needs our VTIMEZONE to be right; whole days are
 * dates and belong to no zone. `to` is the last day; iCalendar's DTEND is the day after it.
 */
export function icalendar({ name, stamp, zone, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zhanye//My day//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent, stamp: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(stamp)}`,
    ...timeLines(event),
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.description === undefined ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
    ...(event.location === undefined ? [] : [`LOCATION:${escaped(event.location)}`]),
    ...(event.url === undefined ? [] : [`URL:${event.url}`]),
    'END:VEVENT',
  ];
}

function timeLines(event: CalendarEvent): string[] {
  if ('at' in event) {
    return [`DTSTART:${utc(event.at)}`, ...(event.until === undefined ? [] : [`DTEND:${utc(event.until)}`])];
  }
  // A day in the calendar takes nobody's time: others may still invite.
  return [
    `DTSTART;VALUE=DATE:${basic(event.from)}`,
    `DTEND;VALUE=DATE:${basic(addDays(event.to, 1))}`,
    'TRANSP:TRANSPARENT',
  ];
}

const basic = (day: CivilDate): string => day.replaceAll('-', '');

const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** RFC 5545, 3.3.11: a TEXT value. Control characters have no place in one. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that go.
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** RFC 5545, 3.1: no line is longer than so many octets; the next one begins with a space. */
const LONGEST_LINE = 75;

/** Folds between characters, never within one: a Chinese character is three octets. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
