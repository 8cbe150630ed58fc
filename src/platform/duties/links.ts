import { sql } from 'kysely';
import { addDays, type CivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import type { RecurringRule } from '../../kernel/rulebook/rule.ts';
import type { Db } from '../db/database.ts';
import { keepStatement } from '../db/statement.ts';
import type { Calendars } from './calendars.ts';
import type { PlacedUnit } from './compile/day-table.ts';
import { relation } from './compile/day-table.ts';
import { inForceAt } from './compile/known.ts';
import type { Unit } from './units.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The units of a query and the subjects for which the neighbouring ones are needed too. */
export interface Placement {
  units: PlacedUnit[];
  linkedIds: number[];
}

interface Sources {
  vocabulary: Vocabulary;
  calendars: Calendars;
  known: Date;
  zone: string;
  subjectIds?: number[] | undefined;
}

interface Handover {
  id: number;
  unit_no: number;
}

/**
 * A handover near a period's end lets its duty take dates of the periods that follow. To know what a period may still
 * count, those older duties are needed, and to know what an extended duty got, the periods after it; both only for the
 * few subjects with such a handover. All units of the rule, in order, come in; `own` says which are asked for.
 */
export async function placeUnits(
  db: Db,
  rule: RecurringRule,
  all: Unit[],
  own: (unit: Unit, reach: Reach) => boolean,
  sources: Sources,
): Promise<Placement> {
  const reaches = all.map((unit) => reachOf(rule, unit, sources));
  const placed = all.map((unit, no) => ({ ...unit, no, own: own(unit, reaches[no] as Reach) }));
  const asked = placed.filter((unit) => unit.own);
  if (!rule.held || asked.length === 0 || asked.length === placed.length) return { units: asked, linkedIds: [] };
  const near = withinReach(placed, reaches);
  const handovers = await lateHandovers(db, rule.held, near, reaches, sources);
  const needed = new Set(asked.map((unit) => unit.no));
  const linkedIds = new Set<number>();
  for (const [id, unitNos] of Map.groupBy(handovers, (h) => h.id)) {
    const late = new Set(unitNos.map((h) => h.unit_no));
    const neighbours = neighboursOf(placed, late, reaches);
    if (neighbours.length === 0) continue;
    linkedIds.add(id);
    for (const no of neighbours) needed.add(no);
  }
  return { units: placed.filter((unit) => needed.has(unit.no)), linkedIds: [...linkedIds] };
}

export interface Reach {
  /** First day on which a new holder's grace would last beyond the period. */
  lateFrom: CivilDate;
  /** First day that no extension of this period reaches. */
  until: CivilDate;
}

function reachOf(rule: RecurringRule, unit: Unit, { calendars, known, zone }: Sources): Reach {
  if (!rule.held) return { lateFrom: unit.end, until: unit.end };
  const ended = startOfDay(unit.end, zone);
  const { workdays: grace } = rule.edges.handoverGrace;
  let lateFrom = unit.end;
  let until = unit.end;
  for (const calendarId of calendars.ids) {
    const workdays = calendars.at(calendarId, known < ended ? known : ended);
    const extended = (day: CivilDate) => addDays(workdays.nthWorkdayAfter(day, grace), 1);
    let day = unit.end;
    while (day > unit.start && extended(addDays(day, -1)) > unit.end) day = addDays(day, -1);
    if (day < lateFrom) lateFrom = day;
    const last = extended(addDays(unit.end, -1));
    if (last > until) until = last;
  }
  return { lateFrom, until };
}

/** Only units whose extension could touch, over however many others, one that is asked for. */
function withinReach(units: PlacedUnit[], reaches: Reach[]): PlacedUnit[] {
  const near = new Set(units.filter((unit) => unit.own));
  for (const unit of units.toReversed()) {
    const { until } = reaches[unit.no] as Reach;
    if (units.some((other) => near.has(other) && other.no > unit.no && other.start < until)) near.add(unit);
  }
  return units.filter((unit) => near.has(unit));
}

async function lateHandovers(
  db: Db,
  relationName: string,
  units: PlacedUnit[],
  reaches: Reach[],
  { vocabulary, known, subjectIds }: Sources,
): Promise<Handover[]> {
  const source = vocabulary.relations[relationName];
  if (!source) throw new Error(`unknown relation ${relationName}`);
  const from = sql.ref(`h.${source.from}`);
  const until = sql.ref(`h.${source.until}`);
  const subject = sql.ref(`h.${source.subject}`);
  const only = subjectIds ? sql`and ${subject} = any(${subjectIds}::bigint[])` : sql``;
  const where = Object.entries(source.where).map(([column, value]) => sql`and ${sql.ref(`h.${column}`)} = ${value}`);
  const windows = relation({
    unit_no: ['int', units.map((u) => u.no)],
    late_from: ['date', units.map((u) => reaches[u.no]?.lateFrom)],
    unit_start: ['date', units.map((u) => u.start)],
    unit_end: ['date', units.map((u) => u.end)],
  });
  const query = sql<Handover>`
    select distinct ${subject} as id, w.unit_no
    from ${sql.table(source.table)} h join ${windows} w
      on ${from} >= w.late_from and ${from} > w.unit_start and ${from} < w.unit_end
      and (${until} is null or ${until} >= w.unit_end)
    where ${inForceAt('h', known)} ${only} ${sql.join(where, sql` `)}`.compile(db);
  if (subjectIds) keepStatement(query.sql);
  return (await db.executeQuery<Handover>(query)).rows;
}

/** Units, not asked for, that lie in a chain of extensions with one that is. */
function neighboursOf(units: PlacedUnit[], late: Set<number>, reaches: Reach[]): number[] {
  const chain = new Set<number>();
  for (const unit of units) {
    if (unit.own) chain.add(unit.no);
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const lender of units) {
      if (!late.has(lender.no)) continue;
      const reached = units.filter((u) => u.no > lender.no && u.start < (reaches[lender.no] as Reach).until);
      const touches = chain.has(lender.no) || reached.some((u) => chain.has(u.no));
      if (!touches) continue;
      for (const unit of [lender, ...reached]) {
        if (!chain.has(unit.no)) {
          chain.add(unit.no);
          grown = true;
        }
      }
    }
  }
  return [...chain].filter((no) => !units[no]?.own);
}
