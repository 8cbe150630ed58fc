import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Db } from '../../../platform/db/database.ts';

/** Copies the day of a new contact to its customer: it can only move the day of the last one forward. */
export async function advanceLastContact(db: Db, customerId: number, day: CivilDate): Promise<void> {
  await db
    .updateTable('customer')
    .set({ last_contact_on: day })
    .where('id', '=', customerId)
    .where((where) => where.or([where('last_contact_on', 'is', null), where('last_contact_on', '<', day)]))
    .execute();
}
