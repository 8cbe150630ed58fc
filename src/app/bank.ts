import { sql } from 'kysely';
// Declares the words that rules are read with, too.
import { modules } from '../modules/index.ts';
import { applyRowSecurity, openReader, READER_ROLE } from '../platform/access/public.ts';
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
const NO_ROW_SECURITY = `数据库账号无权建立角色，行级安全未启用（系统内的权限控制照常）：请数据库管理员执行 create role ${READER_ROLE} nologin; grant ${READER_ROLE} to 本系统的账号；然后重新启动。`;
const NOT_INITIALISED = '数据库尚未初始化：请先运行 zhanye init（并核对 --data 或 DATABASE_URL）。';

/** Opens the bank's database and upgrades its schema to this version. Throws `DatabaseError`. */
export async function openBank(target: DatabaseTarget, { create, onIncident }: BankOptions = {}): Promise<Bank> {
  if (!create) refuseMissing(target);
  const database = await openDatabase(target, onIncident ? { onIncident } : {});
  try {
    if (!create) await requireSchema(database.kysely);
    await migrate(database.kysely);
    const zone = await readZone(database.kysely);
    const reader = await openReading(database, onIncident);
    const ctx: Context = {
      db: database.kysely,
      ...(reader && { reader }),
      clock: systemClock,
      principal: null,
      zone,
    };
    return {
      database,
      ctx,
      async close() {
        await reader?.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Connections that row-level security binds; null, and said so, where the database's account may not make their role. */
async function openReading(
  { kysely, url }: Database,
  onIncident: BankOptions['onIncident'],
): Promise<Awaited<ReturnType<typeof openReader>> | null> {
  const registers = modules.flatMap((module) => module.registers.map(({ register }) => register));
  if (await applyRowSecurity(kysely, registers)) return openReader(url, onIncident ? { onIncident } : {});
  onIncident?.(new DatabaseError(NO_ROW_SECURITY));
  return null;
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
