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
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute((snapshot) => endedByAbort({ db, inside: snapshot, signal }, () => body(snapshot)));
}

/** The same with writing, all or nothing. */
export async function writeCancellable<Result>(
  db: Db,
  signal: AbortSignal,
  body: (transaction: Db) => Promise<Result>,
): Promise<Result> {
  const writing = db.transaction().setIsolationLevel('repeatable read');
  return writing.execute((inside) => endedByAbort({ db, inside, signal }, () => body(inside)));
}

/** While `body` runs, an abort also ends the statement that `inside` is busy with; another connection says so. */
async function endedByAbort<Result>(
  { db, inside, signal }: { db: Db; inside: Db; signal: AbortSignal },
  body: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(inside);
  const cancel = () => void sql`select pg_cancel_backend(${rows[0]?.pid})`.execute(db).catch(() => undefined);
  signal.addEventListener('abort', cancel);
  try {
    const result = await body();
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
