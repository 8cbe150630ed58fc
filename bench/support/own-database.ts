import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import type { Bench } from './bench.ts';

/** Runs `body` on a migrated, empty database of its own on the bench's server, which is dropped afterwards. */
export async function withOwnDatabase<Result>(
  { database: { pool, url } }: Bench,
  body: (database: Database) => Promise<Result>,
): Promise<Result> {
  const name = `bench_own_${process.pid}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  await pool.query(`drop database if exists ${name} with (force)`);
  await pool.query(`create database ${name} template template0`);
  const database = await openDatabase({ url: own.href });
  try {
    await migrate(database.kysely);
    return await body(database);
  } finally {
    await database.close();
    await pool.query(`drop database ${name} with (force)`);
  }
}
