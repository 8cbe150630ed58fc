import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import { modules } from '../../src/modules/index.ts';
import { type AsOfLine, asOfDay } from '../../src/modules/rulebook/as-of/as-of.ts';
import { owedOn } from '../../src/modules/rulebook/as-of/owed.ts';
import { publishRulebook, readTemplate } from '../../src/modules/rulebook/public.ts';
import type { Context, Principal } from '../../src/platform/context.ts';
import {
  declaredVocabulary,
  evaluateAll,
  evaluateDuties,
  loadVersions,
  refreshDuties,
} from '../../src/platform/duties/public.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import { emptyHistory, type History } from '../oracle/history.ts';
import { loadHistory } from '../oracle/load.ts';
import { STATUTORY } from '../oracle/statutory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { type RulebookWorld, rulebookWorld } from './rulebook-world.ts';

const EARLY = '2024-12-01T09:00';
const clock = frozenClock('2025-01-01T09:00:00+08:00');
const DAY = '2025-03-20' as CivilDate;

const NOS = ['K1', 'K2', 'K3', 'K4'];
const history: History = {
  ...emptyHistory(),
  institutions: [
    { no: 'H', parent: null },
    { no: 'B', parent: 'H' },
  ],
  staff: ['S1', 'S2'],
  calendar: STATUTORY,
  customers: NOS.map((no) => ({ no, openedOn: '2024-01-01', institution: 'B', recordedAt: EARLY })),
  custody: NOS.map((customer) => ({
    customer,
    role: 'primary' as const,
    staff: customer === 'K4' ? 'S2' : 'S1',
    from: '2024-01-01',
    until: null,
    recordedAt: EARLY,
  })),
  balances: NOS.map((customer) => ({
    customer,
    from: '2025-01-01',
    deposit: 2_000_000,
    credit: 0,
    loan: 0,
    recordedAt: EARLY,
  })),
};

let database: TestDatabase;
let ctx: Context;
const ids: Record<string, number> = {};
/** What was computed on the evening itself, as bytes. */
let recorded: string;

beforeAll(async () => {
  expect(modules.length).toBeGreaterThan(0);
  database = await createTestDatabase();
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  await loadHistory(ctx.db, history);
  const template = await readTemplate('standard');
  const rules = template.rules.filter(({ id }) => id === 'CUS-1b');
  await publishRulebook(
    ctx,
    { ...template, ladders: [], scores: [], grades: [], rules },
    { effectiveOn: '2025-01-01', publishedAt: new Date('2024-12-31T00:00:00+08:00') },
  );
  for (const { no, id } of await ctx.db.selectFrom('staff').select(['no', 'id']).execute()) ids[no] = id;
  for (const { no, id } of await ctx.db.selectFrom('customer').select(['no', 'id']).execute()) ids[no] = id;
  const head: Principal['appointments'][number] = {
    role: 'audit',
    post: '审计',
    institutionId: 1,
    ord: 0,
    ordUntil: 9,
  };
  const principal = { accountId: 1, staffId: null, staffNo: null, name: '审计', adminRole: null, appointments: [head] };

  // 三月十日：K1 走访过，当日入账。
  clock.set('2025-03-10T18:00:00+08:00');
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
  await visit('K1', 'V1', '2025-03-10T10:00');
  // 三月二十日夜里零点，全行推算一次并留底。
  clock.set('2025-03-21T00:00:00+08:00');
  const now = clock.now();
  const versions = await loadVersions(ctx.db, now);
  const everybody = { vocabulary: declaredVocabulary(), versions, asOf: now, known: now, zone: ctx.zone };
  const march = (await evaluateDuties(ctx.db, everybody)).filter(
    ({ bearer, anchor }) => bearer === 'S1' && anchor === '2025-03-01',
  );
  recorded = JSON.stringify(march);

  // 其后：K2 二十日的走访次日补录，K1 的走访撤回，K3 由业务部豁免。
  clock.set('2025-03-21T15:00:00+08:00');
  await visit('K2', 'V2', '2025-03-20T10:00');
  clock.set('2025-03-24T09:00:00+08:00');
  await visit('K1', 'V1', '2025-03-10T10:00', { retracted: true });
  await ctx.db
    .insertInto('waiver')
    .values({
      rule_id: 'CUS-1b',
      subject_id: ids.K3 ?? 0,
      from_date: '2025-03-01',
      until_date: '2025-03-02',
      clause: 'CUS-1',
      reason: '客户停业',
      approver_id: ids.S2 ?? 0,
      recorded_at: clock.now(),
    })
    .execute();
  clock.set('2025-04-15T09:00:00+08:00');
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
  ctx = { ...ctx, principal };
});
afterAll(() => database.drop());

async function visit(customer: string, key: string, at: string, more: { retracted?: boolean } = {}): Promise<void> {
  const subject = ids[customer] ?? 0;
  const fact = {
    kind: 'contact',
    key,
    subject_id: subject,
    actor_id: ids.S1 ?? 0,
    institution_id: null,
    method: 'visit',
  };
  const moved = await recordFacts(ctx, [{ ...fact, occurred_at: new Date(`${at}:00+08:00`), ...more }]);
  for (const { since } of moved) await refreshDuties(ctx, { subjectType: 'customer', subjectIds: [subject], since });
}

const lineOf = (lines: readonly AsOfLine[], no: string) => lines.find(({ subjectNo }) => subjectNo === no);
const person = () => ({ id: ids.S1 ?? 0, no: 'S1', name: 'S1' });

