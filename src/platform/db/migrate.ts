import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { DatabaseError } from './errors.ts';

type Migration = { name: string; text: string; checksum: string };

export type MigrateOptions = {
  folder?: string;
  /** The last file to apply; a backup of an older version needs the schema of its time. */
  through?: string;
};

const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../db/migrations');
/** Any number that nothing else locks in this database for the length of a session. */
const MIGRATION_LOCK = 7_401;

/**
 * Brings the schema to what this version of the program needs; returns the names of the files it applied.
 * Several processes may call it at once. Throws `DatabaseError` if a shipped file was changed or the database
 * belongs to a newer version.
 */
export async function migrate(db: Db, { folder = MIGRATIONS_FOLDER, through }: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(folder);
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      const unapplied = await findPending(connection, migrations);
      const pending = unapplied.filter(({ name }) => through === undefined || name <= through);
      for (const migration of pending) await apply(connection, migration);
      return pending.map(({ name }) => name);
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    // Git may have checked the file out with other line ends.
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

async function findPending(connection: Db, migrations: Migration[]): Promise<Migration[]> {
  await sql`
    create table if not exists schema_migration (
      name       text primary key,
      checksum   text not null,
      applied_at timestamptz not null default now()
    )`.execute(connection);
  const { rows } = await sql<{ name: string; checksum: string }>`
    select name, checksum from schema_migration order by name`.execute(connection);
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  refuseUnknown([...applied.keys()], migrations);
  refuseChanged(applied, migrations);
  return migrations.filter(({ name }) => !applied.has(name));
}

function refuseUnknown(applied: string[], migrations: Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new DatabaseError(`数据库由更新的版本建立（多出 ${unknown.join('、')}）：请改用与之相应或更新的程序版本。`);
}

function refuseChanged(applied: Map<string, string>, migrations: Migration[]): void {
  const changed = migrations.filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (changed.length === 0) return;
  const names = changed.map(({ name }) => name).join('、');
  throw new DatabaseError(`已应用的迁移文件被改动：${names}。请恢复原文件，把修改写成一个新的迁移文件。`);
}

async function apply(connection: Db, { name, text, checksum }: Migration): Promise<void> {
  await sql`begin`.execute(connection);
  try {
    await sql.raw(text).execute(connection);
    await sql`insert into schema_migration (name, checksum) values (${name}, ${checksum})`.execute(connection);
    await sql`commit`.execute(connection);
  } catch (cause) {
    await sql`rollback`.execute(connection);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseError(`迁移文件 ${name} 未能应用，数据库保持原样：${reason}`, { cause });
  }
}
