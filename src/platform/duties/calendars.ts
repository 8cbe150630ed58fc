import { sql } from 'kysely';
import { type CivilDate, createWorkdays, type DayException, type Workdays } from '../../kernel/calendar/index.ts';
import type { Db } from '../db/database.ts';

/** The calendar of the whole bank; an institution with overrides has its own, under its id. */
export const BANK_CALENDAR = 0;

/** Every workday calendar as known at some moment, and as it was known at any earlier one. */
export interface Calendars {
  ids: number[];
  /** The institutions that do not follow the bank's calendar, with the calendar they follow. */
  ofInstitution: Map<number, number>;
  at(calendarId: number, known: Date): Workdays;
  /** The calendar of what ends then: as known at some moment, without what was published at its end or later. */
  ofEnding(calendarId: number, end: Date, known: Date): Workdays;
  /** The moments at which days were published, in order. */
  publications: Date[];
}

type DayRow = {
  institution_id: number | null;
  day: string;
  is_workday: boolean;
  recorded_at: Date;
  superseded_at: Date | null;
};
type Branch = { institution_id: number; calendars: number[] };

/** Reads the calendar publications known at `known` (依据 RUL-4). */
export async function loadCalendars(db: Db, known: Date): Promise<Calendars> {
  const days = await sql<DayRow>`
    select institution_id, day, is_workday, recorded_at, superseded_at
    from calendar_day where recorded_at <= ${known} order by recorded_at, id`.execute(db);
  const years = await sql<{ year: number; published_at: Date }>`
    select year, published_at from calendar_year where published_at <= ${known}`.execute(db);
  const branches = await loadBranches(db, known);
  return createCalendars(days.rows, years.rows, branches);
}

/** Institutions at or below one that overrides, each with the calendars that apply to it, outermost first. */
async function loadBranches(db: Db, known: Date): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    select i.id as institution_id, array_agg(o.id order by o.depth) as calendars
    from institution i join institution o on i.ord >= o.ord and i.ord < o.ord_until
    where o.id in (select institution_id from calendar_day where recorded_at <= ${known})
    group by i.id`.execute(db);
  return rows.map((row) => ({ ...row, calendars: row.calendars.map(Number) }));
}

function createCalendars(days: DayRow[], years: { year: number; published_at: Date }[], branches: Branch[]): Calendars {
  const publications = distinctInstants([...days.map((d) => d.recorded_at), ...years.map((y) => y.published_at)]);
  const layersOf = new Map<number, number[]>([[BANK_CALENDAR, []]]);
  const ofInstitution = new Map<number, number>();
  for (const { institution_id, calendars } of branches) {
    const nearest = calendars.at(-1);
    if (nearest === undefined) continue;
    ofInstitution.set(institution_id, nearest);
    layersOf.set(nearest, calendars);
  }
  const cache = new Map<string, Workdays>();

  function build(calendarId: number, epoch: number): Workdays {
    const at = publications[epoch];
    const inForce = days.filter((d) => at && d.recorded_at <= at && (d.superseded_at === null || d.superseded_at > at));
    const layers = [BANK_CALENDAR, ...(layersOf.get(calendarId) ?? [])];
    const exceptions: DayException[] = layers.flatMap((layer) =>
      inForce
        .filter((d) => (d.institution_id ?? BANK_CALENDAR) === layer)
        .map((d) => ({ day: d.day as CivilDate, isWorkday: d.is_workday })),
    );
    const published = years.filter((y) => at && y.published_at <= at).map((y) => y.year);
    return createWorkdays(exceptions, published);
  }

  function inEpoch(calendarId: number, epoch: number): Workdays {
    const key = `${calendarId}@${epoch}`;
    const cached = cache.get(key) ?? build(calendarId, epoch);
    cache.set(key, cached);
    return cached;
  }

  return {
    ids: [...layersOf.keys()],
    ofInstitution,
    publications,
    at: (calendarId, known) =>
      inEpoch(
        calendarId,
        publications.findLastIndex((p) => p <= known),
      ),
    ofEnding: (calendarId, end, known) =>
      inEpoch(
        calendarId,
        publications.findLastIndex((p) => p < end && p <= known),
      ),
  };
}

function distinctInstants(instants: Date[]): Date[] {
  const distinct = new Map(instants.map((instant) => [instant.getTime(), instant]));
  return [...distinct.values()].sort((a, b) => a.getTime() - b.getTime());
}
