import type { Principal } from '../kernel/access/principal.ts';
import type { Db } from './db/database.ts';
import { inTransaction } from './db/transaction.ts';

export type { HeldAppointment, Principal } from '../kernel/access/principal.ts';
export type { AdminRole, Role } from '../kernel/access/roles.ts';

/** The only source of time; SQL never calls `now()`. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Connections of the role that row-level security binds; `db` is one of them, told who reads. */
export type Reader = {
  read<Result>(principal: Principal | null, body: (db: Db) => Promise<Result>): Promise<Result>;
};

/** What every server function that touches data is given. */
export type Context = {
  /** The database, or the transaction inside a pipeline. */
  db: Db;
  /** For reads of registers; not there where row-level security could not be set up. */
  reader?: Reader | undefined;
  clock: Clock;
  /** null: nobody is signed in, or the system itself acts. */
  principal: Principal | null;
  /** The bank's zone, such as `Asia/Shanghai`. */
  zone: string;
  requestId?: string;
};

/** Runs `body` with a context whose `db` is a transaction; inside a transaction it joins it. */
export function transact<Result>(ctx: Context, body: (ctx: Context) => Promise<Result>): Promise<Result> {
  return inTransaction(ctx.db, (db) => body(db === ctx.db ? ctx : { ...ctx, db }));
}
