import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeEach(async () => {
  world = await assessmentWorld();
  world.clock.set('2026-03-20T09:00:00+08:00');
});
afterEach(() => world.close());

type Name = Parameters<AssessmentWorld['as']>[0];
type Row = { id: number; version: number; state: string };

const codeOf = (answer: { body: { problems?: { code: string }[] } }) => answer.body.problems?.[0]?.code;
const totalOf = async (name: Name) => (await world.as(name).get('/api/points')).body.total;

function file(by: Name, fault: string, values: object = {}) {
  return world.as(by).post('/api/registers/incident', {
    staff_id: world.ids.王经理,
    occurred_at: '2026-03-18T10:00:00+08:00',
    fault,
    description: '抽查时发现',
    ...values,
  });
}
async function filed(by: Name, fault: string, values: object = {}): Promise<Row> {
  const answer = await file(by, fault, values);
  expect(answer.status).toBe(200);
  return answer.body.row as Row;
}
const judge = (by: Name, { id, version }: Row, action: 'confirm' | 'dismiss') =>
  world.as(by).post(`/api/registers/incident/${id}/${action}`, { version, comment: '核查属实' });
const edit = (by: Name, { id, version }: Row, values: object) =>
  world.as(by).patch(`/api/registers/incident/${id}`, { version, ...values });
async function confirmed(fault: string, values: object = {}): Promise<Row> {
  const answer = await judge('南行长', await filed('团队长', fault, values), 'confirm');
  expect(answer.status).toBe(200);
  return answer.body.row as Row;
}
async function overturn(ground: object): Promise<void> {
  const appealed = await world.as('王经理').post('/api/registers/appeal', { ...ground, statement: '情况不属实' });
  expect(appealed.status).toBe(200);
  const { id, version } = appealed.body.row as Row;
  const decided = await world
    .as('分行行长')
    .post(`/api/registers/appeal/${id}/overturn`, { version, decision: '证据不足' });
  expect(decided.status).toBe(200);
}

describe('过错的登记与认定', () => {
  test('[ASM-1] 登记不扣分，经他人认定才按积分表扣分', async () => {
    const row = await filed('团队长', 'ASM-1/disclosure');
    expect(await totalOf('王经理')).toBe('0');
    expect((await judge('南行长', row, 'confirm')).status).toBe(200);
    const points = await world.as('王经理').get('/api/points');
    expect(points.body).toMatchObject({
      total: '10',
      entries: [{ clause: 'ASM-1', label: '泄露秘密', points: '10', onDate: '2026-03-18', enteredBy: '职员P1' }],
    });
  });

  test('[ASM-1] 造成影响的加重', async () => {
    await confirmed('ASM-1/rivalry', { circumstances: ['impact'] });
    expect(await totalOf('王经理')).toBe('7.5');
  });

  test('[ASM-3] 信贷操作过错按其表扣分，数个行为相加', async () => {
    await confirmed('ASM-3/collateral-formalities');
    await confirmed('ASM-3/papers');
    expect(await totalOf('王经理')).toBe('12');
  });

  test('[ASM-1] 登记人、本人和非上级都不能认定；不能登记本人', async () => {
    const row = await filed('团队长', 'ASM-1/rivalry');
    expect(codeOf(await judge('团队长', row, 'confirm'))).toBe('OWN_CAUSE');
    expect((await judge('王经理', row, 'dismiss')).status).toBe(403);
    expect((await judge('北行长', row, 'confirm')).status).toBe(404);
    expect((await judge('审计', row, 'confirm')).status).toBe(403);
    expect(codeOf(await file('团队长', 'ASM-1/rivalry', { staff_id: world.ids.团队长 }))).toBe('OWN_CAUSE');
  });

  test('[ASM-1] 待认定的过错，当事人本人不能修改，也不能改成别人的或改成自己的', async () => {
    const about = await filed('审计', 'ASM-1/rivalry', { staff_id: world.ids.团队长 });
    expect(codeOf(await edit('团队长', about, { description: '没有这回事' }))).toBe('OWN_CAUSE');
    expect(codeOf(await edit('团队长', about, { staff_id: world.ids.王经理 }))).toBe('OWN_CAUSE');
    const other = await filed('审计', 'ASM-1/rivalry');
    expect(codeOf(await edit('团队长', other, { staff_id: world.ids.团队长 }))).toBe('OWN_CAUSE');
    expect((await edit('团队长', other, { description: '补充经过' })).status).toBe(200);
  });

  test('[ASM-1] 同级之间不能认定', async () => {
    const row = await filed('审计', 'ASM-1/rivalry', { staff_id: world.ids.团队长 });
    expect(codeOf(await judge('副团队长', row, 'confirm'))).toBe('INCIDENT_NOT_YOURS');
    expect((await judge('南行长', row, 'confirm')).status).toBe(200);
  });

  test('[ASM-1] 不予认定不扣分', async () => {
    expect((await judge('南行长', await filed('审计', 'ASM-1/refusal'), 'dismiss')).status).toBe(200);
    expect(await totalOf('王经理')).toBe('0');
  });

  test('[ASM-1] 表中没有的项目、情节和将来的时间都拒绝', async () => {
    expect(codeOf(await file('团队长', 'ASM-1/boredom'))).toBe('INCIDENT_ITEM');
    expect(codeOf(await file('团队长', 'ASM-3/papers', { circumstances: ['impact'] }))).toBe('INCIDENT_CIRCUMSTANCE');
    expect(codeOf(await file('团队长', 'ASM-1/rivalry', { occurred_at: '2026-03-21T10:00:00+08:00' }))).toBe(
      'INCIDENT_IN_FUTURE',
    );
    expect(codeOf(await file('团队长', 'ASM-1/rivalry', { occurred_at: '2025-12-31T10:00:00+08:00' }))).toBe(
      'INCIDENT_ITEM',
    );
  });

  test('[ASM-5] 申诉撤销，积分自动冲回', async () => {
    const { id } = await confirmed('ASM-1/disclosure');
    await overturn({ incident_id: id });
    expect(await totalOf('王经理')).toBe('0');
    const points = await world.as('王经理').get('/api/points');
    expect(points.body.entries).toMatchObject([{ reverses: true, points: '-10' }, { reversed: true }]);
  });
});

