import { fail } from '../../../kernel/errors/public.ts';
import type { Db } from '../../../platform/db/database.ts';
import { calendarErrors } from './errors.ts';

export type PublishedYear = { year: number; source: string; publishedAt: Date };

export async function listPublishedYears(db: Db): Promise<PublishedYear[]> {
  const rows = await db.selectFrom('calendar_year').selectAll().orderBy('year').execute();
  return rows.map(({ year, source, published_at }) => ({ year, source, publishedAt: published_at }));
}

/**
 * Declares the bank's calendar of a year complete; from `at` on it is no longer provisional. Throws
 * CALENDAR_YEAR_PUBLISHED, or CALENDAR_YEAR_EMPTY where not one day of it differs from the plain week.
 */
export async function publishYear(db: Db, year: number, source: string, at: Date): Promise<void> {
  const first = await db
    .selectFrom('calendar_day')
    .select('id')
    .where('superseded_at', 'is', null)
    .where('institution_id', 'is', null)
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .limit(1)
    .executeTakeFirst();
  if (!first) fail(calendarErrors.CALENDAR_YEAR_EMPTY({ year }, 'year'));
  if (!(await markPublished(db, [year], source, at))) fail(calendarErrors.CALENDAR_YEAR_PUBLISHED({ year }, 'year'));
}

/** Marks the years that are not yet published; false if all of them were. */
export async function markPublished(db: Db, years: readonly number[], source: string, at: Date): Promise<boolean> {
  if (years.length === 0) return false;
  const inserted = await db
    .insertInto('calendar_year')
    .values(years.map((year) => ({ year, source, published_at: at })))
    .onConflict((conflict) => conflict.column('year').doNothing())
    .returning('year')
    .execute();
  return inserted.length > 0;
}
