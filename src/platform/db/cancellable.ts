import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Runs `body` on one snapshot, read only; when the signal aborts, the statement that the database is busy with ends
 * and the promise is rejected. Call with a database, not inside a transaction.
 */
export async function readCancellable<Result>(
  db: Db,
  signal: AbortSignal,
  body: (snapshot: Db) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute(async (snapshot) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(snapshot);
    const cancel = () => void sql`select pg_cancel_backend(${rows[0]?.pid})`.execute(db).catch(() => undefined);
    signal.addEventListener('abort', cancel);
    try {
      const result = await body(snapshot);
      signal.throwIfAborted();
      return result;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  });
}