describe('一个行为', () => {
  const link = (by: Name, ...incidents: Row[]) =>
    world.as(by).post('/api/acts', { faults: incidents.map(({ id }) => ({ incidentId: id })), reason: '同一次谈话' });

  test('[ASM-1] 一个行为触犯数条，从一重', async () => {
    const [light, grave] = [await confirmed('ASM-1/rivalry'), await confirmed('ASM-1/disclosure')];
    expect(await totalOf('王经理')).toBe('15');
    expect((await link('南行长', light, grave)).body).toMatchObject({ entered: [], reversed: ['-5'] });
    expect(await totalOf('王经理')).toBe('10');
  });

  test('[ASM-5] 最重的一条撤销后，次重的自动补上；拆开后各自计分', async () => {
    const [light, grave, third] = [
      await confirmed('ASM-1/rivalry'),
      await confirmed('ASM-1/disclosure'),
      await confirmed('ASM-3/papers'),
    ];
    const { act } = (await link('南行长', light, grave, third)).body as unknown as { act: number };
    await overturn({ incident_id: grave.id });
    expect(await totalOf('王经理')).toBe('5');
    const dissolved = await world.as('南行长').post(`/api/acts/${act}/dissolve`, { reason: '并非一次' });
    expect(dissolved.status).toBe(200);
    expect(await totalOf('王经理')).toBe('7');
  });

  test('[ASM-1] 只有上级能合并，一条不能属于两个行为，两个人的不是一个行为', async () => {
    const [a, b] = [await confirmed('ASM-1/rivalry'), await confirmed('ASM-1/disclosure')];
    expect((await link('王经理', a, b)).status).toBe(403);
    expect(codeOf(await link('北行长', a, b))).toBe('ACT_UNKNOWN');
    const other = await confirmed('ASM-3/papers', { staff_id: world.ids.李经理 });
    expect(codeOf(await link('南行长', a, other))).toBe('ACT_TWO_PEOPLE');
    expect((await link('南行长', a, b)).status).toBe(200);
    expect(codeOf(await link('南行长', a, b))).toBe('ACT_LINKED');
  });
});

describe('查岗与外出抽查', () => {
  test('[DAY-13] 脱岗落到积分；首次警示，再犯待岗', async () => {
    await confirmed('DAY-13/off-post');
    await confirmed('DAY-13/private-errand', { occurred_at: '2026-03-19T15:00:00+08:00' });
    expect(await totalOf('王经理')).toBe('4');
    const list = await world.as('南行长').get('/api/registers/measure');
    expect(
      (list.body.rows as { title: string; rank: number }[]).map(({ title, rank }) => [rank, title]).sort(),
    ).toEqual([
      [1, '警示'],
      [2, '待岗'],
    ]);
  });
});

describe('取消资格', () => {
  test('[ASM-1] 弄虚作假不计积分，直接提出取消资格，由有权人下达', async () => {
    await confirmed('ASM-1/forgery');
    expect(await totalOf('王经理')).toBe('0');
    const list = await world.as('业务部').get('/api/registers/measure');
    expect(list.body.rows).toMatchObject([{ title: '取消资格', state: 'proposed', rank: 1 }]);
    const [row] = list.body.rows as Row[];
    const issue = (by: Name) =>
      world.as(by).post(`/api/registers/measure/${row?.id}/issue`, { version: row?.version, comment: '请交回工牌' });
    expect(codeOf(await issue('南行长'))).toBe('MEASURE_NOT_YOURS');
    expect((await issue('业务部')).status).toBe(200);
  });
});
