import {
  type ControlledTransaction,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { Tables } from '../db/tables.generated.ts';

/** One connection in one transaction, both for Kysely and for COPY, which Kysely does not know. */
export type Session = { db: ControlledTransaction<Tables>; client: PoolClient; processId: number };

/** Runs `body` and commits if it answers so; otherwise, and when it throws, nothing remains. */
export async function inSession<Value>(
  database: Database,
  body: (session: Session) => Promise<{ commit: boolean; value: Value }>,
): Promise<Value> {
  const client = await database.pool.connect();
  let failure: unknown;
  try {
    const single = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(client) }) });
    const db = await single.startTransaction().execute();
    try {
      const { processID } = client as unknown as { processID: number };
      const { commit, value } = await body({ db, client, processId: processID });
      await (commit ? db.commit() : db.rollback()).execute();
      return value;
    } catch (error) {
      failure = error;
      if (!db.isCommitted && !db.isRolledBack) await db.rollback().execute();
      throw error;
    }
  } finally {
    // A connection that failed in the middle of something is not handed on to the next user.
    client.release(failure !== undefined);
  }
}

/** A pool of this one connection, which stays ours when Kysely gives it back. */
function poolOf(client: PoolClient): PostgresPool {
  const query = client.query.bind(client) as PostgresPoolClient['query'];
  const nothing = () => undefined;
  return { connect: async () => ({ query, release: nothing }), end: async () => nothing() };
}
