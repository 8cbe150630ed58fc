import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeEach(async () => {
  world = await assessmentWorld();
  world.clock.set('2026-09-10T09:00:00+08:00');
  await world.evaluate();
});
afterEach(() => world.close());

type Name = Parameters<AssessmentWorld['as']>[0];
type Breach = { id: number; version: number; anchor: string; rule: string };
type Measure = { id: number; version: number; title: string; rank: number; arose_on: string; state: string };

const codeOf = (answer: { body: { problems?: { code: string }[] } }) => answer.body.problems?.[0]?.code;

/** The breach of a month, `3` for March, which ended without a visit. */
async function breachOf(month: number): Promise<Breach> {
  const { body } = await world.as('王经理').get('/api/breaches?rule=CUS-1a');
  const found = (body.items as Breach[]).find(({ anchor }) => anchor === `2026-0${month}-01`);
  if (!found) throw new Error(`no breach of month ${month}`);
  return found;
}
async function confirm(...months: number[]): Promise<void> {
  for (const month of months) {
    const { id, version } = await breachOf(month);
    const answer = await world
      .as('团队长')
      .post(`/api/breaches/${id}/judge`, { version, judgement: 'confirm', reason: '没有走访' });
    expect(answer.status).toBe(200);
  }
}
async function measures(): Promise<Measure[]> {
  const { body } = await world.as('审计').get('/api/registers/measure?limit=100');
  return (body.rows as Measure[]).toSorted((a, b) => (a.arose_on < b.arose_on ? -1 : 1) || a.id - b.id);
}
const read = async () =>
  (await measures()).map(({ arose_on, rank, title, state }) => [arose_on, rank, title, state].join(' '));
async function measureOf(day: string): Promise<Measure> {
  const found = (await measures()).findLast(({ arose_on }) => arose_on === day);
  if (!found) throw new Error(`no measure of ${day}`);
  return found;
}
const act = (by: Name, { id, version }: Measure, action: string, values: object = {}) =>
  world.as(by).post(`/api/registers/measure/${id}/${action}`, { version, ...values });
const dutyStatus = async () => {
  const duty = await world.db.selectFrom('duty').selectAll().where('rule_id', '=', 'ASM-4').executeTakeFirst();
  return duty && `${duty.status} ${duty.got}/${duty.need}`;
};

describe('阶梯的提出', () => {
  test('[ASM-4] 谈话告诫、警告并限期整改、待岗，依次提出', async () => {
    await confirm(3, 4, 5, 6, 7, 8);
    expect(await read()).toEqual([
      '2026-04-30 2 谈话告诫 proposed',
      '2026-05-31 3 谈话告诫 proposed',
      '2026-06-30 4 警告并限期整改 proposed',
      '2026-07-31 5 警告并限期整改 proposed',
      '2026-08-31 6 待岗 proposed',
    ]);
  });

  test('[ASM-4] 按违规之日而不是认定之日排序：补认较早的一次，其后各次重新定级', async () => {
    await confirm(5, 6, 4);
    expect(await read()).toEqual(['2026-05-31 2 谈话告诫 proposed', '2026-06-30 3 谈话告诫 proposed']);
    await confirm(3);
    expect(await read()).toEqual([
      '2026-04-30 2 谈话告诫 proposed',
      '2026-05-31 3 谈话告诫 proposed',
      '2026-06-30 4 警告并限期整改 proposed',
    ]);
  });

  test('[ASM-4] 三个月没有再犯，重新计算', async () => {
    await confirm(3, 4, 7, 8);
    expect(await read()).toEqual(['2026-04-30 2 谈话告诫 proposed', '2026-08-31 2 谈话告诫 proposed']);
  });

  test('[ASM-4] 本人看得到自己在阶梯上的位置，再有一次将如何', async () => {
    await confirm(6, 7, 8);
    const points = await world.as('王经理').get('/api/points');
    expect(points.body.ladders).toMatchObject([
      { ladder: 'ASM-4', rank: 3, step: '谈话告诫', next: '警告并限期整改' },
      { ladder: 'DAY-13', rank: 0, step: null, next: '警示' },
      { ladder: 'DAY-14', rank: 0, step: null, next: null },
      { ladder: 'ASM-4-disqualification', rank: 0, step: null, next: '取消资格' },
    ]);
  });
});

