import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modules } from '../src/modules/index.ts';
import { checkedRulebook, publishRulebook, seedCalendar } from '../src/modules/rulebook/public.ts';
import type { Context } from '../src/platform/context.ts';
import { declaredVocabulary, evaluateAll, evaluateDuties, loadVersions } from '../src/platform/duties/public.ts';
import { findImporter } from '../src/platform/importing/public.ts';
import { createTestDatabase, type TestDatabase } from '../test/support/database.ts';
import { frozenClock } from '../test/support/frozen-clock.ts';
import { importText } from '../test/support/importing.ts';

/** Other people's regulations run on a bank that has nothing but their rulebook and files. */
const importers = modules.flatMap((module) => module.importers);
const ZONE = 'Asia/Shanghai';
let database: TestDatabase;
let ctx: Context;
let clock: ReturnType<typeof frozenClock>;

beforeEach(async () => {
  database = await createTestDatabase();
  clock = frozenClock('2025-03-01T08:00:00+08:00');
  ctx = { db: database.db.kysely, clock, principal: null, zone: ZONE };
  await seedCalendar(ctx.db);
});
afterEach(() => database.drop());

async function open(example: string): Promise<void> {
  const text = await readFile(new URL(`./${example}/rulebook.json`, import.meta.url), 'utf8');
  const rulebook = checkedRulebook(JSON.parse(text));
  await publishRulebook(ctx, rulebook, { effectiveOn: '2025-03-01', publishedAt: new Date(0) });
  await load(
    'institutions',
    '机构号,机构名称,类型,启用日期,上级机构号',
    'H,总部,总行,2020-01-01,',
    'D,销售部,部门,2020-01-01,H',
  );
  await ctx.db
    .insertInto('post')
    .values(
      Object.entries({ 客户经理: 'rm', 团队长: 'leader', 支行行长: 'president' }).map(([name, role]) => ({
        name,
        role,
        recorded_at: new Date(0),
      })),
    )
    .execute();
  await load(
    'staff',
    '工号,姓名,机构号,岗位,入职日期',
    'S1,甲,D,客户经理,2020-01-01',
    'L1,乙,D,团队长,2020-01-01',
    'P1,丙,H,支行行长,2020-01-01',
  );
  await load(
    'customers',
    '客户号,客户名称,类型,机构号,建档日期',
    ...[1, 2, 3].map((n) => `K${n},客户${n},对公,D,2024-01-01`),
  );
}

async function load(kind: string, header: string, ...lines: string[]): Promise<void> {
  const text = [header, ...lines].join('\n');
  const report = await importText({ db: database.db, clock }, findImporter(importers, kind), text, { backfill: true });
  expect(report.problems).toEqual([]);
}

async function dutiesAt(asOf: string, rule: string): Promise<string[]> {
  const at = new Date(`${asOf}:00+08:00`);
  const rows = await evaluateDuties(ctx.db, {
    vocabulary: declaredVocabulary(),
    versions: await loadVersions(ctx.db, at),
    asOf: at,
    known: at,
    zone: ZONE,
    ruleIds: [rule],
  });
  return rows.map((r) => `${r.subject} ${r.anchor} ${r.start} ${r.until} ${r.bearer} ${r.got}/${r.need} ${r.status}`);
}

describe('[RUL-2] 酒店销售部', () => {
  const HEADER = '流水号,事实,对象类型,对象,工号,时间,有效,新客户,竞争对手';

  test('每个工作日十个有效电话，拜访不超十家且半数为新', async () => {
    await open('hotel-sales');
    const calls = Array.from(
      { length: 11 },
      (_, i) => `C${i},销售电话,客户,K1,S1,2025-03-03T09:${10 + i},${i === 10 ? '否' : '是'},,`,
    );
    const visits = Array.from(
      { length: 11 },
      (_, i) => `V${i},visit.paid,客户,K2,S1,2025-03-04T09:${10 + i},,${i < 5 ? '是' : '否'},`,
    );
    await load('facts', HEADER, ...calls, ...visits);
    expect(await dutiesAt('2025-03-05T00:00', 'HTL-1')).toEqual([
      'S1 2025-03-03 2025-03-03 2025-03-04 S1 10/10 fulfilled',
      'S1 2025-03-04 2025-03-04 2025-03-05 S1 0/10 breached',
    ]);
    expect(await dutiesAt('2025-03-05T00:00', 'HTL-2a')).toEqual([
      'S1 2025-03-04 2025-03-04 2025-03-05 S1 11/10 breached',
    ]);
    expect(await dutiesAt('2025-03-05T00:00', 'HTL-2b')).toEqual([
      'S1 2025-03-04 2025-03-04 2025-03-05 S1 4545/5000 breached',
    ]);
  });

  test('协议一周内有预订即失效；没有的，满一周后须致电', async () => {
    await open('hotel-sales');
    await load(
      'facts',
      HEADER,
      'A1,签订协议,客户,K1,S1,2025-03-03T10:00,,,',
      'A2,签订协议,客户,K2,S1,2025-03-03T10:00,,,',
      'A3,签订协议,客户,K3,S1,2025-03-03T10:00,,,',
      'B1,预订,客户,K1,S1,2025-03-06T10:00,,,',
      'B2,预订,客户,K2,S1,2025-03-11T00:00,,,',
      'C1,销售电话,客户,K2,S1,2025-03-05T10:00,,,',
      'C2,销售电话,客户,K2,S1,2025-03-11T10:00,,,',
    );
    const row = (no: string, key: string, rest: string) => `${no} ${key} 2025-03-11 2025-03-13 S1 ${rest}`;
    expect(await dutiesAt('2025-03-06T00:00', 'HTL-3')).toEqual([
      row('K1', 'A1', '0/1 pending'),
      row('K2', 'A2', '0/1 pending'),
      row('K3', 'A3', '0/1 pending'),
    ]);
    expect(await dutiesAt('2025-03-13T00:00', 'HTL-3')).toEqual([
      row('K1', 'A1', '0/1 void'),
      row('K2', 'A2', '1/1 fulfilled'),
      row('K3', 'A3', '0/1 breached'),
    ]);
  });

  test('只有周六的比价计入，由部门的团队长承担', async () => {
    await open('hotel-sales');
    const on = (day: string, n: number) => `P${day}${n},比价,机构,D,S1,${day}T10:00,,,酒店${n}`;
    await load(
      'facts',
      HEADER,
      ...[1, 2, 3, 4, 5].map((n) => on('2025-03-08', n)),
      on('2025-03-15', 1),
      on('2025-03-14', 2),
    );
    expect(await dutiesAt('2025-03-17T00:00', 'HTL-4')).toEqual([
      'D 2025-03-03 2025-03-03 2025-03-10 L1 5/5 fulfilled',
      'D 2025-03-10 2025-03-10 2025-03-17 L1 1/5 breached',
    ]);
  });
});

