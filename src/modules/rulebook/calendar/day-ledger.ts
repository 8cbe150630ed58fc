import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Db } from '../../../platform/db/database.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';

/** What a day is to be: a workday, a rest day, or (null) again whatever the level above says. */
export type DaySetting = { day: CivilDate; isWorkday: boolean | null; name: string | null };

/** Of which calendar: an institution's, or (null) the whole bank's. */
export type CalendarOwner = number | null;

type DayInForce = { id: number; day: CivilDate; isWorkday: boolean; name: string | null };

/**
 * Brings the days of one calendar to these settings, known from `recordedAt` on; of a day named twice the last counts.
 * Rows are superseded, never edited, so that earlier knowledge can be replayed. Returns the settings that changed
 * something, with what the day was before.
 */
export function recordDays(
  db: Db,
  owner: CalendarOwner,
  settings: readonly DaySetting[],
  recordedAt: Date,
): Promise<(DaySetting & { before: boolean | null })[]> {
  return inTransaction(db, async (transaction) => {
    // Two people who set the same day at once would both find it unset.
    await sql`select pg_advisory_xact_lock(hashtext('calendar_day'))`.execute(transaction);
    const latest = new Map(settings.map((setting) => [setting.day, setting]));
    const inForce = await daysInForce(transaction, owner, [...latest.keys()]);
    const changed = [...latest.values()].filter((setting) => differs(setting, inForce.get(setting.day)));
    await supersede(
      transaction,
      changed.map(({ day }) => inForce.get(day)?.id).filter((id) => id !== undefined),
      recordedAt,
    );
    await insert(transaction, owner, changed, recordedAt);
    return changed.map((setting) => ({ ...setting, before: inForce.get(setting.day)?.isWorkday ?? null }));
  });
}

function differs(setting: DaySetting, before: DayInForce | undefined): boolean {
  if (!before) return setting.isWorkday !== null;
  return before.isWorkday !== setting.isWorkday || before.name !== setting.name;
}

async function daysInForce(db: Db, owner: CalendarOwner, days: CivilDate[]): Promise<Map<CivilDate, DayInForce>> {
  if (days.length === 0) return new Map();
  const rows = await db
    .selectFrom('calendar_day')
    .select(['id', 'day', 'is_workday', 'name'])
    .where('superseded_at', 'is', null)
    .where('institution_id', 'is not distinct from', owner)
    .where('day', 'in', days)
    .execute();
  return new Map(
    rows.map(({ id, day, is_workday, name }) => [
      day as CivilDate,
      { id, day: day as CivilDate, isWorkday: is_workday, name },
    ]),
  );
}

async function supersede(db: Db, ids: number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('calendar_day').set({ superseded_at: at }).where('id', 'in', ids).execute();
}

async function insert(db: Db, owner: CalendarOwner, settings: DaySetting[], at: Date): Promise<void> {
  const rows = settings.flatMap(({ day, isWorkday, name }) =>
    isWorkday === null ? [] : [{ institution_id: owner, day, is_workday: isWorkday, name, recorded_at: at }],
  );
  if (rows.length > 0) await db.insertInto('calendar_day').values(rows).execute();
}