describe('[RUL-5] 追溯', () => {
  test('[RUL-5] 那天算出的义务，事后有补录、撤回、豁免，重算仍逐字节相同', async () => {
    const { past } = await owedOn(ctx, person(), DAY);
    expect(past.duties.map(({ subject, got, status }) => [subject, got, status])).toEqual([
      ['K1', 1, 'fulfilled'],
      ['K2', 0, 'open'],
      ['K3', 0, 'open'],
    ]);
    expect(JSON.stringify(past.duties)).toBe(recorded);
  });

  test('[RUL-5] 与今天有何不同、为什么，逐笔写明', async () => {
    const { lines, hidden } = await asOfDay(ctx, { staff: ids.S1 ?? 0, day: DAY });
    expect(hidden).toBe(0);
    expect(
      lines.map(({ subjectNo, past, hindsight, today }) => [subjectNo, past?.status, hindsight?.status, today?.status]),
    ).toEqual([
      ['K1', 'fulfilled', 'open', 'breached'],
      ['K2', 'open', 'fulfilled', 'fulfilled'],
      ['K3', 'open', 'waived', 'waived'],
    ]);
    const why = (no: string) => lineOf(lines, no)?.changes.map(({ kind, detail }) => [kind, detail]);
    expect(why('K1')).toEqual([['retracted', 'V1']]);
    expect(why('K2')).toEqual([['lateEntry', 'V2']]);
    expect(why('K3')).toEqual([['waived', 'CUS-1：客户停业']]);
  });

  test('[RUL-5] 今天的事今天看，未来不能看', async () => {
    const { lines } = await asOfDay(ctx, { staff: ids.S1 ?? 0, day: '2025-04-15' as CivilDate });
    expect(lines.map(({ anchor, changes }) => [anchor, changes])).toEqual(
      NOS.slice(0, 3).map(() => ['2025-04-01', []]),
    );
    await expect(asOfDay(ctx, { staff: ids.S1 ?? 0, day: '2025-04-16' as CivilDate })).rejects.toThrow(
      '只能追溯到今天',
    );
  });
});

describe('[RUL-5] 其后的更正、日历、撤回豁免', () => {
  const why = async (day: string, no: string) => {
    const { lines } = await asOfDay(ctx, { staff: ids.S1 ?? 0, day: day as CivilDate });
    const line = lineOf(lines, no);
    return [line?.past?.status, line?.hindsight?.status, line?.changes.map(({ kind, detail }) => [kind, detail])];
  };

  test('[RUL-5] 更正：走访改到别的月份，那天按当时所知已履行，按今天所知不是', async () => {
    expect(await why('2025-03-25', 'K2')).toEqual(['fulfilled', 'fulfilled', []]);
    clock.set('2025-04-16T09:00:00+08:00');
    await visit('K2', 'V2', '2025-04-02T10:00');
    expect(await why('2025-03-25', 'K2')).toEqual(['fulfilled', 'open', [['corrected', 'V2']]]);
  });

  test('[RUL-5] 更正：仍在本月的，列为更正而不是补录', async () => {
    clock.set('2025-04-17T09:00:00+08:00');
    await visit('K2', 'V2', '2025-04-03T10:00');
    expect((await why('2025-04-16', 'K2')).at(-1)).toEqual([['corrected', 'V2']]);
  });

  test('[RUL-5] 日历重新公布', async () => {
    clock.set('2025-04-18T09:00:00+08:00');
    // The loader numbers its days itself.
    await sql`insert into calendar_day (id, day, is_workday, name, recorded_at) overriding system value
      values (1000000, '2025-04-08', false, '停业', ${clock.now()})`.execute(ctx.db);
    expect((await why('2025-04-17', 'K1')).at(-1)).toEqual([['calendar', '2025-04-08']]);
  });

  test('[RUL-5] 撤回豁免', async () => {
    clock.set('2025-04-19T09:00:00+08:00');
    await ctx.db
      .updateTable('waiver')
      .set({ superseded_at: clock.now(), retracted_by: ids.S2 ?? 0, retraction_reason: '并未停业' })
      .execute();
    expect(await why('2025-03-25', 'K3')).toEqual(['waived', 'open', [['waiverRetracted', '并未停业']]]);
  });
});

describe('[RUL-5] 谁看得到', () => {
  let world: RulebookWorld;
  beforeAll(async () => {
    world = await rulebookWorld(frozenClock('2026-03-10T09:00:00+08:00'));
  });
  afterAll(() => world.close());

  test('[RUL-5] 本人、上级、审计可以追溯，别人不知有此人', async () => {
    const path = (name: '张经理' | '北经理') => `/api/as-of?staff=${world.ids[name]}&day=2026-03-09`;
    for (const who of ['张经理', '南团队长', '南行长', '林起草', '审计'] as const) {
      expect([who, (await world.as(who).get(path('张经理'))).status]).toEqual([who, 200]);
    }
    expect((await world.as('李经理').get(path('张经理'))).status).toBe(404);
    expect((await world.as('南行长').get(path('北经理'))).status).toBe(404);
    expect((await world.as('北经理').get(path('北经理'))).status).toBe(200);
    expect((await world.as('张经理').get(`/api/as-of?staff=${world.ids.张经理}&day=2026-03-11`)).status).toBe(422);
  });
});
