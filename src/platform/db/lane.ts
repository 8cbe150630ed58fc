import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import type { Db } from './database.ts';

/** Per database: the adapter is the one object that a Kysely and its transactions share. */
const lanes = new WeakMap<object, pg.Pool>();

/** Batches that are written at the same time: while one waits for the disk, the next one runs. */
export const LANES = 2;

/** Gives a database its lanes: more connections, on which nobody waits between statements. */
export function openLane(db: Db, config: pg.PoolConfig): pg.Pool {
  const lane = new pg.Pool({ ...config, max: LANES, pipeline: true });
  lanes.set(db.getExecutor().adapter, lane);
  return lane;
}

/** True where `sendTransaction` can be used: outside a transaction, on a database that has a lane. */
export function hasLane(db: Db): boolean {
  return !db.isTransaction && lanes.has(db.getExecutor().adapter);
}

/**
 * Sends a whole transaction in one go: begin, the statements, commit. None of them can depend in JavaScript on the
 * answer of another. Returns their rows. Throws what the server said of the first that failed; then, and only then, it
 * is certain that nothing was written (`isRefusal`).
 */
export async function sendTransaction(db: Db, statements: readonly CompiledQuery[]): Promise<unknown[][]> {
  const lane = lanes.get(db.getExecutor().adapter);
  if (!lane) throw new Error('this database has no lane');
  const client = await lane.connect();
  let lost: Error | undefined;
  // Its queries tell of a loss; without a listener the event itself would end the process.
  client.on('error', ignore);
  try {
    const outcomes = await Promise.allSettled(atOnce(client, statements));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return outcomes.slice(1, -1).map((outcome) => (outcome as PromiseFulfilledResult<pg.QueryResult>).value.rows);
  } catch (error) {
    if (!isRefusal(error)) lost = error as Error;
    throw error;
  } finally {
    if (!lost) client.removeListener('error', ignore);
    client.release(lost);
  }
}

/** One packet: written apart, each statement would wake the server, and this process, for itself. */
function atOnce(client: pg.PoolClient, statements: readonly CompiledQuery[]): Promise<pg.QueryResult>[] {
  const { stream } = client.connection;
  stream.cork();
  try {
    return [
      client.query('begin'),
      ...statements.map(({ sql, parameters }) => client.query(sql, [...parameters])),
      client.query('commit'),
    ];
  } finally {
    stream.uncork();
  }
}

const ignore = () => undefined;

/** The server answered and refused: the transaction was rolled back. Of a lost connection nobody knows. */
export function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && !LOST.test(error.code);
}

/** connection_exception, admin_shutdown, crash_shutdown */
const LOST = /^(08|57P0[123])/;
