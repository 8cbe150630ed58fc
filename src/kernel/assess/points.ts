import { Decimal } from 'decimal.js';
import { addDays, addMonths, type CivilDate, civilDateOf, partsOf, periodOf, startOfDay } from '../calendar/index.ts';
import type { Cycle, ItemRef, PointsTable } from '../rulebook/points.ts';
import type { RulebookVersion } from '../rulebook/rulebook.ts';

/** What a fault costs: an item of a points table and its exact decimal points, aggravation included. */
export type Cost = {
  table: string;
  item: string;
  label: string;
  points: string;
  disqualifies: boolean;
  /** The most that may be deducted from performance pay, in yuan (依据 ASM-16). */
  amount: string | null;
};

/**
 * The civil day of a breach, which decides its cycle and the points table: the last day of the duty's half-open window.
 * A duty that ends at midnight was still owed the day before.
 */
export function breachDay(breachedAt: Date, zone: string): CivilDate {
  const day = civilDateOf(breachedAt, zone);
  return startOfDay(day, zone).getTime() === breachedAt.getTime() ? addDays(day, -1) : day;
}

/**
 * What a breach of the rule costs by the points table in force on its day (依据 ASM-2); null: nothing. A rule that was
 * dropped by then costs what it last did.
 */
export function costOfBreach(versions: readonly RulebookVersion[], ruleId: string, day: CivilDate): Cost | null {
  const version = versions.findLast(
    ({ effectiveOn, rulebook }) => effectiveOn <= day && rulebook.rules.some((rule) => rule.id === ruleId),
  );
  const named = version?.rulebook.rules.find((rule) => rule.id === ruleId)?.breach.points;
  return named === undefined ? null : priced(version?.rulebook.pointsTables, named, []);
}

/**
 * What an incident costs by the table in force on its day: the item's points multiplied by the factor of each
 * circumstance 加重. Null when no version by that day had the item; one that was dropped costs what it last did.
 */
export function costOfIncident(
  versions: readonly RulebookVersion[],
  incident: ItemRef & { circumstances: readonly string[] },
  day: CivilDate,
): Cost | null {
  const version = versions.findLast(
    ({ effectiveOn, rulebook }) =>
      effectiveOn <= day && priced(rulebook.pointsTables, incident, incident.circumstances) !== null,
  );
  return priced(version?.rulebook.pointsTables, incident, incident.circumstances);
}

function priced(
  tables: readonly PointsTable[] | undefined,
  { table: tableId, item: itemId }: ItemRef,
  circumstances: readonly string[],
): Cost | null {
  const table = tables?.find(({ id }) => id === tableId);
  const item = table?.items.find(({ id }) => id === itemId);
  if (!table || !item) return null;
  const factors = table.aggravations.filter(({ id }) => circumstances.includes(id));
  const points = factors.reduce((product, { factor }) => product.times(factor), new Decimal(item.points));
  const { label, disqualifies = false, amount = null } = item;
  return { table: tableId, item: itemId, label, points: points.toString(), disqualifies, amount };
}

/**
 * 从一重: of the faults of one act the gravest alone costs. Disqualification is graver than any points; of equals the
 * first by key, so that the order of judgement does not matter. Null for none.
 */
export function gravest<F extends { key: string; cost: Cost }>(faults: readonly F[]): F | null {
  const graver = (a: F, b: F): number =>
    Number(b.cost.disqualifies) - Number(a.cost.disqualifies) ||
    new Decimal(b.cost.points).comparedTo(a.cost.points) ||
    (a.key < b.key ? -1 : 1);
  return faults.toSorted(graver)[0] ?? null;
}

/** The days `[from, until)` that are counted together when asked about a day. */
export function cycleRange(cycle: Cycle, day: CivilDate): { from: CivilDate; until: CivilDate } {
  if (cycle === 'calendarYear') {
    const { start, end } = periodOf('year', day);
    return { from: start, until: end };
  }
  return { from: addDays(addMonths(day, -cycle.rolling.months), 1), until: addDays(day, 1) };
}

/** What counts of one table's cycle: everything of its days added up, at most the cap. */
export type CycleStanding = {
  table: string;
  title: string;
  cycle: Cycle;
  from: CivilDate;
  until: CivilDate;
  sum: string;
  cap: string | null;
  counted: string;
};

/** A person's standing in each table as asked about a day; reversing entries are negative. */
export function standings(
  tables: readonly PointsTable[],
  entries: readonly { table: string; points: string; onDate: string }[],
  day: CivilDate,
): CycleStanding[] {
  return tables.map(({ id, title, cycle, cap = null }) => {
    const { from, until } = cycleRange(cycle, day);
    const own = entries.filter(({ table, onDate }) => table === id && onDate >= from && onDate < until);
    const sum = sumPoints(own.map(({ points }) => points));
    const counted = cap === null ? sum : Decimal.min(sum, cap).toString();
    return { table: id, title, cycle, from, until, sum, cap, counted };
  });
}

/** The calendar year of a day. */
export function cycleOf(day: CivilDate): number {
  return partsOf(day).year;
}

/** The exact sum; reversing entries are negative. */
export function sumPoints(points: readonly string[]): string {
  return points.reduce((sum, one) => sum.plus(one), new Decimal(0)).toString();
}
