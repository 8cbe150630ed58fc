import type { IsolationLevel } from 'kysely';
import type { Db } from './database.ts';

const ATTEMPTS = 5;
/** serialization_failure, deadlock_detected: the transaction did nothing and may simply be run again. */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * Runs `body` in a transaction, again when the server gave it up for another one's sake. `body` must therefore
 * have no effect outside the database. Inside a transaction it simply joins it.
 */
export async function inTransaction<Result>(
  db: Db,
  body: (transaction: Db) => Promise<Result>,
  isolation: IsolationLevel = 'read committed',
): Promise<Result> {
  if (db.isTransaction) return body(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel(isolation).execute(body);
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      await pause(attempt);
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && RETRYABLE.has(String(error.code));
}

/** Grows, and differs between the rivals, so that they do not meet again. */
function pause(attempt: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, Math.random() * 10 * 2 ** attempt);
  return promise;
}