describe('[RUL-2] 小企业贷款', () => {
  const HEADER = '流水号,事实,对象类型,对象,工号,时间,关联,金额,结论,到期日';

  test('退回补正不重新起算；不同意的不必放款；到期前的窗口', async () => {
    await open('sme-loans');
    await load(
      'facts',
      HEADER,
      'A1,受理申请,客户,K1,S1,2025-03-03T10:00,,"1,000,000",,',
      'A2,受理申请,客户,K2,S1,2025-03-03T10:00,,500000.50,,',
      'I1,完成调查,客户,K1,S1,2025-03-04T17:00,A1,,,',
      'I2,完成调查,客户,K2,S1,2025-03-05T09:00,A2,,,',
      'R1,退回补正,客户,K1,S1,2025-03-05T10:00,A1,,,',
      'R2,重新提交,客户,K1,S1,2025-03-10T10:00,A1,,,',
      'D1,审批,客户,K1,P1,2025-03-12T09:00,A1,,同意,',
      'D2,审批,客户,K2,P1,2025-03-06T09:00,A2,,refused,',
      'L1,放款,客户,K1,P1,2025-03-13T09:00,A1,,,2025-05-30',
    );
    const at = '2025-05-10T00:00';
    expect(await dutiesAt(at, 'SME-1')).toEqual([
      'K1 A1 2025-03-03T10:00 2025-03-05 S1 1/1 fulfilled',
      'K2 A2 2025-03-03T10:00 2025-03-05 S1 1/1 late',
    ]);
    expect(await dutiesAt(at, 'SME-2a')).toEqual([
      'K1 A1 2025-03-03T10:00 2025-03-13 P1 1/1 fulfilled',
      'K2 A2 2025-03-03T10:00 2025-03-13 P1 1/1 fulfilled',
    ]);
    expect(await dutiesAt(at, 'SME-2b')).toEqual([
      'K1 A1 2025-03-03T10:00 2025-03-13 P1 1/1 late',
      'K2 A2 2025-03-03T10:00 2025-03-13 P1 0/1 void',
    ]);
    expect(await dutiesAt('2025-04-20T00:00', 'SME-3')).toEqual([
      'K1 L1@2025-05-30 2025-04-30 2025-05-24 P1 0/1 pending',
    ]);
    expect(await dutiesAt(at, 'SME-3')).toEqual(['K1 L1@2025-05-30 2025-04-30 2025-05-24 P1 0/1 open']);
  });

  test('逐笔导入后的义务与全量推算相同，撤回亦然', async () => {
    await open('sme-loans');
    await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
    clock.advance({ minutes: 3 * 24 * 60 });
    await load(
      'facts',
      HEADER,
      'A1,受理申请,客户,K1,S1,2025-03-03T10:00,,1,,',
      'I1,完成调查,客户,K1,S1,2025-03-04T07:00,A1,,,',
    );
    const live = () => ctx.db.selectFrom('duty').select(['rule_id', 'status']).orderBy('rule_id').execute();
    expect(await live()).toMatchObject([{ status: 'fulfilled' }, { status: 'open' }, { status: 'open' }]);
    await load('facts', `${HEADER},撤回`, 'A1,受理申请,客户,K1,S1,2025-03-03T10:00,,1,,,是');
    expect(new Set((await live()).map(({ status }) => status))).toEqual(new Set(['void']));
  });
});
