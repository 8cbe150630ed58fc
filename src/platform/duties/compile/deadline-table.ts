import type { RawBuilder } from 'kysely';
import {
  addDays,
  addMonths,
  type CivilDate,
  civilDateOf,
  type DayDuration,
  deadlineBefore,
  deadlineWithin,
  endOfDay,
  instantAt,
  startOfDay,
  type Workdays,
} from '../../../kernel/calendar/index.ts';
import type { Duration, ResponseRule } from '../../../kernel/rulebook/rule.ts';
import type { Calendars } from '../calendars.ts';
import { graceUntil, judgeableAt, relation } from './day-table.ts';

/** What the calendar says about the days that a response rule counts from. */
export interface DeadlineTables {
  /** calendar_id, day, published_from, published_until, until_at, judgeable_at */
  deadlines: RawBuilder<unknown>;
  /** calendar_id, day, published_from, published_until, opens_at; absent: windows open with their triggers */
  openings?: RawBuilder<unknown> | undefined;
  /** calendar_id, day, published_from, published_until, grace_until: by the calendar published when the entry came */
  entryDays: RawBuilder<unknown>;
  /** institution_id, calendar_id */
  calendarOf: RawBuilder<unknown>;
}

export interface DeadlineRange {
  /** Days from which a deadline may be counted. */
  days: [from: CivilDate, until: CivilDate];
  /** Days from which a window's opening may be counted. */
  openings: [from: CivilDate, until: CivilDate];
  /** Days on which a response may occur. */
  entries: [from: CivilDate, until: CivilDate];
}

export function deadlineTables(
  rule: ResponseRule,
  range: DeadlineRange,
  calendars: Calendars,
  known: Date,
  zone: string,
): DeadlineTables {
  const deadlines = calendars.ids.flatMap((calendarId) =>
    eachDay(range.days).flatMap((day) => deadlinesOf(rule, day, calendarId, calendars, known, zone)),
  );
  const entryDays = calendars.ids.flatMap((calendarId) =>
    eachDay(range.entries).flatMap((day) => entryDaysOf(rule, day, calendarId, calendars, zone)),
  );
  return {
    deadlines: relation({
      calendar_id: ['bigint', deadlines.map((d) => d.calendarId)],
      day: ['date', deadlines.map((d) => d.day)],
      published_from: ['timestamptz', deadlines.map((d) => d.publishedFrom)],
      published_until: ['timestamptz', deadlines.map((d) => d.publishedUntil)],
      until_at: ['timestamptz', deadlines.map((d) => d.untilAt)],
      judgeable_at: ['timestamptz', deadlines.map((d) => d.judgeableAt)],
    }),
    openings: rule.notBefore && openings(rule.notBefore, range.openings, calendars, zone),
    entryDays: relation({
      calendar_id: ['bigint', entryDays.map((d) => d.calendarId)],
      day: ['date', entryDays.map((d) => d.day)],
      published_from: ['timestamptz', entryDays.map((d) => d.publishedFrom)],
      published_until: ['timestamptz', entryDays.map((d) => d.publishedUntil)],
      grace_until: ['timestamptz', entryDays.map((d) => d.graceUntil)],
    }),
    calendarOf: relation({
      institution_id: ['bigint', [...calendars.ofInstitution.keys()]],
      calendar_id: ['bigint', [...calendars.ofInstitution.values()]],
    }),
  };
}

/** The window opens by the calendar of the trigger's time, whatever is published later. */
function openings(
  notBefore: Duration,
  range: [CivilDate, CivilDate],
  calendars: Calendars,
  zone: string,
): RawBuilder<unknown> | undefined {
  if ('hours' in notBefore) return undefined;
  const rows = calendars.ids.flatMap((calendarId) =>
    eachDay(range).flatMap((day) =>
      epochsOf(notBefore, day, calendars, zone).map(({ seen, publishedFrom, publishedUntil }) => ({
        ...{ calendarId, day, publishedFrom, publishedUntil },
        opensAt: openingOf(notBefore, day, calendars.at(calendarId, seen), zone),
      })),
    ),
  );
  return relation({
    calendar_id: ['bigint', rows.map((r) => r.calendarId)],
    day: ['date', rows.map((r) => r.day)],
    published_from: ['timestamptz', rows.map((r) => r.publishedFrom)],
    published_until: ['timestamptz', rows.map((r) => r.publishedUntil)],
    opens_at: ['timestamptz', rows.map((r) => r.opensAt.toISOString())],
  });
}

/** The start of the day that the count ends on, without rolling; a time of day as it is. */
function openingOf(notBefore: Duration, day: CivilDate, workdays: Workdays, zone: string): Date {
  if ('by' in notBefore) return deadlineOf(notBefore, day, workdays, zone);
  if ('hours' in notBefore) return startOfDay(day, zone);
  const { unit, count } = dayDuration(notBefore);
  const signed = 'before' in notBefore ? -count : count;
  if (unit === 'month') return startOfDay(addMonths(day, signed), zone);
  if (unit === 'day') return startOfDay(addDays(day, signed), zone);
  const nth = signed < 0 ? workdays.nthWorkdayBefore(day, -signed) : workdays.nthWorkdayAfter(day, signed);
  return startOfDay(nth, zone);
}

