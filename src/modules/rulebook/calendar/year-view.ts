import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { CalendarOwner } from './day-ledger.ts';
import { listPublishedYears } from './published-years.ts';

/** A day that differs from the plain week in the calendar that is looked at, and whose setting makes it so. */
export type DayView = {
  day: CivilDate;
  isWorkday: boolean;
  name: string | null;
  /** null: the whole bank's setting. */
  setBy: { id: number; name: string } | null;
};

export type YearView = {
  year: number;
  /** No holidays were published: the days that are not listed follow the plain week only for the time being. */
  provisional: boolean;
  source: string | null;
  publishedAt: Date | null;
  days: DayView[];
};

/** One year as the institution (null: the whole bank) lives it: the nearest setting of each day wins (依据 RUL-4). */
export async function viewYear(db: Db, year: number, owner: CalendarOwner): Promise<YearView> {
  const published = (await listPublishedYears(db)).find((candidate) => candidate.year === year);
  return {
    year,
    provisional: published === undefined,
    source: published?.source ?? null,
    publishedAt: published?.publishedAt ?? null,
    days: await effectiveDays(db, year, owner),
  };
}

async function effectiveDays(db: Db, year: number, owner: CalendarOwner): Promise<DayView[]> {
  const rows = await db
    .selectFrom('calendar_day as d')
    .leftJoin('institution as i', 'i.id', 'd.institution_id')
    .select(['d.day', 'd.is_workday', 'd.name', 'i.id as institutionId', 'i.name as institutionName'])
    .where('d.superseded_at', 'is', null)
    .where('d.day', '>=', `${year}-01-01`)
    .where('d.day', '<=', `${year}-12-31`)
    .where((where) =>
      where.or([
        where('d.institution_id', 'is', null),
        where.exists(
          where
            .selectFrom('institution as self')
            .select('self.id')
            .where('self.id', '=', owner)
            .whereRef('self.ord', '>=', 'i.ord')
            .whereRef('self.ord', '<', 'i.ord_until'),
        ),
      ]),
    )
    // Nearer levels come later and overwrite.
    .orderBy('d.day')
    .orderBy((order) => order.fn.coalesce('i.depth', order.lit(-1)))
    .execute();
  const nearest = new Map(rows.map((row) => [row.day, row]));
  return [...nearest.values()].map(({ day, is_workday, name, institutionId, institutionName }) => ({
    day: day as CivilDate,
    isWorkday: is_workday,
    name,
    setBy: institutionId === null ? null : { id: institutionId, name: institutionName ?? '' },
  }));
}
