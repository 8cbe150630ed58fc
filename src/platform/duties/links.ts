import { sql } from 'kysely';
import { addDays, startOfDay } from '../../kernel/calendar/index.ts';
import type { Db } from '../db/database.ts';
import { keepStatement } from '../db/statement.ts';
import type { Calendars } from './calendars.ts';
import { extensionEnd, type PlacedUnit, policyOf, type Reach, relation } from './compile/day-table.ts';
import { inForceAt } from './compile/known.ts';
import type { GroupUnit } from './groups.ts';
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
 * A handover near a period's end lets its duty take dates of the periods that follow, whatever version rules these. To
 * know what a period may still count, those older duties are needed, and to know what an extended duty got, the periods
 * after it; both only for the few subjects with such a handover. All units of the group, in order, come in; `own` says
 * which are asked for. Units of one label belong together: they are pieces of one period, or rivals for it.
 */
export async function placeUnits(
  db: Db,
  all: GroupUnit[],
  own: (unit: GroupUnit, reach: Reach) => boolean,
  sources: Sources,
): Promise<Placement> {
  const reached = all.map((unit) => ({ ...unit, reach: reachOf(unit, sources) }));
  const labels = new Set(reached.filter((unit) => own(unit, unit.reach)).map(({ label }) => label));
  const placed = reached.map((unit, no) => ({ ...unit, no, own: labels.has(unit.label) }));
  const asked = placed.filter((unit) => unit.own);
  const held = asked[0] && policyOf(asked[0]).held;
  if (!held || asked.length === placed.length) return { units: asked, linkedIds: [] };
  const handovers = await lateHandovers(db, held, withinReach(placed), sources);
  const needed = new Set(asked.map((unit) => unit.no));
  const linkedIds = new Set<number>();
  for (const [id, unitNos] of Map.groupBy(handovers, (h) => h.id)) {
    const late = new Set(unitNos.map((h) => h.unit_no));
    const neighbours = neighboursOf(placed, late);
    if (neighbours.length === 0) continue;
    linkedIds.add(id);
    for (const no of neighbours) needed.add(no);
  }
  return { units: placed.filter((unit) => needed.has(unit.no)), linkedIds: [...linkedIds] };
}

function reachOf(unit: GroupUnit, { calendars, zone }: Sources): Reach {
  const { held, edges } = policyOf(unit);
  const reach = { lateFrom: unit.end, until: unit.end };
  if (!held) return reach;
  const [starts, ends] = [startOfDay(unit.start, zone), startOfDay(unit.end, zone)];
  // Under one calendar a later handover never ends earlier; under several an earlier day may still reach further.
  const isRepublished = calendars.publications.some((published) => published > starts && published < ends);
  for (const calendarId of calendars.ids) {
    for (let day = addDays(unit.end, -1); day >= unit.start; day = addDays(day, -1)) {
      const until = extensionEnd(day, edges.handoverGrace.workdays, calendars, calendarId, zone);
      if (until <= unit.end && !isRepublished) break;
      if (until > unit.end && day < reach.lateFrom) reach.lateFrom = day;
      if (until > reach.until) reach.until = until;
    }
  }
  return reach;
}

/** Only units whose extension could touch, over however many others, one that is asked for. */
function withinReach(units: PlacedUnit[]): PlacedUnit[] {
  const near = new Set(units.filter((unit) => unit.own));
  for (const unit of units.toReversed()) {
    if (units.some((other) => near.has(other) && isReached(other, unit))) near.add(unit);
  }
  return units.filter((unit) => near.has(unit));
}

async function lateHandovers(
  db: Db,
  relationName: string,
  units: PlacedUnit[],
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
    late_from: ['date', units.map((u) => u.reach.lateFrom)],
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
function neighboursOf(units: PlacedUnit[], late: Set<number>): number[] {
  const chain = new Set(units.filter((unit) => unit.own));
  for (let size = 0; size < chain.size; ) {
    size = chain.size;
    for (const lender of units.filter((unit) => late.has(unit.no))) {
      const reached = units.filter((unit) => isReached(unit, lender));
      if (!chain.has(lender) && !reached.some((unit) => chain.has(unit))) continue;
      const labels = new Set([lender, ...reached].map(({ label }) => label));
      for (const unit of units) if (labels.has(unit.label)) chain.add(unit);
    }
  }
  return [...chain].filter((unit) => !unit.own).map((unit) => unit.no);
}

/** An extension of a duty of `lender` could last into `unit`. */
function isReached(unit: PlacedUnit, lender: PlacedUnit): boolean {
  return unit.no > lender.no && unit.start < lender.reach.until;
}
