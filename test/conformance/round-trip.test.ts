import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyRegister, type Field, visibleFields } from '../../src/kernel/register/public.ts';
import { modules } from '../../src/modules/index.ts';
import type { Context } from '../../src/platform/context.ts';
import { inspectFile, readTable, writeCsv } from '../../src/platform/excel/public.ts';
import { exportTask } from '../../src/platform/exporting/public.ts';
import { withLocalCopy } from '../../src/platform/files/public.ts';
import { registerImporters } from '../../src/platform/register-files/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { openAccount, plantRow, whoeverMay } from './fixtures.ts';

const ZONE = 'Asia/Shanghai';

let folder: string;
let database: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye-round-trip-'));
  database = await createTestDatabase();
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  ctx = { db: database.db.kysely, clock, principal: null, zone: ZONE };
  await openAccount(ctx.db);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Values that files spoil, of which a kind takes its first: formulas, quotes, line ends, the last cent, the last minute. */
const HARD: readonly unknown[] = [
  '=1+1，"引号",\n第二行\t制表',
  '-1+2@A1，“全角”',
  '9999999999999.95',
  '2028-02-29T23:59:00+08:00',
  '2028-02-29',
  false,
  -2_147_483_647,
  2_147_483_647,
  1,
  ['情节，一', '情节"二"'],
  '13800001234',
  '11010119900307803X',
  'ASM-1/=rivalry',
  '08:30',
];

function hardValue({ kind, options }: Field): unknown {
  const values = options.values as Record<string, string> | undefined;
  const tried = values ? [Object.keys(values).at(-1)] : HARD;
  const fits = tried.find((value) => kind.schema(options).safeParse(value).success);
  return fits === undefined ? undefined : kind.schema(options).parse(fits);
}

/** What a file is to give back: neither names of what is referred to nor what is masked can be. */
const carriedFields = (register: AnyRegister) =>
  (visibleFields(register) as [string, Field][]).filter(([, field]) => !field.kind.references && !field.personal);

/** The file's records after its header, by the title of their column. */
async function recordsOf(path: string, name: string): Promise<Record<string, string>[]> {
  const lines: string[][] = [];
  for await (const batch of readTable(path, await inspectFile(path, name))) {
    for (const { cells } of batch) lines.push([...cells]);
  }
  const [header = [], ...records] = lines;
  return records.map((cells) => Object.fromEntries(header.map((title, place) => [title, cells[place] ?? ''])));
}

async function* asStream<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

/** The same records once more through a CSV file. */
async function throughCsv(records: readonly Record<string, string>[]): Promise<Record<string, string>[]> {
  const titles = Object.keys(records[0] ?? {});
  const rows = records.map((record) => titles.map((title) => record[title] || null));
  const path = join(folder, 'again.csv');
  await writeFile(path, writeCsv(titles, asStream(rows)));
  return recordsOf(path, 'again.csv');
}

/** The value that a person would import: by its kind from the cell's text. */
function imported({ kind, options }: Field, cell: string): unknown {
  const parsed = kind.excel.parse(cell, options, ZONE);
  return parsed === null ? null : kind.schema(options).parse(parsed);
}

const importers = registerImporters(
  modules.flatMap((module) => module.registers),
  new Set(),
);

const exportable = modules
  .flatMap((module) => module.registers)
  .filter(({ register }) => Object.keys(register.access.export).length > 0);

describe.each(exportable.map((served) => [served.register.id as string, served] as const))('%s', (_id, served) => {
  const { register } = served;

  it.each(['满', '空'])('导出的文件读回来与登记的相同（%s行）', async (filling) => {
    const carried = carriedFields(register);
    const values = Object.fromEntries(
      carried.map(([name, field]) => [name, filling === '空' && !field.required ? null : hardValue(field)]),
    );
    const missing = carried.filter(([name]) => values[name] === undefined).map(([name]) => name);
    expect(missing, 'no value for these kinds of field').toEqual([]);
    const state: string | undefined = Object.keys(register.states?.titles ?? {})[0];
    await plantRow(ctx, register, { ...(state !== undefined && { state }), values });
    const exporting = { ...ctx, principal: whoeverMay(register.access.export) };
    const { outputFile } = await exportTask([served])({
      ctx: exporting,
      parameters: { register: register.id, query: {} },
      signal: new AbortController().signal,
      progress: () => undefined,
    } as unknown as Parameters<ReturnType<typeof exportTask>>[0]);
    const fromExcel = await withLocalCopy(ctx.db, String(outputFile), (path) => recordsOf(path, 'list.xlsx'));
    for (const records of [fromExcel, await throughCsv(fromExcel)]) {
      expect(records).toHaveLength(1);
      const read = carried.map(([name, field]) => [name, imported(field, records[0]?.[field.label] ?? '')]);
      expect(Object.fromEntries(read)).toEqual(values);
    }
    const importer = importers.find(({ kind }) => kind === register.id);
    // The planted row refers to nothing that is there, so that a key of references finds it by no name.
    if (!importer || register.importKey.some((name: string) => register.fields[name].kind.references)) return;
    const again = await withLocalCopy(ctx.db, String(outputFile), (path) =>
      importer.run(database.db, { path, name: 'list.xlsx' }, { context: exporting, dryRun: true }),
    );
    expect(again).toMatchObject({ read: 1, unchanged: 1, problems: [] });
  });
});
