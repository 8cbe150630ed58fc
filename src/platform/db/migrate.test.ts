import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmptyDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'zhanye-migrations-'));
  write('0001_first.sql', 'create table first (n integer);\ninsert into first values (1);\n');
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = (db = database.db) => migrate(db.kysely, { folder });

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(database.db.kysely);
  return rows[0]?.count ?? -1;
}

it('applies the files in order, each once', async () => {
  write('0002_second.sql', 'alter table first add column m integer;');
  expect(await run()).toEqual(['0001_first.sql', '0002_second.sql']);
  write('0003_third.sql', 'update first set m = 3;');
  expect(await run()).toEqual(['0003_third.sql']);
  expect(await run()).toEqual([]);
});

it('applies each once when several processes start at once', async () => {
  const others = await Promise.all([1, 2, 3].map(() => openDatabase({ url: database.db.url })));
  const applied = await Promise.all([database.db, ...others].map(run));
  for (const other of others) await other.close();
  expect(applied.flat()).toEqual(['0001_first.sql']);
  expect(await count('first')).toBe(1);
});

it('takes other line ends for the same file', async () => {
  await run();
  write('0001_first.sql', 'create table first (n integer);\r\ninsert into first values (1);\r\n');
  expect(await run()).toEqual([]);
});

it('refuses a shipped file that was changed', async () => {
  await run();
  appendFileSync(join(folder, '0001_first.sql'), '-- changed');
  await expect(run()).rejects.toThrow('已应用的迁移文件被改动：0001_first.sql。请恢复原文件');
});

it('refuses the database of a newer version', async () => {
  write('0002_newer.sql', 'select 1;');
  await run();
  rmSync(join(folder, '0002_newer.sql'));
  await expect(run()).rejects.toThrow('数据库由更新的版本建立（多出 0002_newer.sql）');
});

it('leaves nothing behind of a file that fails, and keeps those before it', async () => {
  write('0002_bad.sql', 'insert into first values (2); select nonsense;');
  await expect(run()).rejects.toThrow(/0002_bad.sql 未能应用.*nonsense/);
  expect(await count('first')).toBe(1);
  write('0002_bad.sql', 'insert into first values (2);');
  expect(await run()).toEqual(['0002_bad.sql']);
});
