import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeEach(async () => {
  world = await assessmentWorld();
  world.clock.set('2026-04-01T09:00:00+08:00');
  await world.evaluate();
});
afterEach(() => world.close());

type Breach = { id: number; version: number; state: string; review: boolean; mayJudge: boolean; points: string };
type Name = Parameters<AssessmentWorld['as']>[0];

const GRACE_OVER = '2026-04-08T09:00:00+08:00';

async function breachesOf(name: Name, query = ''): Promise<Breach[]> {
  return (await world.as(name).get(`/api/breaches${query}`)).body.items as Breach[];
}
async function march(): Promise<Breach> {
  const breach = (await breachesOf('王经理')).find(({ id }) => id > 0);
  if (!breach) throw new Error('no breach of March');
  return breach;
}
async function judge(name: Name, judgement: 'confirm' | 'dismiss', breach?: Breach) {
  const { id, version } = breach ?? (await march());
  return world.as(name).post(`/api/breaches/${id}/judge`, { version, judgement, reason: '已核对联系记录' });
}
const codeOf = (answer: { body: { problems?: { code: string }[] } }) => answer.body.problems?.[0]?.code;
const totalOf = async (name: Name) => (await world.as(name).get('/api/points')).body.total;

async function fileAppeal(breach: Breach) {
  const answer = await world.as('王经理').post('/api/registers/appeal', {
    breach_id: breach.id,
    statement: '当月客户停产,两次上门均未获接待',
    evidence: '门卫登记簿',
  });
  return { answer, row: answer.body.row as { id: number; version: number } };
}

describe('违规的认定', () => {
  test('[ASM-2] 违规经上级认定即扣 1 分,本人立刻可见', async () => {
    world.clock.set(GRACE_OVER);
    expect(await judge('团队长', 'confirm')).toMatchObject({ status: 200, body: { state: 'confirmed', points: '1' } });
    const points = await world.as('王经理').get('/api/points');
    expect(points.body).toMatchObject({
      cycle: 2026,
      total: '1',
      entries: [{ clause: 'CUS-1', label: '未按要求走访客户', onDate: '2026-03-31', enteredBy: '职员L1' }],
    });
  });

  test('[ASM-2] 补录期满之前不能认定,并说明何时可以', async () => {
    const refused = await judge('团队长', 'confirm');
    expect(codeOf(refused)).toBe('BREACH_EARLY');
    expect(refused.body.problems?.[0]?.text).toContain('2026-04-04');
    world.clock.set('2026-04-03T23:59:59+08:00');
    expect(codeOf(await judge('团队长', 'confirm'))).toBe('BREACH_EARLY');
    world.clock.set('2026-04-04T00:00:00+08:00');
    expect((await judge('团队长', 'confirm')).status).toBe(200);
  });

  test('[ASM-2] 期限内补录入账,违规自动撤销,认定被明白拒绝', async () => {
    const before = await march();
    await world.visit('2026-03-30');
    await world.visit('2026-03-31');
    world.clock.set(GRACE_OVER);
    const refused = await judge('团队长', 'confirm', before);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'BREACH_WITHDRAWN']);
    expect(await totalOf('王经理')).toBe('0');
  });

  test('[ASM-2] 事实变动而违规仍在的,须看过新的事实再认定', async () => {
    const before = await march();
    await world.visit('2026-03-31');
    world.clock.set(GRACE_OVER);
    expect(codeOf(await judge('团队长', 'confirm', before))).toBe('BREACH_CHANGED');
  });

  test('[ASM-2] 两位团队长同时认定,只有一位成功,积分只记一次', async () => {
    world.clock.set(GRACE_OVER);
    const breach = await march();
    const answers = await Promise.all([judge('团队长', 'confirm', breach), judge('副团队长', 'dismiss', breach)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const entries = await world.db.selectFrom('points_entry').selectAll().execute();
    expect(entries.length).toBe(answers[0]?.status === 200 ? 1 : 0);
  });

  test('[ASM-2] 不予认定须有理由,不扣分', async () => {
    world.clock.set(GRACE_OVER);
    const { id, version } = await march();
    const blank = await world
      .as('团队长')
      .post(`/api/breaches/${id}/judge`, { version, judgement: 'dismiss', reason: ' ' });
    expect(blank.status).toBeGreaterThanOrEqual(400);
    expect(await judge('团队长', 'dismiss')).toMatchObject({ status: 200, body: { state: 'dismissed' } });
    expect(await totalOf('王经理')).toBe('0');
  });

  test('[ASM-2] 成批办理,不能办理的逐条说明', async () => {
    world.clock.set(GRACE_OVER);
    const { id, version } = await march();
    const answer = await world.as('团队长').post('/api/breaches/judge', {
      judgement: 'confirm',
      reason: '核对无误',
      items: [
        { id, version },
        { id: id + 999, version: 1 },
      ],
    });
    expect(answer.body).toMatchObject({ done: 1, refused: [{ problems: [{ code: 'BREACH_UNKNOWN' }] }] });
  });
});

