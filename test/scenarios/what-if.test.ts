import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { modules } from '../../src/modules/index.ts';
import {
  checkedRulebook,
  createScenario,
  deleteScenario,
  publishRulebook,
  readTemplate,
  runScenario,
  scenarioSummary,
} from '../../src/modules/rulebook/public.ts';
import { listScenarioDuties } from '../../src/modules/rulebook/what-if/list-duties.ts';
import type { Context } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { emptyHistory, type FactVersion, type History } from '../oracle/history.ts';
import { loadHistory } from '../oracle/load.ts';
import { STATUTORY } from '../oracle/statutory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';

const EARLY = '2024-12-01T09:00';
const clock = frozenClock('2025-07-10T09:00:00+08:00');
const RANGE = { from: '2025-01-01' as CivilDate, until: '2025-07-01' as CivilDate };

/** S1 visits the customer of 200 万 once in each month of the half-year, S2 never visits his. */
const visits: FactVersion[] = [1, 2, 3, 4, 5, 6].map((month) => ({
  kind: 'contact',
  key: `C${month}`,
  customer: 'K1',
  actor: 'S1',
  occurredAt: `2025-0${month}-12T10:00`,
  method: 'visit',
  result: null,
  ref: null,
  dueOn: null,
  retracted: false,
  recordedAt: `2025-0${month}-12T11:00`,
}));

const history: History = {
  ...emptyHistory(),
  institutions: [
    { no: 'H', parent: null },
    { no: 'B', parent: 'H' },
  ],
  staff: ['S1', 'S2'],
  calendar: STATUTORY,
  customers: ['K1', 'K2'].map((no) => ({ no, openedOn: '2024-01-01', institution: 'B', recordedAt: EARLY })),
  custody: ['S1', 'S2'].map((staff, i) => ({
    customer: `K${i + 1}`,
    role: 'primary' as const,
    staff,
    from: '2024-01-01',
    until: null,
    recordedAt: EARLY,
  })),
  balances: ['K1', 'K2'].map((customer) => ({
    customer,
    from: '2025-01-01',
    deposit: 2_000_000,
    credit: 0,
    loan: 0,
    recordedAt: EARLY,
  })),
  facts: visits,
};

let database: TestDatabase;
let ctx: Context;
let inForce: Rulebook;
beforeAll(async () => {
  expect(modules.length).toBeGreaterThan(0);
  database = await createTestDatabase();
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  await loadHistory(ctx.db, history);
  // 只留走访频次一条，手算才看得清。
  const template = await readTemplate('standard');
  const { 'hours.CUS-1b': _, 'hours.contact': __, ...parameters } = template.parameters;
  const rules = template.rules.filter(({ id }) => id === 'CUS-1b');
  inForce = { ...template, parameters, ladders: [ladder()], rules };
  await publishRulebook(ctx, inForce, {
    effectiveOn: '2025-01-01',
    publishedAt: new Date('2024-12-31T00:00:00+08:00'),
  });
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
});
afterAll(() => database.drop());

function ladder(): Rulebook['ladders'][number] {
  return {
    id: 'ASM-4',
    clause: 'ASM-4',
    title: '走访不到位',
    counts: { rules: ['CUS-1b'], items: [] },
    distinct: 'breach',
    window: { months: 6 },
    resetAfter: 'never',
    steps: [{ id: 'admonition', title: '谈话告诫', from: 4, issuedBy: ['leader'], rectification: false }],
  };
}

/** 中等客户每月走访 `times` 次. */
function draft(times: number): Rulebook {
  const hours = { label: '每次走访工时', value: '1.5', unit: '小时', clause: 'CUS-1' };
  const often = { ...inForce.parameters['visits.middle'], value: times } as Rulebook['parameters'][string];
  const parameters = { ...inForce.parameters, 'visits.middle': often, 'hours.CUS-1b': hours };
  return checkedRulebook({ ...inForce, parameters });
}

async function tried(rulebook: Rulebook) {
  const id = await createScenario(ctx, { title: '加访', draftId: null, rulebook, ...RANGE });
  await runScenario(ctx, id);
  return scenarioSummary(ctx, id);
}

async function liveRows(): Promise<unknown> {
  const { rows } = await sql`
    select md5(string_agg(t::text, ',' order by t::text)) from (
      select * from duty union all select * from duty where false
    ) t`.execute(ctx.db);
  const breaches = await sql`select md5(string_agg(b::text, ',' order by id)) from breach b`.execute(ctx.db);
  return [rows, breaches.rows];
}

