import { type RawBuilder, sql } from 'kysely';
import { addDays, type CivilDate, startOfDay, type Workdays } from '../../../kernel/calendar/index.ts';
import type { Grace, RecurringEdges, RecurringRule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Calendars } from '../calendars.ts';
import type { GroupUnit } from '../groups.ts';

/** A unit with its place in the query: `own` units give rows, the others only lend or take dates. */
export interface PlacedUnit extends GroupUnit {
  no: number;
  own: boolean;
  reach: Reach;
}

/** How far a handover late in a unit's period can move the end of its duties. */
export interface Reach {
  /** First day on which a new holder's grace would last beyond the period. */
  lateFrom: CivilDate;
  /** First day that no extension of this period reaches. */
  until: CivilDate;
}

/**
 * What the calendar says about the days of the units, as relations of the query. All arithmetic with workdays and with
 * the bank's zone is done here, once per day and calendar; SQL only looks it up.
 */
export interface DayTables {
  /** All units lie in `[first, end)`; named so that only the partitions of the fact ledger that matter are read. */
  first: CivilDate;
  end: CivilDate;
  /**
   * unit_no, unit_start, unit_end, unit_label, own, starts_at, ends_at; variant: which version rules it, by place; and
   * the version's policies: weighted, share_part, share_whole, credited (only the bearer's facts count), each_fact.
   */
  units: RawBuilder<unknown>;
  /** unit_no, calendar_id, workdays, eligible_from, eligible_until, judgeable_at */
  unitCalendars: RawBuilder<unknown>;
  /**
   * unit_no, calendar_id, and an array with one element for each day from the unit's start to the last one that an
   * extension of it can reach, its end at least: workdays_before, grace_until, extends_until, extends_until_at, extends_judgeable_at. Arrays, because looking up an
   * element costs nothing, while a join for every date would mislead the planner.
   */
  days: RawBuilder<unknown>;
  /** institution_id, calendar_id: only the institutions that do not follow the bank's calendar */
  calendarOf: RawBuilder<unknown>;
}

export function dayTables(
  units: PlacedUnit[],
  versions: RulebookVersion[],
  calendars: Calendars,
  known: Date,
  zone: string,
): DayTables {
  const perUnit = units.flatMap((unit) =>
    calendars.ids.map((calendarId) => ({
      unit,
      calendarId,
      workdays: calendars.ofEnding(calendarId, startOfDay(unit.end, zone), known),
    })),
  );
  return {
    first: units.map((u) => u.start).toSorted()[0] as CivilDate,
    end: units
      .map((u) => u.end)
      .toSorted()
      .at(-1) as CivilDate,
    units: relation({
      unit_no: ['int', units.map((u) => u.no)],
      unit_start: ['date', units.map((u) => u.start)],
      unit_end: ['date', units.map((u) => u.end)],
      unit_label: ['text', units.map((u) => u.label)],
      own: ['bool', units.map((u) => u.own)],
      starts_at: ['timestamptz', units.map((u) => startOfDay(u.start, zone).toISOString())],
      ends_at: ['timestamptz', units.map((u) => startOfDay(u.end, zone).toISOString())],
      variant: ['int', units.map((u) => versions.indexOf(u.version))],
      weighted: ['bool', units.map((u) => edgesOf(u).change === 'timeWeighted')],
      share_part: ['int', units.map((u) => edgesOf(u).minShare[0])],
      share_whole: ['int', units.map((u) => edgesOf(u).minShare[1])],
      credited: ['bool', units.map((u) => edgesOf(u).credit === 'bearer')],
      each_fact: ['bool', units.map((u) => policyOf(u).count.distinct === 'fact')],
    }),
    unitCalendars: unitCalendars(perUnit, zone),
    days: days(perUnit, calendars, zone),
    calendarOf: relation({
      institution_id: ['bigint', [...calendars.ofInstitution.keys()]],
      calendar_id: ['bigint', [...calendars.ofInstitution.values()]],
    }),
  };
}

/** Any rule of a unit speaks for all: their policies are the same. */
export const policyOf = (unit: GroupUnit): RecurringRule => unit.rules[0] as RecurringRule;
const edgesOf = (unit: GroupUnit): RecurringEdges => policyOf(unit).edges;

type UnitCalendar = { unit: PlacedUnit; calendarId: number; workdays: Workdays };

/**
 * The first day after a grace of so many workdays for who took over on `day`: by the calendar of that day, and put off by
 * each publication while the duty lasts. None brings it forward (依据 RUL-4).
 */
export function extensionEnd(
  day: CivilDate,
  workdays: number,
  calendars: Calendars,
  calendarId: number,
  zone: string,
): CivilDate {
  const tookOver = startOfDay(day, zone);
  const endBy = (moment: Date) => addDays(calendars.at(calendarId, moment).nthWorkdayAfter(day, workdays), 1);
  let end = endBy(tookOver);
  for (const published of calendars.publications) {
    if (published <= tookOver || published >= startOfDay(end, zone)) continue;
    const republished = endBy(published);
    if (republished > end) end = republished;
  }
  return end;
}