describe('谁来认定', () => {
  test('[ASM-2] 本人、同级和下级都不能认定', async () => {
    world.clock.set(GRACE_OVER);
    expect((await judge('王经理', 'dismiss')).status).toBe(403);
    expect((await judge('李经理', 'confirm')).status).toBe(403);
    expect(codeOf(await judge('审计', 'confirm'))).toBe('NOT_ALLOWED');
  });

  test('[ASM-2] 团队长自己的违规由行长认定', async () => {
    world.clock.set(GRACE_OVER);
    const { id } = await march();
    await world.db.updateTable('breach').set({ bearer_id: world.ids.团队长 }).where('id', '=', id).execute();
    const breach = (await breachesOf('南行长'))[0] as Breach;
    expect(codeOf(await judge('团队长', 'dismiss', breach))).toBe('BREACH_OWN');
    expect(codeOf(await judge('副团队长', 'dismiss', breach))).toBe('BREACH_NOT_YOURS');
    expect((await judge('南行长', 'confirm', breach)).status).toBe(200);
  });

  test('[ASM-2] 违规只在最近一级上级的队列里等待', async () => {
    world.clock.set(GRACE_OVER);
    const waiting = async (name: Name) => (await world.as(name).get('/api/breaches/waiting')).body.count;
    expect(await waiting('团队长')).toBe(1);
    expect([await waiting('南行长'), await waiting('分行行长'), await waiting('业务部')]).toEqual([0, 0, 0]);
    expect(await breachesOf('南行长', '?view=judgeable')).toMatchObject([{ mayJudge: true }]);
  });

  test('权限之外的违规、义务和积分如同不存在', async () => {
    world.clock.set(GRACE_OVER);
    const { id, version } = await march();
    const outside = world.as('北行长');
    expect(await breachesOf('北行长')).toEqual([]);
    expect((await outside.get(`/api/breaches/${id}`)).status).toBe(404);
    expect(
      (await outside.post(`/api/breaches/${id}/judge`, { version, judgement: 'confirm', reason: '越权' })).status,
    ).toBe(404);
    expect((await outside.get('/api/duties/explain?rule=CUS-1a&subject=C1&anchor=2026-03-01')).status).toBe(404);
    expect((await outside.get(`/api/points?staff=${world.ids.王经理}`)).status).toBe(404);
    expect((await world.as('李经理').get(`/api/points?staff=${world.ids.王经理}`)).status).toBe(404);
    expect((await world.as('南行长').get(`/api/points?staff=${world.ids.王经理}`)).status).toBe(200);
  });
});