describe('[RUL-6] 推演', () => {
  test('[RUL-6] 每月一次改为两次：谁会不达标、多少次、多少工时、多少积分，如手算', async () => {
    const { rules, people } = await tried(draft(2));
    // 只有草案估了工时，现行也按它算：新的估计不是新的工作。
    // 两户、六个月。现行：S1 都办成，S2 六次未办。草案：S1 每月只有一次，也都未办成。
    expect(rules).toEqual([
      {
        rule: 'CUS-1b',
        clause: 'CUS-1',
        title: '中等客户每月走访',
        before: { duties: 12, need: 12, failed: 6, hours: '18', points: '6' },
        after: { duties: 12, need: 24, failed: 12, hours: '36', points: '12' },
      },
    ]);
    expect(people.map(({ staff, before, after }) => [staff, before.failed, after.failed])).toEqual([
      ['S1', 0, 6],
      ['S2', 6, 6],
    ]);
  });

  test('[RUL-6] 处理阶梯随之多出谁，同日同次不重复计', async () => {
    const { consequences } = await tried(draft(2));
    // 六个月内第四次起每次告诫：现行 S2 三次，草案 S1、S2 各三次。
    expect(consequences).toEqual([{ ladder: '走访不到位', step: '谈话告诫', before: 3, after: 6, newly: ['S1 S1'] }]);
  });

  test('[RUL-6] 草案不动的规则，阶梯前后相同；区间首日零点到期的是前一天的事', async () => {
    // 草案只加一条别的规则；S2 二月至六月五次未办，第四、五次告诫，一月那次（二月一日零点到期）不在区间。
    const template = await readTemplate('standard');
    const more = template.rules.filter(({ id }) => id === 'CUS-1c');
    const rulebook = checkedRulebook({ ...inForce, rules: [...inForce.rules, ...more] });
    const from = '2025-02-01' as CivilDate;
    const id = await createScenario(ctx, { title: '加一条', draftId: null, rulebook, ...RANGE, from });
    await runScenario(ctx, id);
    const { consequences } = await scenarioSummary(ctx, id);
    expect(consequences).toEqual([{ ladder: '走访不到位', step: '谈话告诫', before: 2, after: 2, newly: [] }]);
  });

  test('[RUL-6] 逐笔点名，翻页不漏不重', async () => {
    const { id } = await tried(draft(2));
    const first = await listScenarioDuties(ctx, { id, change: 'failing', limit: 4 });
    const second = await listScenarioDuties(ctx, { id, change: 'failing', limit: 4, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ subject, anchor }) => `${subject} ${anchor}`)).toEqual(
      [1, 2, 3, 4, 5, 6].map((month) => `K1 2025-0${month}-01`),
    );
    expect(first.items[0]).toMatchObject({
      before: { bearer: 'S1', need: 1, got: 1, status: 'fulfilled' },
      after: { bearer: 'S1', need: 2, got: 1, status: 'breached' },
    });
    expect(second.next).toBeNull();
    expect((await listScenarioDuties(ctx, { id, change: 'relieved', limit: 9 })).items).toEqual([]);
    expect((await listScenarioDuties(ctx, { id, change: 'all', limit: 20 })).items).toHaveLength(12);
  });

  test('[RUL-6] 现行义务和违规一行不动，删去推演也不留痕迹', async () => {
    const before = await liveRows();
    const { id } = await tried(draft(3));
    expect(await liveRows()).toEqual(before);
    await deleteScenario(ctx, id);
    const left = await sql`select from scenario_duty where scenario_id = ${id}`.execute(ctx.db);
    expect(left.rows).toEqual([]);
    await expect(scenarioSummary(ctx, id)).rejects.toThrow('没有这次推演');
  });

  test('[RUL-6] 与现行相同的草案没有差别；取消规则则义务尽去', async () => {
    expect((await tried(inForce)).rules).toEqual([]);
    const { rules } = await tried({ ...inForce, rules: [], ladders: [] });
    expect(rules[0]).toMatchObject({ before: { duties: 12, failed: 6 }, after: { duties: 0, failed: 0, points: '0' } });
  });

  test('[RUL-6] 中途取消，什么都不留下', async () => {
    const id = await createScenario(ctx, { title: '取消', draftId: null, rulebook: draft(2), ...RANGE });
    const given = new AbortController();
    const running = runScenario(ctx, id, { signal: given.signal, progress: () => given.abort() });
    await expect(running).rejects.toThrow();
    expect((await scenarioSummary(ctx, id)).finishedAt).toBeNull();
    expect((await listScenarioDuties(ctx, { id, change: 'all', limit: 9 })).items).toEqual([]);
  });

  test('[RUL-6] 区间须已过去', async () => {
    const asked = { title: '未来', draftId: null, rulebook: draft(2) };
    await expect(
      createScenario(ctx, { ...asked, from: '2025-07-01' as CivilDate, until: '2025-08-01' as CivilDate }),
    ).rejects.toThrow('止日不能晚于今天');
    await expect(
      createScenario(ctx, { ...asked, from: '2025-07-01' as CivilDate, until: '2025-07-01' as CivilDate }),
    ).rejects.toThrow('止日须晚于起日');
  });
});
