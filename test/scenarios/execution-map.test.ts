import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modules } from '../../src/modules/index.ts';
import { drillDown } from '../../src/modules/rulebook/execution/drill-down.ts';
import { executionMap } from '../../src/modules/rulebook/execution/execution-map.ts';
import { refreshExecution } from '../../src/modules/rulebook/execution/refresh.ts';
import { publishRulebook, readTemplate } from '../../src/modules/rulebook/public.ts';
import type { Context, Principal } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { emptyHistory, type FactVersion, type History } from '../oracle/history.ts';
import { loadHistory } from '../oracle/load.ts';
import { STATUTORY } from '../oracle/statutory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { type RulebookWorld, rulebookWorld } from './rulebook-world.ts';

const EARLY = '2024-12-01T09:00';
const clock = frozenClock('2025-07-10T09:00:00+08:00');
const MONTHS = [1, 2, 3, 4, 5, 6];

const visit = (customer: string, actor: string, at: string, recordedAt: string): FactVersion => ({
  kind: 'contact',
  key: `${customer} ${at}`,
  customer,
  actor,
  occurredAt: at,
  method: 'visit',
  result: null,
  ref: null,
  dueOn: null,
  retracted: false,
  recordedAt,
});
const lastDays = [31, 28, 31, 30, 31, 30];

/** K1 is visited in the middle of each month, K2 never, K3 always entered in the last quarter of an hour. */
const history: History = {
  ...emptyHistory(),
  institutions: [
    { no: 'H', parent: null },
    { no: 'B', parent: 'H' },
    { no: 'N', parent: 'H' },
  ],
  staff: ['S1', 'S2', 'S3'],
  calendar: STATUTORY,
  customers: ['K1', 'K2', 'K3'].map((no) => ({
    no,
    openedOn: '2024-01-01',
    institution: no === 'K3' ? 'N' : 'B',
    recordedAt: EARLY,
  })),
  custody: ['S1', 'S2', 'S3'].map((staff, i) => ({
    customer: `K${i + 1}`,
    role: 'primary' as const,
    staff,
    from: '2024-01-01',
    until: null,
    recordedAt: EARLY,
  })),
  balances: ['K1', 'K2', 'K3'].map((customer) => ({
    customer,
    from: '2025-01-01',
    deposit: 2_000_000,
    credit: 0,
    loan: 0,
    recordedAt: EARLY,
  })),
  facts: MONTHS.flatMap((month) => {
    const end = `2025-0${month}-${lastDays[month - 1]}`;
    return [
      visit('K1', 'S1', `2025-0${month}-12T10:00`, `2025-0${month}-12T11:00`),
      visit('K3', 'S3', `${end}T16:00`, `${end}T23:45`),
    ];
  }),
};

let database: TestDatabase;
let ctx: Context;
const ids: Record<string, number> = {};

function asBusiness(): Principal {
  const head = { role: 'business' as const, post: '业务', institutionId: ids.H ?? 0, ord: 0, ordUntil: 1_000_000 };
  return { accountId: 1, staffId: null, staffNo: null, name: '业务部', adminRole: null, appointments: [head] };
}

beforeAll(async () => {
  expect(modules.length).toBeGreaterThan(0);
  database = await createTestDatabase();
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  await loadHistory(ctx.db, history);
  const template = await readTemplate('standard');
  // 中等客户每月一次手算得清；重要客户一条没有一户适用。
  const rules = template.rules.filter(({ id }) => ['CUS-1a', 'CUS-1b', 'ORG-8b'].includes(id));
  await publishRulebook(
    ctx,
    { ...template, ladders: [], scores: [], grades: [], rules },
    { effectiveOn: '2025-01-01', publishedAt: new Date('2024-12-31T00:00:00+08:00') },
  );
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
  for (const { no, id } of await ctx.db.selectFrom('institution').select(['no', 'id']).execute()) ids[no] = id;
  ctx = { ...ctx, principal: asBusiness() };
  await refreshExecution(ctx);
});
afterAll(() => database.drop());

const lineOf = ({ rules }: Awaited<ReturnType<typeof executionMap>>, id: string) =>
  rules.find(({ rule }) => rule === id);

