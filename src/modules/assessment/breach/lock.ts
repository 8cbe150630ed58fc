import type { Db } from '../../../platform/db/database.ts';

/**
 * Holds the breach until the transaction ends. A statement of its own and of one table: a lock taken by a statement with
 * subqueries makes PostgreSQL 18 evaluate these anew for whoever waited, which has ended the server's process.
 */
export async function lockBreachRow(db: Db, id: number): Promise<void> {
  await db.selectFrom('breach').select('id').where('id', '=', id).forUpdate().execute();
}
