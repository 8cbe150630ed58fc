import { sql } from 'kysely';
// Declares the words that rules are read with.
import '../modules/index.ts';
import { type Context, systemClock } from '../platform/context.ts';
import { type Database, type DatabaseTarget, type Db, openDatabase } from '../platform/db/database.ts';
import { hasCluster } from '../platform/db/embedded/cluster.ts';
import { DatabaseError } from '../platform/db/errors.ts';
import { migrate } from '../platform/db/migrate.ts';

/** An open database with its schema in place, and the context in which the system itself acts. */
export type Bank = { database: Database; ctx: Context; close(): Promise<void> };

export type BankOptions = {
  /** Makes the schema if there is none; otherwise that is refused, so that a mistyped folder is noticed. */
  create?: boolean;
  onIncident?: (error: Error) => void;
};

const DEFAULT_ZONE = 'Asia/Shanghai';
const NOT_INITIALISED = '数据库尚未初始化：请先运行 zhanye init（并核对 --data 或 DATABASE_URL）。';

/** Opens the bank's database and upgrades its schema to this version. Throws `DatabaseError`. */
export async function openBank(target: DatabaseTarget, { create, onIncident }: BankOptions = {}): Promise<Bank> {
  if (!create) refuseMissing(target);
  const database = await openDatabase(target, onIncident ? { onIncident } : {});
  try {
    if (!create) await requireSchema(database.kysely);
    await migrate(database.kysely);
    const zone = await readZone(database.kysely);
    const ctx: Context = { db: database.kysely, clock: systemClock, principal: null, zone };
    return { database, ctx, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function refuseMissing(target: DatabaseTarget): void {
  if ('dataDir' in target && !hasCluster(target.dataDir)) throw new DatabaseError(NOT_INITIALISED);
}

async function requireSchema(db: Db): Promise<void> {
  const { rows } = await sql`select where to_regclass('schema_migration') is not null`.execute(db);
  if (rows.length === 0) throw new DatabaseError(NOT_INITIALISED);
}

async function readZone(db: Db): Promise<string> {
  const setting = await db.selectFrom('setting').select('value').where('name', '=', 'zone').executeTakeFirst();
  return typeof setting?.value === 'string' ? setting.value : DEFAULT_ZONE;
}