describe('[RUL-7] 制度执行地图', () => {
  test('[RUL-7] 按时率、逾期、进行中与走势，如手算', async () => {
    const map = await executionMap(ctx, { months: 12 });
    expect(map.refreshedAt).toEqual(clock.now());
    // 三户七个月：前六个月 K1、K3 各六次按时，K2 六次未办；七月三笔进行中。12 ÷ 18 = 66.7%。
    expect(lineOf(map, 'CUS-1b')).toMatchObject({
      duties: 21,
      fulfilled: 12,
      late: 0,
      breached: 6,
      inProgress: 3,
      onTime: 66.7,
      suspicion: null,
    });
    const trend = [...MONTHS.map((month) => ({ period: `2025-0${month}`, onTime: 66.7, decided: 3 }))];
    expect(lineOf(map, 'CUS-1b')?.trend).toEqual([...trend, { period: '2025-07', onTime: null, decided: 0 }]);
    // 只看最近三个月：五、六两月六笔已定，四笔按时。
    expect(lineOf(await executionMap(ctx, { months: 3 }), 'CUS-1b')).toMatchObject({
      duties: 9,
      fulfilled: 4,
      breached: 2,
    });
  });

  test('[RUL-7] 机构 × 条款，最差的机构与责任人在前', async () => {
    const { cells } = await executionMap(ctx, { months: 12 });
    expect(cells.map(({ institution, onTime, decided }) => [institution, onTime, decided])).toEqual([
      [ids.B, 50, 12],
      [ids.N, 100, 6],
    ]);
    const found = await drillDown(ctx, { rule: 'CUS-1b', months: 12 });
    expect(found.institutions.map(({ id, onTime }) => [id, onTime])).toEqual([
      [ids.B, 50],
      [ids.N, 100],
    ]);
    expect(found.people.map(({ no, breached, fulfilled }) => [no, breached, fulfilled])).toEqual([
      ['S2', 6, 0],
      ['S1', 0, 6],
      ['S3', 0, 6],
    ]);
    const below = await drillDown(ctx, { rule: 'CUS-1b', institution: ids.N, months: 12 });
    expect(below.people.map(({ no }) => no)).toEqual(['S3']);
  });

  test('[RUL-7] 从未触发、总在截止前几分钟才入账的，点名并列证据', async () => {
    const map = await executionMap(ctx, { months: 12 });
    expect(lineOf(map, 'CUS-1a')?.suspicion).toEqual({ kind: 'untriggered', since: '2025-01-01' });
    // 全行十二笔按时，只有 K3 的六笔在 23:45 入账，占一半，不到九成；单看 N 支行则是全部。
    const north = await executionMap(ctx, { months: 12, institution: ids.N });
    expect(lineOf(north, 'CUS-1b')?.suspicion).toEqual({ kind: 'rushed', rushed: 6, timed: 6, minutes: 30 });
    expect(map.unruled.length).toBeGreaterThan(0);
  });

  test('[RUL-7] 限额只数超限的次数，没有按时率；一直守住的不算流于形式', async () => {
    const kept = { limit: true, duties: 0, onTime: null, trend: [], suspicion: null };
    expect(lineOf(await executionMap(ctx, { months: 12 }), 'ORG-8b')).toMatchObject(kept);
    const [model] = await ctx.db
      .selectFrom('execution_tally')
      .selectAll()
      .where('institution_id', '=', ids.B ?? 0)
      .execute();
    if (!model) throw new Error('the branch has figures');
    const none = {
      duties: 3,
      fulfilled: 0,
      late: 1,
      breached: 2,
      waived: 0,
      void: 0,
      in_progress: 0,
      timed: 0,
      rushed: 0,
    };
    await ctx.db
      .insertInto('execution_tally')
      .values({ ...model, rule_id: 'ORG-8b', ...none })
      .execute();
    const map = await executionMap(ctx, { months: 12 });
    expect(lineOf(map, 'ORG-8b')).toMatchObject({ limit: true, late: 1, breached: 2, onTime: null, trend: [] });
    expect(map.cells.filter(({ rule }) => rule === 'ORG-8b')).toMatchObject([{ decided: 3, onTime: null }]);
    await ctx.db.deleteFrom('execution_tally').where('rule_id', '=', 'ORG-8b').execute();
  });

  test('[RUL-7] 义务变了，重算只动变了的期，结果与全部重算相同', async () => {
    const all = () =>
      ctx.db
        .selectFrom('execution_tally')
        .selectAll()
        .orderBy('period')
        .orderBy('rule_id')
        .orderBy('institution_ord')
        .execute();
    clock.set('2025-07-11T09:00:00+08:00');
    await ctx.db
      .updateTable('duty')
      .set({ status: 'waived', changed_at: clock.now() })
      .where('status', '=', 'breached')
      .where('period', '=', '2025-03')
      .execute();
    await refreshExecution(ctx);
    const kept = await all();
    expect(kept.find(({ period, waived }) => period === '2025-03' && waived > 0)).toMatchObject({
      breached: 0,
      waived: 1,
    });
    await ctx.db.deleteFrom('execution_mark').execute();
    await ctx.db.deleteFrom('execution_tally').execute();
    await refreshExecution(ctx);
    expect(await all()).toEqual(kept);
    expect(lineOf(await executionMap(ctx, { months: 12 }), 'CUS-1b')).toMatchObject({
      breached: 5,
      waived: 1,
      onTime: 70.6,
    });
  });
});

describe('[RUL-7] 谁看得到', () => {
  let world: RulebookWorld;
  beforeAll(async () => {
    world = await rulebookWorld(frozenClock('2026-03-10T09:00:00+08:00'));
    await refreshExecution(world.ctx);
  });
  afterAll(() => world.close());

  test('[RUL-7] 业务部和审计看全行，行长只看本机构以下，客户经理不看', async () => {
    type Map = { place: { name: string }; cells: unknown[] };
    for (const who of ['林起草', '审计'] as const) {
      const { status, body } = await world.as(who).get<Map>('/api/execution');
      expect([who, status, body.place.name]).toEqual([who, 200, '机构H']);
    }
    const own = await world.as('南行长').get<Map>('/api/execution');
    expect(own.body.place.name).toBe('机构S');
    const north = await world.db.selectFrom('institution').select('id').where('no', '=', 'N').executeTakeFirstOrThrow();
    expect((await world.as('南行长').get(`/api/execution?institution=${north.id}`)).status).toBe(404);
    expect((await world.as('南行长').get(`/api/execution/CUS-1a?institution=${north.id}`)).status).toBe(404);
    expect((await world.as('林起草').get(`/api/execution/CUS-1a?institution=${north.id}`)).status).toBe(200);
    expect((await world.as('张经理').get('/api/execution')).status).toBe(403);
    const people = await world.as('南行长').get<{ people: { name: string }[] }>('/api/execution/CUS-1a');
    expect(people.body.people.map(({ name }) => name)).toEqual(['张经理']);
  });
});
