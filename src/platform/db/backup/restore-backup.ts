import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../database.ts';
import { DatabaseError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { type CopyTarget, openCopyTarget } from './copy-target.ts';
import type { BackupHeader, BackupRecord, BackupSequences, BackupSummary } from './format.ts';
import { type BackupPart, readBackup } from './read-backup.ts';
import { listSavedTables } from './saved-tables.ts';
import type { BackupProgress } from './write-backup.ts';

/**
 * Loads a backup into an empty database, wholly or not at all, and brings its schema up to this version.
 * Throws `DatabaseError` if the database holds data or the file is damaged.
 */
export async function restoreBackup(
  database: Database,
  path: string,
  progress?: BackupProgress,
): Promise<BackupSummary> {
  const header = await readHeader(path);
  await migrate(database.kysely, { through: header.through });
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await refuseData(client);
    const summary = await load(client, path, progress).catch(explain);
    await client.query('commit');
    await migrate(database.kysely);
    await sql`analyze`.execute(database.kysely);
    return summary;
  } finally {
    // After a failure this connection may be in the middle of a COPY; closing it rolls everything back.
    client.release(true);
  }
}

/** The first record alone, because the schema must stand before the rows can be loaded. */
async function readHeader(path: string): Promise<BackupHeader> {
  const found = new Error('header found');
  let header: BackupHeader | undefined;
  await readBackup(path, async (part) => {
    if ('record' in part && part.record.record === 'header') header = part.record;
    throw found;
  }).catch((error) => {
    if (error !== found) throw error;
  });
  if (header === undefined) throw new DatabaseError('备份文件已损坏或不是备份：请换用另一份备份。');
  return header;
}

async function refuseData(client: pg.ClientBase): Promise<void> {
  for (const { name } of await listSavedTables(client)) {
    const { rowCount } = await client.query(`select from "${name}" limit 1`);
    if (rowCount) throw new DatabaseError('目标数据库里已有数据：请恢复到一个新的数据目录或空的数据库。');
  }
}

/** The rows are not what the schema allows, which no backup of ours would hold. */
function explain(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  throw new DatabaseError(`备份中的数据无法装入（${error.message}）：数据库保持原样，请换用另一份备份。`, {
    cause: error,
  });
}

async function load(client: pg.PoolClient, path: string, progress: BackupProgress | undefined): Promise<BackupSummary> {
  const summary = { tables: 0, rows: 0 };
  let target: CopyTarget | undefined;
  const takeRecord = async (record: BackupRecord): Promise<void> => {
    if (record.record === 'header') await createPartitions(client, record);
    else if (record.record === 'sequences') await setSequences(client, record);
    else if (record.record === 'table') {
      await progress?.(record.name, summary.rows);
      const columns = record.columns.map((column) => `"${column}"`).join(', ');
      target = openCopyTarget(client, `copy "${record.name}" (${columns}) from stdin`);
    }
  };
  await readBackup(path, async (part: BackupPart) => {
    if ('record' in part) return takeRecord(part.record);
    if (target === undefined) return;
    if ('rows' in part) return target.write(part.rows);
    summary.tables += 1;
    summary.rows += await target.close();
  });
  return summary;
}

async function createPartitions(client: pg.ClientBase, { partitions }: BackupHeader): Promise<void> {
  for (const { parent, name, bounds } of partitions) {
    await client.query(`create table if not exists "${name}" partition of "${parent}" ${bounds}`);
  }
}

async function setSequences(client: pg.ClientBase, { values }: BackupSequences): Promise<void> {
  for (const { name, last } of values) await client.query('select setval($1, $2)', [`"${name}"`, last]);
}
