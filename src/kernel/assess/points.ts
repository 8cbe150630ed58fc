import { Decimal } from 'decimal.js';
import { addDays, type CivilDate, civilDateOf, partsOf, startOfDay } from '../calendar/index.ts';
import type { RulebookVersion } from '../rulebook/rulebook.ts';

/** What a fault costs: an item of a points table and its exact decimal points. */
export type Cost = { table: string; item: string; label: string; points: string };

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
  const table = version?.rulebook.pointsTables.find((candidate) => candidate.id === named?.table);
  const item = table?.items.find((candidate) => candidate.id === named?.item);
  return named && item ? { ...named, label: item.label, points: item.points } : null;
}

/** Points are counted by calendar year. */
export function cycleOf(day: CivilDate): number {
  return partsOf(day).year;
}

/** The exact sum; reversing entries are negative. */
export function sumPoints(points: readonly string[]): string {
  return points.reduce((sum, one) => sum.plus(one), new Decimal(0)).toString();
}
