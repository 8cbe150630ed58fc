import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Runs `body` inside the transaction `db`; when it throws, what it wrote is taken back and the transaction goes on. */
export async function inSavepoint<Result>(db: Db, body: () => Promise<Result>): Promise<Result> {
  await sql`savepoint attempt`.execute(db);
  try {
    const result = await body();
    await sql`release savepoint attempt`.execute(db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(db);
    throw error;
  }
}
