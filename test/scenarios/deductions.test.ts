import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeEach(async () => {
  world = await assessmentWorld();
  world.clock.set('2026-03-20T09:00:00+08:00');
});
afterEach(() => world.close());

type Name = Parameters<AssessmentWorld['as']>[0];
type Row = { id: number; version: number; tariff: string | null; deduction: string | null };
type Month = { sum: string; most: string | null; lines: { title: string; amount: string }[] };

const problemOf = (answer: { body: { problems?: { code: string; text: string }[] } }) => answer.body.problems?.[0];

async function filed(fault: string, day = '2026-03-18'): Promise<Row> {
  const answer = await world.as('团队长').post('/api/registers/incident', {
    staff_id: world.ids.王经理,
    occurred_at: `${day}T10:00:00+08:00`,
    fault,
    description: '查岗时不在岗',
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.row as Row;
}
const confirm = ({ id, version }: Row, deduction?: string) =>
  world.as('南行长').post(`/api/registers/incident/${id}/confirm`, { version, comment: '属实', deduction });
const earns = (amount: string, from = '2026-01-01') =>
  sql`
    insert into monthly_wage (no, staff_id, from_date, amount, entered_by, recorded_at)
    values (${`GZ${from}`}, ${world.ids.王经理}, ${from}, ${amount}, ${world.ids.审计}, '2026-01-01T00:00:00Z')`.execute(
    world.db,
  );
const month = async (who: Name, query = '') =>
  (await world.as(who).get(`/api/deductions${query}`)).body as unknown as Month;

describe('[ASM-16] 经济处罚记为绩效扣减，有限度', () => {
  test('默认不扣；由认定人决定扣多少，至多为规定金额，本人看得到', async () => {
    await earns('6000');
    expect((await confirm(await filed('DAY-13/off-post'))).body.row).toMatchObject({
      tariff: '100.00',
      deduction: null,
    });
    const second = await filed('DAY-14/off-post');
    expect(problemOf(await confirm(second, '200.01'))).toMatchObject({ code: 'DEDUCTION_BEYOND_TARIFF' });
    expect(problemOf(await confirm(second, '-1'))).toMatchObject({ code: 'DEDUCTION_BEYOND_TARIFF' });
    expect((await confirm(second, '150')).body.row).toMatchObject({ deduction: '150.00', tariff: '200.00' });
    expect(await month('王经理')).toMatchObject({
      sum: '150.00',
      most: '1200.00',
      lines: [{ title: '脱岗', amount: '150.00' }],
    });
  });

  test('没有规定金额的项目不能扣减', async () => {
    await earns('6000');
    expect(problemOf(await confirm(await filed('ASM-1/rivalry'), '50'))?.code).toBe('DEDUCTION_WITHOUT_TARIFF');
  });

  test('工资不明的一分不扣，并说明；不扣减仍可认定', async () => {
    const row = await filed('DAY-14/late');
    expect(problemOf(await confirm(row, '50'))).toMatchObject({
      code: 'DEDUCTION_WAGE_UNKNOWN',
      text: expect.stringContaining('月工资'),
    });
    await earns('6000', '2026-04-01');
    expect(problemOf(await confirm(row, '50'))?.code).toBe('DEDUCTION_WAGE_UNKNOWN');
    expect((await confirm(row)).status).toBe(200);
  });

  test('当月合计超出限度即拦截，说明还可扣多少；次月重新计算', async () => {
    await earns('2230');
    expect((await confirm(await filed('DAY-14/off-post'), '200')).status).toBe(200);
    const row = await filed('DAY-14/late', '2026-03-19');
    expect(problemOf(await confirm(row, '50'))).toMatchObject({
      code: 'DEDUCTION_BEYOND_WAGE',
      text: expect.stringContaining('还可扣减 30.00 元'),
    });
    world.clock.set('2026-04-01T09:00:00+08:00');
    expect((await confirm(row, '50')).status).toBe(200);
    expect([(await month('王经理', '?month=2026-03-01')).sum, (await month('王经理')).sum]).toEqual([
      '200.00',
      '50.00',
    ]);
  });

  test('两人同时认定，不会各扣到底', async () => {
    await earns('2230');
    const [a, b] = [await filed('DAY-14/off-post'), await filed('DAY-14/off-post', '2026-03-19')];
    const answers = await Promise.all([confirm(a, '200'), confirm(b, '200')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('申诉撤销，扣减随之复原', async () => {
    await earns('6000');
    const row = await filed('DAY-14/absent');
    await confirm(row, '50');
    const appealed = await world
      .as('王经理')
      .post('/api/registers/appeal', { incident_id: row.id, statement: '当日住院，有诊断证明' });
    const { id, version } = appealed.body.row as Row;
    await world.as('分行行长').post(`/api/registers/appeal/${id}/overturn`, { version, decision: '属实' });
    expect(await month('王经理')).toMatchObject({ sum: '0', lines: [] });
  });

  test('主管看得到扣了多少，看不到工资所定的限度；别人什么都看不到', async () => {
    await earns('6000');
    await confirm(await filed('DAY-14/late'), '50');
    const staff = `?staff=${world.ids.王经理}`;
    expect(await month('团队长', staff)).toMatchObject({ sum: '50.00', most: null });
    expect((await world.as('李经理').get(`/api/deductions${staff}`)).status).toBe(404);
    expect((await world.as('南行长').get('/api/registers/monthly-wage')).body.rows).toEqual([]);
  });
});

describe('[DAY-14] 考勤过错的处理阶梯', () => {
  test('一年内第 3 次谈话告诫，第 6 次警告并限期整改，第 10 次待岗；一日之内算一次', async () => {
    for (let day = 1; day <= 10; day++) {
      await confirm(
        await filed(day % 2 === 0 ? 'DAY-14/late' : 'DAY-14/absent', `2026-03-${String(day).padStart(2, '0')}`),
      );
    }
    await confirm(await filed('DAY-14/early', '2026-03-10'));
    const list = await world.as('南行长').get('/api/registers/measure');
    const steps = (list.body.rows as { title: string; rank: number }[])
      .sort((a, b) => a.rank - b.rank)
      .map(({ rank, title }) => `${rank} ${title}`);
    expect(steps).toEqual([
      '3 谈话告诫',
      '4 谈话告诫',
      '5 谈话告诫',
      '6 警告并限期整改',
      '7 警告并限期整改',
      '8 警告并限期整改',
      '9 警告并限期整改',
      '10 待岗',
    ]);
  });
});