/** Days; several times the longest holiday and any sensible grace. */
const LONGEST_GRACE = 366;

interface DeadlineRow {
  calendarId: number;
  day: CivilDate;
  publishedFrom: string;
  publishedUntil: string;
  untilAt: string;
  judgeableAt: string;
}

/** One row for each state of the calendar that a trigger counting from this day may have seen. */
export function deadlinesOf(
  rule: ResponseRule,
  day: CivilDate,
  calendarId: number,
  calendars: Calendars,
  known: Date,
  zone: string,
): DeadlineRow[] {
  return epochsOf(rule.within, day, calendars, zone).map(({ seen, publishedFrom, publishedUntil }) => {
    const untilAt = lastingDeadline(rule.within, day, calendarId, calendars, seen, zone);
    const lastMoment = new Date(untilAt.getTime() - 1);
    const end = addDays(civilDateOf(lastMoment, zone), 1);
    return {
      ...{ calendarId, day, publishedFrom, publishedUntil },
      untilAt: untilAt.toISOString(),
      judgeableAt: judgeableAt(end, rule.edges.entryGrace, calendars.at(calendarId, known), zone),
    };
  });
}

/** A time of triggers in which nothing new was published, and the moment whose calendar they saw. */
interface Epoch {
  seen: Date;
  publishedFrom: string;
  publishedUntil: string;
}

/**
 * What may have been published when a trigger counting from this day occurred. A count back from a date may have begun at
 * any time, and one from before the first publication goes by that; every other begins on the day it counts from.
 */
function epochsOf(duration: Duration, day: CivilDate, { publications }: Calendars, zone: string): Epoch[] {
  const [dayStarts, dayEnds] = [startOfDay(day, zone), endOfDay(day, zone)];
  const countsBack = 'before' in duration;
  const breaks = countsBack ? publications : publications.filter((p) => p > dayStarts && p < dayEnds);
  return [null, ...breaks].map((since, index) => ({
    seen: since ?? (countsBack ? (breaks[0] ?? dayStarts) : dayStarts),
    publishedFrom: since?.toISOString() ?? '-infinity',
    publishedUntil: breaks[index]?.toISOString() ?? 'infinity',
  }));
}

/** An entry is late or not once and for all: by the calendar published when it came. */
function entryDaysOf(rule: ResponseRule, day: CivilDate, calendarId: number, calendars: Calendars, zone: string) {
  const { entryGrace } = rule.edges;
  const dayStarts = startOfDay(day, zone);
  // No grace lasts longer, so a later publication finds every entry about this day settled.
  const lastEntry = startOfDay(addDays(day, LONGEST_GRACE), zone);
  const breaks = calendars.publications.filter((p) => p > dayStarts && p < lastEntry);
  return [null, ...breaks].map((since, index) => ({
    calendarId,
    day,
    publishedFrom: since?.toISOString() ?? '-infinity',
    publishedUntil: breaks[index]?.toISOString() ?? 'infinity',
    graceUntil: graceUntil(day, entryGrace, calendars.at(calendarId, since ?? dayStarts), zone),
  }));
}

/** The deadline by the calendar of the trigger's time; each later publication moves it while it is open, and only later. */
function lastingDeadline(
  within: Duration,
  day: CivilDate,
  calendarId: number,
  calendars: Calendars,
  seen: Date,
  zone: string,
): Date {
  let until = deadlineOf(within, day, calendars.at(calendarId, seen), zone);
  for (const published of calendars.publications) {
    if (published <= seen || published >= until) continue;
    const republished = deadlineOf(within, day, calendars.at(calendarId, published), zone);
    until = new Date(Math.max(republished.getTime(), until.getTime()));
  }
  return until;
}

function deadlineOf(within: Duration, day: CivilDate, workdays: Workdays, zone: string): Date {
  if ('hours' in within) return endOfDay(day, zone);
  if ('by' in within) {
    const [hours, minutes] = within.by.split(':').map(Number) as [number, number];
    return instantAt(addDays(day, within.daysAfter), hours * 60 + minutes, zone);
  }
  if ('before' in within) return deadlineBefore(day, dayDuration(within), workdays, zone);
  return deadlineWithin(startOfDay(day, zone), dayDuration(within), workdays, zone);
}

function dayDuration(within: {
  days?: number | undefined;
  workdays?: number | undefined;
  months?: number | undefined;
}): DayDuration {
  if (within.workdays !== undefined) return { unit: 'workday', count: within.workdays };
  if (within.months !== undefined) return { unit: 'month', count: within.months };
  return { unit: 'day', count: within.days ?? 0 };
}

function eachDay([from, until]: [CivilDate, CivilDate]): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
}