describe('申诉', () => {
  beforeEach(async () => {
    world.clock.set(GRACE_OVER);
    await judge('南行长', 'confirm');
  });
  const decide = (name: Name, { id, version }: { id: number; version: number }, action: string) =>
    world.as(name).post(`/api/registers/appeal/${id}/${action}`, { version, decision: '证据属实' });

  test('[ASM-5] 申诉经他人撤销,积分自动冲回,违规不予认定', async () => {
    const { answer, row } = await fileAppeal(await march());
    expect(answer.status).toBe(200);
    expect((await decide('分行行长', row, 'overturn')).status).toBe(200);
    const points = await world.as('王经理').get('/api/points');
    expect(points.body).toMatchObject({
      total: '0',
      entries: [{ reverses: true }, { reversed: true, appeal: { state: 'overturned' } }],
    });
    expect(await march()).toMatchObject({ state: 'dismissed' });
    await world.evaluate();
    expect(await march()).toMatchObject({ state: 'dismissed' });
  });

  test('[RUL-5] 追溯期满那天：其后的认定与申诉都列为原因', async () => {
    const since = async () => {
      const { body } = await world.as('王经理').get(`/api/as-of?staff=${world.ids.王经理}&day=2026-03-31`);
      const [line] = body.lines as { breachId: number; changes: { kind: string; detail: string; by: string }[] }[];
      return line?.changes.map(({ kind, detail, by }) => [kind, detail, by]);
    };
    expect(await since()).toEqual([['judged', 'confirmed', '职员P1']]);
    world.clock.advance({ minutes: 5 });
    const { row } = await fileAppeal(await march());
    expect(await since()).toEqual([
      ['judged', 'confirmed', '职员P1'],
      ['appealed', 'filed', '职员R1'],
    ]);
    world.clock.advance({ minutes: 5 });
    await decide('分行行长', row, 'overturn');
    expect(await since()).toEqual([
      ['judged', 'dismissed', '职员P0'],
      ['appealed', 'overturned', '职员P0'],
    ]);
  });

  test('[ASM-5] 维持的,积分不变', async () => {
    const { row } = await fileAppeal(await march());
    expect((await decide('业务部', row, 'uphold')).status).toBe(200);
    expect(await totalOf('王经理')).toBe('1');
  });

  test('[ASM-5] 原认定人、本人和无权的人不能裁定', async () => {
    const { row } = await fileAppeal(await march());
    expect(codeOf(await decide('南行长', row, 'uphold'))).toBe('APPEAL_SAME_JUDGE');
    expect((await decide('王经理', row, 'overturn')).status).toBe(403);
    expect((await decide('北行长', row, 'overturn')).status).toBe(404);
  });

  test('[ASM-5] 一条违规同时只有一份申诉,只有本人能提', async () => {
    const breach = await march();
    await fileAppeal(breach);
    expect(codeOf((await fileAppeal(breach)).answer)).toBe('APPEAL_OPEN');
    const other = await world
      .as('李经理')
      .post('/api/registers/appeal', { breach_id: breach.id, statement: '代为申诉' });
    expect(codeOf(other)).toBe('APPEAL_NOT_YOURS');
  });
});

describe('认定之后事实变了', () => {
  test('[ASM-5] 认定不变,但标为待复核;改判后积分冲回', async () => {
    world.clock.set(GRACE_OVER);
    await judge('团队长', 'confirm');
    expect(await breachesOf('团队长', '?view=review')).toEqual([]);
    world.clock.advance({ minutes: 5 });
    const waived = await world.as('南行长').post('/api/duties/waivers', {
      rule: 'CUS-1a',
      subject: 'C1',
      anchor: '2026-03-01',
      clause: 'CUS-1',
      reason: '客户停产',
    });
    expect(waived.status).toBe(200);
    const [review] = await breachesOf('团队长', '?view=review');
    expect(review).toMatchObject({ state: 'confirmed', review: true, mayJudge: true });
    expect(await totalOf('王经理')).toBe('1');
    world.clock.advance({ minutes: 5 });
    expect((await judge('团队长', 'dismiss', review)).status).toBe(200);
    expect(await totalOf('王经理')).toBe('0');
    expect(await breachesOf('团队长', '?view=review')).toEqual([]);
  });
});
