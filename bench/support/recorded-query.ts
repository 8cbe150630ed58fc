import { Kysely, PostgresDialect } from 'kysely';
import type { Db } from '../../src/platform/db/database.ts';
import type { Tables } from '../../src/platform/db/tables.generated.ts';
import type { Bench } from './bench.ts';

/** The first query that `body` sends, so that the very same can be sent through the bare driver. */
export async function recordQuery(
  { database }: Bench,
  body: (db: Db) => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }> {
  const queries: { text: string; values: unknown[] }[] = [];
  const recording = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log({ query }) {
      queries.push({ text: query.sql, values: [...query.parameters] });
    },
  });
  await body(recording);
  const [first] = queries;
  if (!first) throw new Error('nothing was asked of the database');
  return first;
}
