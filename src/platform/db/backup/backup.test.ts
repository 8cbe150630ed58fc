import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { Db } from '../database.ts';
import { ensureFactPartitions } from '../partitions.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const AT = new Date('2026-03-05T08:30:00.123Z');
/** What COPY must escape: line ends, tabs, backslashes, its own end mark, and no value at all. */
const AWKWARD = '换行\n制表\t反斜杠\\ \\.\n\\.\n\\N 结束';

let folder: string;
let source: TestDatabase;
const made: TestDatabase[] = [];
const path = () => join(folder, 'bank.backup');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye-backup-'));
  source = await createTestDatabase();
  await fill(source.db.kysely);
  await writeBackup(source.db, path());
});
afterAll(async () => {
  for (const database of [source, ...made]) await database.drop();
  rmSync(folder, { recursive: true });
});

async function empty(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  made.push(database);
  return database;
}

async function fill(db: Db): Promise<void> {
  await sql`
    insert into institution (no, name, type, opened_on, recorded_at) values ('001', ${AWKWARD}, '总行', '2020-01-01', ${AT});
    `.execute(db);
  await sql`
    insert into institution (no, name, type, parent_id, opened_on, recorded_at)
    select '002', '', '支行', id, '2020-01-01', ${AT} from institution`.execute(db);
  await ensureFactPartitions(db, ['2026-03-05', '2026-04-01']);
  await sql`
    insert into fact (kind, key, subject_id, origin, biz_date, occurred_at, recorded_at, dated_at, result)
    select 'contact', 'c' || n, n, 'batch', date '2026-03-01' + n % 40, ${AT}, ${AT}, ${AT}, nullif(n % 3, 0)::text
    from generate_series(1, 5000) n`.execute(db);
  await sql`
    with file as (
      insert into stored_file (name, media_type, bytes, sha256, created_at) values ('f', 'x', 3, '\\x00', ${AT}) returning id
    )
    insert into stored_file_piece (file_id, seq, content)
    select id, 0, decode(repeat('0a5c2e0a', 100000), 'hex') from file`.execute(db);
}

async function fingerprint(db: Db): Promise<unknown> {
  const { rows } = await sql`
    select (select md5(string_agg(t::text, '|' order by id)) from institution t) as institutions,
      (select md5(string_agg(t::text, '|' order by id)) from fact t) as facts,
      (select count(*) from fact_202603) as in_march,
      (select md5(content) from stored_file_piece) as content,
      (select last_value from fact_id) as facts_made`.execute(db);
  return rows[0];
}

it('restores everything in another database: rows, partitions, sequences', async () => {
  const { db } = await empty();
  const { rows } = await restoreBackup(db, path());
  expect(rows).toBe(5004);
  expect(await fingerprint(db.kysely)).toEqual(await fingerprint(source.db.kysely));
  const next = await sql<{ id: number }>`
    insert into institution (no, name, type, opened_on, recorded_at)
    values ('003', '', '支行', '2020-01-01', ${AT}) returning id`.execute(db.kysely);
  expect(next.rows).toEqual([{ id: 3 }]);
});

it('is as of one moment: what is committed while it is read is not in it', async () => {
  const copy = join(folder, 'moving.backup');
  let added = false;
  await writeBackup(source.db, copy, async () => {
    if (added) return;
    added = true;
    await sql`insert into setting (name, value, changed_at) values ('later', '1', ${AT})`.execute(source.db.kysely);
  });
  expect(gunzipSync(readFileSync(copy)).toString()).not.toContain('later');
});

it('refuses a database that holds data', async () => {
  await expect(restoreBackup(source.db, path())).rejects.toThrow('已有数据');
});

it('refuses a damaged, cut off or foreign file and leaves the database empty', async () => {
  const { db } = await empty();
  const text = gunzipSync(readFileSync(path())).toString('latin1');
  const files = {
    unloadable: gzipSync(Buffer.from(text.replace('2026-03-09\t', '2026-03-99\t'), 'latin1')),
    changed: gzipSync(Buffer.from(text.replace('c77\t', 'c78\t'), 'latin1')),
    cut: readFileSync(path()).subarray(0, statSync(path()).size - 200),
    shortened: gzipSync(Buffer.from(text.slice(0, text.lastIndexOf('{')), 'latin1')),
    foreign: Buffer.from('not a backup'),
  };
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    writeFileSync(file, content);
    await expect(restoreBackup(db, file), name).rejects.toThrow('请换用另一份备份');
  }
  await restoreBackup(db, path());
});
