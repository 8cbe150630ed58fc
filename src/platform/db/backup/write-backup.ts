import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import copy from 'pg-copy-streams';
import type { Database } from '../database.ts';
import {
  type BackupHeader,
  type BackupRecord,
  type BackupSequences,
  type BackupSummary,
  END_OF_ROWS,
} from './format.ts';
import { listSavedTables, type SavedTable } from './saved-tables.ts';

/** Told which table is being written and how many rows it has so far been. */
export type BackupProgress = (table: string, rows: number) => void | Promise<void>;

/**
 * Writes everything as of one moment to `path`, which appears only when it is complete. Work goes on meanwhile:
 * the copy is read in one snapshot and holds no locks that writers would notice.
 */
export async function writeBackup(database: Database, path: string, progress?: BackupProgress): Promise<BackupSummary> {
  const client = await database.pool.connect();
  const unfinished = `${path}.unfinished`;
  const summary = { tables: 0, rows: 0 };
  try {
    await client.query('begin isolation level repeatable read read only');
    const source = Readable.from(backupText(client, summary, progress), { objectMode: false });
    await pipeline(source, createGzip({ level: 4 }), createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await client.query('commit');
    await rename(unfinished, path);
    return summary;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    // Whatever state an interrupted COPY left, the connection is not used again.
    client.release(true);
  }
}

async function* backupText(
  client: pg.ClientBase,
  summary: BackupSummary,
  progress: BackupProgress | undefined,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of content(client, summary, progress)) {
    hash.update(chunk);
    yield chunk;
  }
  yield endLine(summary, hash);
}

async function* content(
  client: pg.ClientBase,
  summary: BackupSummary,
  progress: BackupProgress | undefined,
): AsyncGenerator<Buffer> {
  yield line(await readHeader(client));
  for (const table of await listSavedTables(client)) {
    await progress?.(table.name, summary.rows);
    yield line({ record: 'table', ...table });
    const rows = client.query(copy.to(copyStatement(table)));
    yield* rows as AsyncIterable<Buffer>;
    yield END_OF_ROWS;
    summary.tables += 1;
    summary.rows += rows.rowCount;
  }
  // After the rows, because sequences know no snapshot: too high a value only leaves a gap.
  yield line(await readSequences(client));
}

function copyStatement({ name, columns }: SavedTable): string {
  const list = columns.map((column) => `"${column}"`).join(', ');
  return `copy (select ${list} from "${name}") to stdout`;
}

async function readHeader(client: pg.ClientBase): Promise<BackupHeader> {
  const { rows } = await client.query<{ through: string }>('select max(name) as through from schema_migration');
  const { rows: partitions } = await client.query<BackupHeader['partitions'][number]>(
    `select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     where c.relispartition and c.relkind = 'r' and p.relnamespace = 'public'::regnamespace order by c.relname`,
  );
  return { record: 'header', format: 'zhanye-backup-1', through: rows[0]?.through ?? '', partitions };
}

async function readSequences(client: pg.ClientBase): Promise<BackupSequences> {
  const { rows: values } = await client.query<BackupSequences['values'][number]>(
    `select sequencename as name, last_value as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by sequencename`,
  );
  return { record: 'sequences', values };
}

function endLine(summary: BackupSummary, hash: Hash): Buffer {
  return line({ record: 'end', ...summary, sha256: hash.digest('hex') });
}

function line(record: BackupRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`);
}