/** The days of a period on which eligibility is looked at: all of them, or its first or last workday. */
function eligibleRange(unit: GroupUnit, workdays: Workdays): [CivilDate, CivilDate] {
  const { start, end } = unit;
  const { change } = edgesOf(unit);
  if (change === 'start') {
    const first = workdays.rollForward(start);
    return [first, addDays(first, 1)];
  }
  if (change === 'end') {
    const last = workdays.rollBackward(addDays(end, -1));
    return [last, addDays(last, 1)];
  }
  return [start, end];
}

function unitCalendars(perUnit: UnitCalendar[], zone: string): RawBuilder<unknown> {
  const ranges = perUnit.map(({ unit, workdays }) => eligibleRange(unit, workdays));
  return relation({
    unit_no: ['int', perUnit.map((p) => p.unit.no)],
    calendar_id: ['bigint', perUnit.map((p) => p.calendarId)],
    workdays: ['int', perUnit.map((p) => p.workdays.countWorkdays(p.unit.start, p.unit.end))],
    eligible_from: ['date', ranges.map(([from]) => from)],
    eligible_until: ['date', ranges.map(([, until]) => until)],
    judgeable_at: [
      'timestamptz',
      perUnit.map(({ unit, workdays }) => judgeableAt(unit.end, edgesOf(unit).entryGrace, workdays, zone)),
    ],
  });
}

function days(perUnit: UnitCalendar[], calendars: Calendars, zone: string): RawBuilder<unknown> {
  const rows = perUnit.flatMap(({ unit, calendarId, workdays }) => {
    const { entryGrace, handoverGrace } = edgesOf(unit);
    const list = [];
    let before = 0;
    for (let day = unit.start; day <= unit.end || day < unit.reach.until; day = addDays(day, 1)) {
      const extendsUntil = extensionEnd(day, handoverGrace.workdays, calendars, calendarId, zone);
      list.push({ unitNo: unit.no, calendarId, day, before, extendsUntil, workdays, entryGrace });
      if (workdays.isWorkday(day)) before += 1;
    }
    return list;
  });
  const flat = relation({
    unit_no: ['int', rows.map((r) => r.unitNo)],
    calendar_id: ['bigint', rows.map((r) => r.calendarId)],
    day: ['date', rows.map((r) => r.day)],
    workdays_before: ['int', rows.map((r) => r.before)],
    grace_until: ['timestamptz', rows.map((r) => graceUntil(r.day, r.entryGrace, r.workdays, zone))],
    extends_until: ['date', rows.map((r) => r.extendsUntil)],
    extends_until_at: ['timestamptz', rows.map((r) => startOfDay(r.extendsUntil, zone).toISOString())],
    extends_judgeable_at: ['timestamptz', rows.map((r) => judgeableAt(r.extendsUntil, r.entryGrace, r.workdays, zone))],
  });
  return sql`(
    select unit_no, calendar_id, array_agg(workdays_before order by day) as workdays_before,
      array_agg(grace_until order by day) as grace_until, array_agg(extends_until order by day) as extends_until,
      array_agg(extends_until_at order by day) as extends_until_at,
      array_agg(extends_judgeable_at order by day) as extends_judgeable_at
    from ${flat} flat group by unit_no, calendar_id)`;
}

/** The first instant at which an entry about this day comes too late (补录): the day after the grace's last day. */
export function graceUntil(day: CivilDate, grace: Grace, workdays: Workdays, zone: string): string {
  if (grace === 'unlimited') return 'infinity';
  const lastDay = 'workdays' in grace ? workdays.nthWorkdayAfter(day, grace.workdays) : addDays(day, grace.days);
  return startOfDay(addDays(lastDay, 1), zone).toISOString();
}

/** A breach cannot be judged until nobody can enter a fact of the duty's last day in time any more. */
export function judgeableAt(end: CivilDate, grace: Grace, workdays: Workdays, zone: string): string {
  if (grace === 'unlimited') return startOfDay(end, zone).toISOString();
  return graceUntil(addDays(end, -1), grace, workdays, zone);
}

type Column = [type: 'int' | 'bigint' | 'date' | 'text' | 'bool' | 'timestamptz', values: unknown[]];

/** A relation from arrays of equal length: one parameter a column, however many rows. */
export function relation(columns: Record<string, Column>): RawBuilder<unknown> {
  const entries = Object.entries(columns);
  const arrays = entries.map(([, [type, values]]) => sql`${values}::${sql.raw(type)}[]`);
  const names = entries.map(([name]) => sql.ref(name));
  return sql`(select * from unnest(${sql.join(arrays)}) as r(${sql.join(names)}))`;
}
