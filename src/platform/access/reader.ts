import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Context, Principal, Reader } from '../context.ts';
import { type DatabaseOptions, type Db, openDatabase } from '../db/database.ts';
import type { Tables } from '../db/tables.generated.ts';
import { READER_ROLE } from './row-security.ts';

const readersDbs = new WeakSet<Db>();

/** Whether this context's queries run under the reader's role. */
export const isReader = ({ db }: Context): boolean => readersDbs.has(db);

/**
 * Runs reads under the reader's role, so that the policies check what the query's own predicate lets through. Without
 * such connections, and inside a transaction (which must see its own writes), reads stay where they are.
 */
export function asReader<Result>(ctx: Context, body: (ctx: Context) => Promise<Result>): Promise<Result> {
  const { reader } = ctx;
  if (!reader || isReader(ctx) || ctx.db.isTransaction) return body(ctx);
  return reader.read(ctx.principal, (db) => body({ ...ctx, db }));
}

/**
 * Connections that are the reader's from their first byte. Each is told who reads before it reads for another than the
 * last time, and serves one at a time; so a read needs no transaction around it and mostly no message more.
 */
export async function openReader(
  url: string,
  options: DatabaseOptions = {},
): Promise<Reader & { close(): Promise<void> }> {
  const { pool, close } = await openDatabase({ url }, { ...options, role: READER_ROLE });
  const told = new WeakMap<pg.PoolClient, string>();
  const dbs = new WeakMap<pg.PoolClient, Db>();
  return {
    close,
    async read(principal, body) {
      const client = await pool.connect();
      try {
        const telling = tellWhoReads(principal);
        if (told.get(client) !== telling) {
          told.delete(client);
          await client.query(telling);
          told.set(client, telling);
        }
        const db = dbs.get(client) ?? dbOf(client);
        dbs.set(client, db);
        return await body(db);
      } finally {
        client.release();
      }
    },
  };
}

/** One connection as a database. */
function dbOf(client: pg.PoolClient): Db {
  const borrowed = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => borrowed, end: async () => undefined };
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
  readersDbs.add(db);
  return db;
}

/** The statement that sets what the policies ask. */
function tellWhoReads(principal: Principal | null): string {
  const admin = principal?.adminRole ? [{ role: `admin:${principal.adminRole}` }] : [];
  const held = principal?.appointments.map(({ role, ord, ordUntil }) => ({ role, ord, ordUntil })) ?? [];
  const posts = pg.escapeLiteral(JSON.stringify([...held, ...admin]));
  const staff = pg.escapeLiteral(String(principal?.staffId ?? ''));
  return `select set_config('zhanye.staff', ${staff}, false), set_config('zhanye.posts', ${posts}, false)`;
}
