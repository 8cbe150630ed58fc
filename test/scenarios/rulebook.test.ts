import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldStale } from '../../src/platform/duties/public.ts';
import { sealChain } from '../../src/platform/ledger/public.ts';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeAll(async () => {
  world = await assessmentWorld();
});
afterAll(() => world.close());

const dutyOf = async () =>
  world.db
    .selectFrom('duty')
    .selectAll()
    .where('rule_id', '=', 'CUS-1a')
    .where('period', '=', '2026-03')
    .executeTakeFirstOrThrow();

describe('制度', () => {
  test('[RUL-1] 制度按章、条可读,标明版本与施行日', async () => {
    const { body } = await world.as('王经理').get('/api/rulebook');
    expect(body).toMatchObject({
      effectiveOn: '2026-01-01',
      regulations: expect.arrayContaining([
        expect.objectContaining({
          id: 'S2',
          chapters: expect.arrayContaining([expect.objectContaining({ title: '客户走访与联系' })]),
        }),
      ]),
    });
  });

  test('[RUL-2] 每条规则有一句话说明、所费积分和出处', async () => {
    const { body } = await world.as('王经理').get('/api/rules/CUS-1a');
    expect(body).toMatchObject({
      sentence:
        '存款余额或授信金额达 5,000,000 元的客户，由主办每月联系客户（走访）不少于 2 次（按日计），补录期 3 个工作日，移交后顺延 5 个工作日。',
      points: { table: 'ASM-2', points: '1' },
      clauseText: { id: 'CUS-1' },
    });
    expect((await world.as('王经理').get('/api/rules/CUS-9z')).status).toBe(404);
  });

  test('[RUL-2] 本期结果只数权限范围内的义务', async () => {
    const open = async (name: Parameters<AssessmentWorld['as']>[0]) => {
      const { body } = await world.as(name).get('/api/rulebook/results');
      return (body.items as { rule: string; open: number }[]).find(({ rule }) => rule === 'CUS-1a')?.open;
    };
    expect([await open('王经理'), await open('李经理'), await open('南行长'), await open('北行长')]).toEqual([
      1, 0, 1, 0,
    ]);
  });

  test('[RUL-3] 义务可按规则、状态筛选,并说明来由', async () => {
    const { body } = await world.as('团队长').get('/api/duties?rule=CUS-1a&status=open');
    expect(body.items).toMatchObject([{ subjectNo: 'C1', bearer: '职员R1', need: 2, got: 0 }]);
    const explained = await world.as('王经理').get('/api/duties/explain?rule=CUS-1a&subject=C1&anchor=2026-03-01');
    expect(explained.body).toMatchObject({ duty: { need: 2 }, clause: { id: 'CUS-1' } });
  });
});

describe('日历与义务', () => {
  test('[RUL-4] 调整日历后,未了的义务随之重算', async () => {
    const before = await dutyOf();
    const days = ['2026-04-01', '2026-04-02', '2026-04-03'].map((day) => ({ day, isWorkday: false, name: '行庆' }));
    world.clock.advance({ minutes: 1 });
    expect((await world.as('业务部').put('/api/calendar/days', { days })).body).toEqual({ changed: 3 });
    expect(await foldStale(world.ctx)).toBeGreaterThan(0);
    expect((await dutyOf()).judgeable_at.getTime()).toBeGreaterThan(before.judgeable_at.getTime());
  });

  test('[RUL-4] 支行不能改全行的日历', async () => {
    const days = [{ day: '2026-04-07', isWorkday: false }];
    expect((await world.as('南行长').put('/api/calendar/days', { days })).status).toBe(403);
  });
});

describe('留痕', () => {
  test('[RUL-8] 审计可查谁做了什么,可核验整链;他人不得查看', async () => {
    await sealChain(world.db);
    const records = await world.as('审计').get('/api/audit?action=calendar.');
    expect(records.body.items).toMatchObject([{ action: 'calendar.set-days', who: '职员D1', sealed: true }]);
    expect((await world.as('审计').get(`/api/audit?person=${world.ids.王经理}`)).body.items).toEqual([]);
    expect((await world.as('审计').get('/api/audit/chain')).body).toMatchObject({ waiting: 0, checkpoint: null });
    expect((await world.as('审计').post('/api/audit/verify', {})).body).toMatchObject({ ok: true, fault: null });
    expect((await world.as('业务部').get('/api/audit')).status).toBe(403);
  });

  test('[RUL-8] 记录被改动,核验即指出', async () => {
    await world.db
      .updateTable('audit_record')
      .set({ action: 'nothing' })
      .where('action', '=', 'calendar.set-days')
      .execute();
    const { body } = await world.as('审计').post('/api/audit/verify', {});
    expect(body).toMatchObject({ ok: false, fault: { kind: 'edited' } });
  });
});

test('[RUL-3] 豁免须由上级办理,办后义务结清', async () => {
  const waiver = { rule: 'CUS-1a', subject: 'C1', anchor: '2026-03-01', clause: 'CUS-1', reason: '客户停产' };
  expect((await world.as('王经理').post('/api/duties/waivers', waiver)).status).toBe(403);
  expect((await world.as('北行长').post('/api/duties/waivers', waiver)).status).toBe(404);
  expect((await world.as('团队长').post('/api/duties/waivers', waiver)).status).toBe(200);
  expect((await dutyOf()).status).toBe('waived');
  expect((await world.as('团队长').post('/api/duties/waivers', waiver)).status).toBe(409);
});

test('[RUL-3] 撤回豁免：义务视同从未豁免，谁、何时、为何都留档；无权者、无豁免者被拒绝', async () => {
  const key = { rule: 'CUS-1a', subject: 'C1', anchor: '2026-03-01' };
  const retract = (name: Parameters<AssessmentWorld['as']>[0]) =>
    world.as(name).post('/api/duties/waivers/retract', { ...key, reason: '客户已复产' });
  expect((await retract('王经理')).status).toBe(403);
  expect((await retract('北行长')).status).toBe(404);
  expect((await world.as('团队长').post('/api/duties/waivers/retract', { ...key, reason: '' })).status).toBe(400);
  expect((await dutyOf()).status).toBe('waived');
  expect((await retract('南行长')).status).toBe(200);
  expect((await dutyOf()).status).toBe('open');
  expect((await retract('南行长')).body).toMatchObject({ problems: [{ code: 'WAIVER_NONE' }] });
  const { body } = await world.as('王经理').get('/api/duties/waivers?rule=CUS-1a&subject=C1&anchor=2026-03-01');
  expect(body.items).toMatchObject([
    { reason: '客户停产', retracted: { reason: '客户已复产', by: expect.any(String) } },
  ]);
  const recorded = world.db.selectFrom('audit_record').select('action').where('action', '=', 'duty.retract-waiver');
  expect(await recorded.execute()).toHaveLength(1);
});
