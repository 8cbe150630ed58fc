import { cycleRange, standings, sumPoints } from '../../../kernel/assess/points.ts';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { PointsTable } from '../../../kernel/rulebook/points.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';

/**
 * What counts of a person's demerit points today, of all tables, each by its own cycle and cap: the total of his page
 * 我的积分, as an exact decimal text.
 */
export async function countedPoints(ctx: Context, staffId: number): Promise<string> {
  const { today, now } = momentOf(ctx);
  const tables = tablesOn(await loadVersions(ctx.db, now), today);
  const entries = await ctx.db
    .selectFrom('points_entry')
    .select(['table_id as table', 'points', 'on_date as onDate'])
    .where('staff_id', '=', staffId)
    .where('on_date', '>=', firstDay(tables, today))
    .execute();
  return sumPoints(standings(tables, entries, today).map(({ counted }) => counted));
}

/** The points tables in force on a day. */
export function tablesOn(versions: readonly RulebookVersion[], day: CivilDate): PointsTable[] {
  return versions.findLast(({ effectiveOn }) => effectiveOn <= day)?.rulebook.pointsTables ?? [];
}

/** The first day that any table's cycle still counts when asked about a day. */
export function firstDay(tables: readonly PointsTable[], day: CivilDate): CivilDate {
  return tables.map(({ cycle }) => cycleRange(cycle, day).from).reduce(earlier, day);
}

export function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}
