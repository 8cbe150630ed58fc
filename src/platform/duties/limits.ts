import {
  addDays,
  type CivilDate,
  civilDateOf,
  endOfDay,
  type Period,
  periodsBetween,
  startOfDay,
} from '../../kernel/calendar/index.ts';
import type { FactMeasure, LimitRule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Calendars } from './calendars.ts';
import { graceUntil, judgeableAt, relation } from './compile/day-table.ts';
import { type LimitPart, stateLimitQuery } from './compile/limit.ts';
import { factLimitQuery } from './compile/limit-facts.ts';
import type { Evaluation, VersionQuery } from './evaluate.ts';
import { ruleOf } from './units.ts';
import { vocabularyOf } from './vocabulary.ts';

type Versioned = { rule: LimitRule; version: RulebookVersion; from: CivilDate; until: CivilDate };

/** The queries of a limit, one for each version of the rulebook that has it. */
export function limitQueries(
  ruleId: string,
  evaluation: Evaluation,
  calendars: Calendars,
  subjectIds: number[] | undefined,
): VersionQuery[] {
  const end = addDays(civilDateOf(new Date(evaluation.asOf.getTime() - 1), evaluation.zone), 1);
  const versioned = versionsWith(ruleId, evaluation.versions, end);
  return versioned.flatMap((own) => {
    const query =
      'fact' in own.rule.measure
        ? factQuery(own, evaluation, calendars, subjectIds, end)
        : stateQuery(own, versioned, evaluation, calendars, subjectIds, end);
    return query ?? [];
  });
}

function versionsWith(ruleId: string, versions: RulebookVersion[], end: CivilDate): Versioned[] {
  return versions.flatMap((version) => {
    const rule = ruleOf(version, ruleId);
    const from = version.effectiveOn as CivilDate;
    const until = version.until !== null && version.until < end ? (version.until as CivilDate) : end;
    return rule?.shape === 'limit' && from < until ? [{ rule, version, from, until }] : [];
  });
}

function stateQuery(
  { rule, version, from, until }: Versioned,
  versioned: Versioned[],
  { vocabulary, asOf, known, zone }: Evaluation,
  calendars: Calendars,
  subjectIds: number[] | undefined,
  end: CivilDate,
): VersionQuery {
  const parts: LimitPart[] = versioned
    .filter((other) => other.rule.subject === rule.subject && !('fact' in other.rule.measure))
    .map((other) => ({ ...other, parameters: other.version.rulebook.parameters }));
  const days = eachDay(from, until);
  const rows = calendars.ids.flatMap((calendarId) => days.map((day) => ({ calendarId, day })));
  const workdaysOn = (calendarId: number, day: CivilDate) =>
    calendars.at(calendarId, earlier(known, endOfDay(day, zone)));
  const query = stateLimitQuery({
    ...{ rule, parameters: version.rulebook.parameters, vocabulary: vocabularyOf(vocabulary, version.rulebook) },
    ...{ parts, from, until, end, asOf, known, subjectIds },
    calendarOf: calendarOf(calendars),
    days: relation({
      calendar_id: ['bigint', rows.map((r) => r.calendarId)],
      day: ['date', rows.map((r) => r.day)],
      starts_at: ['timestamptz', rows.map((r) => startOfDay(r.day, zone).toISOString())],
      ends_at: ['timestamptz', rows.map((r) => endOfDay(r.day, zone).toISOString())],
      judgeable_at: [
        'timestamptz',
        rows.map((r) => judgeableAt(addDays(r.day, 1), rule.edges.entryGrace, workdaysOn(r.calendarId, r.day), zone)),
      ],
    }),
  });
  return { version, periods: [...new Set(days.map((day) => day.slice(0, 7)))], query };
}

function factQuery(
  { rule, version, from, until }: Versioned,
  { vocabulary, asOf, known, zone, since }: Evaluation,
  calendars: Calendars,
  subjectIds: number[] | undefined,
  end: CivilDate,
): VersionQuery | null {
  const { period } = rule.measure as FactMeasure;
  // A period belongs to the version in force on its first day.
  const units = periodsBetween(period, from, until)
    .filter((unit) => unit.start >= from && (since === undefined || unit.end > since))
    .map((unit, no) => ({ ...unit, no }));
  const [first, last] = [units[0], units.at(-1)];
  if (!first || !last) return null;
  const perCalendar = units.flatMap((unit) =>
    calendars.ids.map((calendarId) => {
      const workdays = calendars.ofEnding(calendarId, startOfDay(unit.end, zone), known);
      return { unit, calendarId, workdays };
    }),
  );
  const { entryGrace } = rule.edges;
  const graces = perCalendar.flatMap(({ unit, calendarId, workdays }) =>
    eachDay(unit.start, unit.end).map((day) => ({
      calendarId,
      day,
      until: graceUntil(day, entryGrace, workdays, zone),
    })),
  );
  const query = factLimitQuery({
    ...{ rule, parameters: version.rulebook.parameters, vocabulary: vocabularyOf(vocabulary, version.rulebook) },
    ...{ asOf, known, subjectIds, first: first.start, end: last.end, until: end },
    calendarOf: calendarOf(calendars),
    units: unitRelation(units, zone),
    unitCalendars: relation({
      unit_no: ['int', perCalendar.map((p) => p.unit.no)],
      calendar_id: ['bigint', perCalendar.map((p) => p.calendarId)],
      judgeable_at: ['timestamptz', perCalendar.map((p) => judgeableAt(p.unit.end, entryGrace, p.workdays, zone))],
    }),
    graces: relation({
      calendar_id: ['bigint', graces.map((g) => g.calendarId)],
      day: ['date', graces.map((g) => g.day)],
      grace_until: ['timestamptz', graces.map((g) => g.until)],
    }),
  });
  return { version, periods: units.map((unit) => unit.label), query };
}

function unitRelation(units: (Period & { no: number })[], zone: string) {
  return relation({
    unit_no: ['int', units.map((u) => u.no)],
    unit_start: ['date', units.map((u) => u.start)],
    unit_end: ['date', units.map((u) => u.end)],
    unit_label: ['text', units.map((u) => u.label)],
    starts_at: ['timestamptz', units.map((u) => startOfDay(u.start, zone).toISOString())],
    ends_at: ['timestamptz', units.map((u) => startOfDay(u.end, zone).toISOString())],
  });
}

function calendarOf(calendars: Calendars) {
  return relation({
    institution_id: ['bigint', [...calendars.ofInstitution.keys()]],
    calendar_id: ['bigint', [...calendars.ofInstitution.values()]],
  });
}

function eachDay(from: CivilDate, until: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);
