import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import { importText } from '../../../test/support/importing.ts';
import { AppError } from '../../kernel/errors/public.ts';
import { writeXlsx } from '../excel/public.ts';
import { amount, date, defineImporter, type Ledger, number, planVersions, refuseStale, text } from './public.ts';

/** A register of nothing but a number, a name, a day and an amount. */
const ledger: Ledger = { table: 'thing', key: ['no'], content: ['name', 'day', 'money'], keepsVersions: false };
const things = defineImporter({
  kind: 'things',
  title: '物品',
  register: 'thing',
  columns: [
    { name: '编号', id: 'no', type: number, key: true },
    { name: '名称', id: 'name', type: text(20), required: true },
    { name: '日期', id: 'day', type: date },
    { name: '金额', id: 'money', type: amount(), whenEmpty: '0' },
  ],
  knownFrom: ['day'],
  resolve: { joins: sql``, columns: {} },
  async plan(run) {
    await refuseStale(run, ledger);
    await planVersions(run, ledger);
  },
  async apply(run) {
    await sql`
      insert into thing as t select no, name, day, money, known from import_change
      on conflict (no) do update set name = excluded.name, day = excluded.day, money = excluded.money`.execute(run.db);
  },
});

const clock = frozenClock('2026-03-10T09:00:00+08:00');
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.pool.query(
    'create table thing (no text primary key, name text, day date, money numeric, recorded_at timestamptz)',
  );
});
afterAll(() => test.drop());
beforeEach(() => test.db.pool.query('truncate thing'));

const load = (content: string | Buffer, options: Parameters<typeof importText>[3] = {}) =>
  importText({ db: test.db, clock }, things, content, options);
const all = async () => (await test.db.pool.query('select no, name, day, money from thing order by no')).rows;

async function refusal(content: string): Promise<string> {
  const error = await load(content).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return (error as AppError).problems.map(({ code }) => code).join();
}

describe('表头', () => {
  it('任意列序，不认识的列报告并忽略，日期与金额的各种写法', async () => {
    const report = await load(
      '备注,金额,编号,日期,名称\nx,"1,234.5",N1,2026/3/5,甲\ny,,N2,2026-03-05,乙\n,3,N3,2026/3/5 0:00,丙\n',
    );
    expect(report).toMatchObject({ counts: [3, 0, 0], columns: { unknown: ['备注'] } });
    expect(await all()).toEqual([
      { no: 'N1', name: '甲', day: '2026-03-05', money: '1234.50' },
      { no: 'N2', name: '乙', day: '2026-03-05', money: '0.00' },
      { no: 'N3', name: '丙', day: '2026-03-05', money: '3.00' },
    ]);
  });

  it('只有表头的文件不算错，但会提醒', async () => {
    const report = await load('编号,名称,日期,金额\n\n');
    expect(report).toMatchObject({ counts: [0, 0, 0], warnings: ['表头下面没有数据行，没有导入任何内容'] });
  });

  it('缺列、重列、没有表头各是一个清楚的错误', async () => {
    expect(await refusal('编号,金额\n1,2\n')).toBe('IMPORT_COLUMNS_MISSING');
    expect(await refusal('编号,名称,编号\n1,2,3\n')).toBe('IMPORT_COLUMNS_TWICE');
    expect(await refusal('\n')).toBe('IMPORT_NO_HEADER');
  });

  it('比表头多出的内容、过长的文字、含空白的编号都指到行', async () => {
    const report = await load(`编号,名称\nN1,甲,多\nN 2,${'长'.repeat(21)}\n`);
    expect(report.problems.map(({ text: problem }) => problem)).toEqual([
      '内容比表头多，可能有逗号没有加引号',
      expect.stringMatching(/编号：.*；名称：/),
    ]);
  });
});

it('XLSX：日期格读得对，错误行以 XLSX 同列返回，可再导入', async () => {
  const columns = [
    { title: '日期', kind: 'date' },
    { title: '名称', kind: 'text' },
    { title: '编号', kind: 'number' },
    { title: '金额', kind: 'money' },
  ] as const;
  async function* rows() {
    yield ['2026-03-05', '甲', 100023, '1234.56'];
    yield ['2026-03-06', '', 100024, '1.005'];
  }
  const parts: Buffer[] = [];
  for await (const part of writeXlsx([{ name: 'a', columns, rows: rows() }])) parts.push(part);
  const report = await load(Buffer.concat(parts), { name: 'a.xlsx' });
  expect(report.counts).toEqual([1, 0, 1]);
  expect(await all()).toEqual([{ no: '100023', name: '甲', day: '2026-03-05', money: '1234.56' }]);
  const again = await load(report.errorFile as Buffer, { name: 'b.xlsx' });
  expect(again.problems).toEqual([{ row: 2, text: expect.stringMatching(/名称：请填写.*金额：.*“1.005”/) }]);
  expect(again.columns).toMatchObject({ recognised: ['编号', '名称', '日期', '金额'], unknown: [] });
});

it('每次导入在其事务里留一条审计，含文件的 sha256 与行数；被整份拒绝的不留', async () => {
  await test.db.pool.query('truncate audit_record cascade');
  await load('编号,名称\nN1,甲\nN2,\n');
  await load('编号,名称\nN1,乙\nN2,\n', { mode: 'all-or-nothing' });
  const { rows } = await test.db.pool.query('select action, detail from audit_record');
  expect(rows).toEqual([
    { action: 'import.things', detail: expect.objectContaining({ read: 2, accepted: 1, refused: 1, backfill: false }) },
  ]);
  expect(rows[0].detail.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('两个同类导入同时进行：依次生效，后者认出前者写的', async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `N${i},甲`).join('\n');
  const reports = await Promise.all([load(`编号,名称\n${lines}\n`), load(`编号,名称\n${lines}\n`)]);
  expect(reports.map(({ counts }) => counts).sort()).toEqual([
    [0, 5000, 0],
    [5000, 0, 0],
  ]);
});

it('取消：读取中或数据库忙时都停下，什么也不留', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `N${i},甲`).join('\n');
  for (const phase of ['reading', 'checking', 'writing'] as const) {
    const abort = new AbortController();
    const cancelled = load(`编号,名称\n${lines}\n`, {
      signal: abort.signal,
      onProgress: (at) => at === phase && abort.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ problems: [{ code: 'IMPORT_CANCELLED' }] });
  }
  expect(await all()).toEqual([]);
  expect((await load('编号,名称\nN1,甲\n')).counts).toEqual([1, 0, 0]);
});