describe('下达与整改', () => {
  beforeEach(() => confirm(3, 4, 5, 6));
  const issue = async () =>
    act('南行长', await measureOf('2026-06-30'), 'issue', { demand: '一个月内补齐走访并报走访计划' });

  test('[ASM-4] 由规定的人下达，限期整改须写明要求，本人不能下达', async () => {
    const warning = await measureOf('2026-06-30');
    expect(codeOf(await act('团队长', warning, 'issue', { demand: '补齐走访' }))).toBe('MEASURE_NOT_YOURS');
    expect(codeOf(await act('南行长', warning, 'issue'))).toBe('FIELD_NEEDED');
    expect((await act('王经理', warning, 'issue', { demand: '补齐走访' })).status).toBe(403);
    expect((await act('北行长', warning, 'issue', { demand: '补齐走访' })).status).toBe(404);
    expect((await issue()).body.row).toMatchObject({ state: 'issued' });
    expect((await act('团队长', await measureOf('2026-04-30'), 'issue')).status).toBe(200);
  });

  test('[ASM-4] 限期整改成为义务，报告并验收后履行', async () => {
    await issue();
    world.clock.set('2026-09-11T09:00:00+08:00');
    await world.evaluate();
    expect(await dutyStatus()).toBe('open 0/1');
    world.clock.set('2026-09-20T09:00:00+08:00');
    expect((await act('王经理', await measureOf('2026-06-30'), 'reply', { reply: '已补齐走访' })).status).toBe(200);
    expect((await act('王经理', await measureOf('2026-06-30'), 'accept')).status).toBe(403);
    world.clock.set('2026-09-22T09:00:00+08:00');
    expect((await act('南行长', await measureOf('2026-06-30'), 'accept')).body.row).toMatchObject({
      state: 'accepted',
    });
    world.clock.set('2026-09-22T10:00:00+08:00');
    await world.evaluate();
    expect(await dutyStatus()).toBe('fulfilled 1/1');
  });

  test('[ASM-4] 逾期未整改即违规', async () => {
    await issue();
    world.clock.set('2026-10-20T09:00:00+08:00');
    await world.evaluate();
    expect(await dutyStatus()).toBe('breached 0/1');
  });

  test('[ASM-4] 退回的整改须重新报告', async () => {
    await issue();
    await act('王经理', await measureOf('2026-06-30'), 'reply', { reply: '已补齐' });
    const returned = await act('南行长', await measureOf('2026-06-30'), 'return', { comment: '还缺两户' });
    expect(returned.body.row).toMatchObject({ state: 'issued' });
  });

  test('[ASM-4] 不予处置的不再提出', async () => {
    await act('南行长', await measureOf('2026-06-30'), 'decline', { comment: '已调离' });
    await confirm(7);
    expect(await read()).toContain('2026-06-30 4 警告并限期整改 declined');
    expect((await measures()).filter(({ arose_on }) => arose_on === '2026-06-30')).toHaveLength(1);
  });
});

describe('撤销即复原', () => {
  beforeEach(() => confirm(3, 4, 5, 6));
  const fileAppeal = async (ground: object) => {
    const answer = await world.as('王经理').post('/api/registers/appeal', { ...ground, statement: '当月确已走访' });
    expect(answer.status).toBe(200);
    return answer.body.row as { id: number; version: number };
  };
  const overturn = async (ground: object) => {
    const { id, version } = await fileAppeal(ground);
    const answer = await world
      .as('分行行长')
      .post(`/api/registers/appeal/${id}/overturn`, { version, decision: '属实' });
    expect(answer.status).toBe(200);
  };

  test('[ASM-5] 撤销较早的一次，未下达的各级依次回退', async () => {
    await overturn({ breach_id: (await breachOf(4)).id });
    expect(await read()).toEqual([
      '2026-04-30 2 谈话告诫 revoked',
      '2026-05-31 2 谈话告诫 proposed',
      '2026-06-30 3 谈话告诫 proposed',
    ]);
  });

  test('[ASM-5] 所据违规撤销，已下达的处置与整改义务一并撤销', async () => {
    await act('南行长', await measureOf('2026-06-30'), 'issue', { demand: '补齐走访' });
    world.clock.set('2026-09-11T09:00:00+08:00');
    await world.evaluate();
    await overturn({ breach_id: (await breachOf(6)).id });
    expect(await measureOf('2026-06-30')).toMatchObject({ state: 'revoked' });
    expect(await dutyStatus()).toBe('void 0/1');
  });

  test('[ASM-5] 对处置本身申诉，撤销后不再提出', async () => {
    await act('南行长', await measureOf('2026-06-30'), 'issue', { demand: '补齐走访' });
    const { id } = await measureOf('2026-06-30');
    await overturn({ measure_id: id });
    await confirm(7);
    expect((await measures()).filter(({ arose_on }) => arose_on === '2026-06-30')).toMatchObject([
      { state: 'revoked' },
    ]);
  });

  test('[ASM-5] 没有下达的处置无须申诉，须且只须指明一条', async () => {
    const { id } = await measureOf('2026-06-30');
    const appealed = await world.as('王经理').post('/api/registers/appeal', { measure_id: id, statement: '不服' });
    expect(codeOf(appealed)).toBe('APPEAL_NOT_CONFIRMED');
    const both = await world
      .as('王经理')
      .post('/api/registers/appeal', { measure_id: id, breach_id: 1, statement: '不服' });
    expect(codeOf(both)).toBe('APPEAL_GROUND');
  });
});
