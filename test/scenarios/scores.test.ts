import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { publishRulebook } from '../../src/modules/rulebook/public.ts';
import { CUSTOMER_CLAUSES, templateOf } from '../support/template.ts';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeEach(async () => {
  world = await assessmentWorld();
});
afterEach(() => world.close());

type Name = Parameters<AssessmentWorld['as']>[0];
type Line = { id: string; score: string; value: { numerator: string; denominator: string } | null };
type Scored = { no: string; place: number; result: { total: string; measures: Line[]; adjustments: Line[] } };

const codeOf = (answer: { body: { problems?: { code: string }[] } }) => answer.body.problems?.[0]?.code;
const path = (period: string) => `/api/scores/ASM-7/${period}`;
const rowsOf = async (name: Name, period: string) =>
  (await world.as(name).get(`${path(period)}/rows`)).body.items as unknown as Scored[];
const rowOf = async (name: Name, period: string, no: string) =>
  (await rowsOf(name, period)).find((row) => row.no === no) as Scored;
const close = (by: Name, period: string, reason?: string) =>
  world.as(by).post(`${path(period)}/close`, reason === undefined ? {} : { reason });
const enter = (by: Name, staff: number, measure: string, value: string, period = '2026Q1') =>
  world.as(by).put(`${path(period)}/entries`, { staff, measure, value });

/** The quarter is over; 王经理 visited nobody, 李经理 has nobody to visit. */
async function afterQuarter(): Promise<void> {
  world.clock.set('2026-04-10T09:00:00+08:00');
  await world.evaluate();
}
async function confirmMarch(): Promise<{ id: number }> {
  const { body } = await world.as('团队长').get('/api/breaches?rule=CUS-1a');
  const [breach] = body.items as { id: number; version: number }[];
  if (!breach) throw new Error('no breach of March');
  const judged = await world
    .as('团队长')
    .post(`/api/breaches/${breach.id}/judge`, { version: breach.version, judgement: 'confirm', reason: '没有走访' });
  expect(judged.status).toBe(200);
  return breach;
}

describe('计分', () => {
  beforeEach(afterQuarter);

  test('[ASM-7] 每一行都有算法：履行率、次数、评价，扣分扣到分', async () => {
    await confirmMarch();
    await enter('团队长', world.ids.王经理, 'superior', '90');
    const { result } = await rowOf('业务部', '2026Q1', 'R1');
    expect(result.measures).toMatchObject([
      { id: 'on-time', value: { numerator: '0', denominator: '1' }, score: '0' },
      { id: 'contacts', value: { numerator: '0' }, score: '0' },
      { id: 'superior', score: '20', carried: { numerator: '2000', denominator: '90' } },
      { id: 'cooperation', value: null, score: '0' },
    ]);
    expect(result.adjustments).toMatchObject([{ id: 'points', score: '-1' }]);
    expect(result.total).toBe('19');
  });

  test('[ASM-7] 没有义务的指标不适用，权重分给其余', async () => {
    await enter('团队长', world.ids.李经理, 'superior', '80');
    const { result } = await rowOf('业务部', '2026Q1', 'R2');
    expect(result.measures[0]).toMatchObject({ id: 'on-time', value: null, score: '0' });
    expect(result.measures[2]).toMatchObject({ id: 'superior', score: '40' });
  });

  test('[ASM-7] 不予认定的违规不计入履行率', async () => {
    const { body } = await world.as('团队长').get('/api/breaches?rule=CUS-1a');
    const [breach] = body.items as { id: number; version: number }[];
    await world.as('团队长').post(`/api/breaches/${breach?.id}/judge`, {
      version: breach?.version,
      judgement: 'dismiss',
      reason: '客户停业',
    });
    expect((await rowOf('业务部', '2026Q1', 'R1')).result.measures[0]).toMatchObject({ value: null });
  });

  test('[ASM-7] 评价由上级录入，本人和外单位不能；系统计数的不能录入', async () => {
    expect(codeOf(await enter('北行长', world.ids.王经理, 'superior', '90'))).toBe('PERSON_UNKNOWN');
    expect((await enter('王经理', world.ids.王经理, 'superior', '100')).status).toBe(403);
    expect(codeOf(await enter('团队长', world.ids.王经理, 'on-time', '100'))).toBe('SCORE_ENTRY');
  });

  test('[ASM-7] 各看各的：本人只见自己，行长只见本行，同级不见', async () => {
    expect((await rowsOf('王经理', '2026Q1')).map(({ no }) => no)).toEqual(['R1']);
    expect((await rowsOf('北行长', '2026Q1')).map(({ no }) => no)).toEqual([]);
    expect(await rowsOf('南行长', '2026Q1')).toHaveLength(2);
  });
});

describe('来自违规次数与别的考核的指标', () => {
  /** Half the weight on the closed ASM-7, five points off for each confirmed breach of CUS-1a. */
  const overall: Rulebook['scores'][number] = {
    id: 'ASM-17',
    clause: 'ASM-7',
    title: '综合考核',
    period: 'quarter',
    roles: ['rm'],
    closedBy: ['business'],
    peers: 'bank',
    tie: 'skip',
    measures: [
      {
        id: 'closed',
        label: '季度评分',
        source: { closedScore: 'ASM-7' },
        target: '100',
        zeroTarget: 'notApplicable',
        floor: '0',
        cap: '1',
        weight: '100',
      },
    ],
    adjustments: [{ id: 'breaches', label: '违规', source: { breaches: { rules: ['CUS-1a'] } }, each: '-5' }],
  };
  const rowOfOverall = async () => {
    const { body } = await world.as('业务部').get(`/api/scores/ASM-17/2026Q2/rows?staff=${world.ids.王经理}`);
    return (body.items as unknown as Scored[])[0]?.result;
  };

  test('[ASM-7] 未结账的考核不适用，结账后取其总分；只数本期认定的、所列规则的违规', async () => {
    const template = await templateOf([...CUSTOMER_CLAUSES, 'ASM-4']);
    const more = { ...template, scores: [...template.scores, overall] };
    await publishRulebook(world.ctx, more, { effectiveOn: '2026-04-01', publishedAt: world.clock.now() });
    await afterQuarter();
    await confirmMarch();
    world.clock.set('2026-07-10T09:00:00+08:00');
    await world.evaluate();
    expect(await rowOfOverall()).toMatchObject({
      measures: [{ id: 'closed', value: null }],
      adjustments: [{ value: { numerator: '0' }, score: '0' }],
    });
    const { body } = await world.as('团队长').get('/api/breaches?rule=CUS-1a&state=suspected');
    const [april, may] = body.items as { id: number; version: number }[];
    for (const [breach, judgement] of [
      [april, 'confirm'],
      [may, 'dismiss'],
    ] as const) {
      const judged = { version: breach?.version, judgement, reason: '已核对' };
      expect((await world.as('团队长').post(`/api/breaches/${breach?.id}/judge`, judged)).status).toBe(200);
    }
    await enter('团队长', world.ids.王经理, 'superior', '90', '2026Q2');
    expect((await close('业务部', '2026Q2')).status).toBe(200);
    const { total } = (await rowOf('业务部', '2026Q2', 'R1')).result;
    expect(Number(total)).toBeGreaterThan(0);
    expect(await rowOfOverall()).toMatchObject({
      measures: [{ id: 'closed', value: { numerator: total }, score: total }],
      adjustments: [{ value: { numerator: '1' }, score: '-5' }],
      total: String(Number(total) - 5),
    });
  });
});

describe('翻页', () => {
  const pagesOf = async (name: Name) => {
    const pages: Scored[][] = [];
    for (let after = ''; ; ) {
      const { body } = await world.as(name).get(`${path('2026Q1')}/rows?limit=1${after}`);
      pages.push(body.items as unknown as Scored[]);
      if (body.next === null) return pages;
      after = `&after=${body.next}`;
    }
  };

  test('[ASM-7] 未结账与已结账的得分都逐页给出，不漏不重，次序与名次一致；按链接可直达一人', async () => {
    await afterQuarter();
    await enter('团队长', world.ids.李经理, 'superior', '80');
    const live = await pagesOf('业务部');
    expect(live.map((page) => page.map(({ no, place }) => [no, place]))).toEqual([[['R2', 1]], [['R1', 2]]]);
    await close('业务部', '2026Q1');
    expect(await pagesOf('业务部')).toEqual(live);
    expect((await world.as('业务部').get(path('2026Q1'))).body).toMatchObject({ people: 2 });
    const one = await world.as('业务部').get(`${path('2026Q1')}/rows?staff=${world.ids.王经理}`);
    expect(one.body).toMatchObject({ items: [{ no: 'R1' }], next: null });
    const other = await world.as('李经理').get(`${path('2026Q1')}/rows?staff=${world.ids.王经理}`);
    expect(other.body.items).toEqual([]);
    expect((await world.as('业务部').get(`${path('2026Q1')}/rows?after=x`)).status).toBe(400);
  });
});

describe('结账', () => {
  test('[ASM-7] 期间未完不能结账，无权的人不能结账', async () => {
    world.clock.set('2026-03-31T23:59:59+08:00');
    expect(codeOf(await close('业务部', '2026Q1'))).toBe('SCORE_RUNNING');
    await afterQuarter();
    expect(codeOf(await close('南行长', '2026Q1'))).toBe('SCORE_NOT_YOURS');
    expect((await close('业务部', '2026Q1')).body).toMatchObject({ people: 2 });
  });

  test('[ASM-7] 结账后固定：其后认定的违规不改变快照，重新结账须有理由', async () => {
    await afterQuarter();
    await enter('团队长', world.ids.王经理, 'superior', '90');
    await enter('团队长', world.ids.李经理, 'superior', '90');
    expect((await close('业务部', '2026Q1')).status).toBe(200);
    const before = await rowsOf('业务部', '2026Q1');
    await confirmMarch();
    expect(await rowsOf('业务部', '2026Q1')).toEqual(before);
    expect(codeOf(await enter('团队长', world.ids.王经理, 'superior', '10'))).toBe('SCORE_CLOSED');
    expect(codeOf(await close('业务部', '2026Q1'))).toBe('SCORE_CLOSED');
    expect((await close('业务部', '2026Q1', '补充认定三月违规')).status).toBe(200);
    const total = (rows: Scored[]) => Number(rows.find(({ no }) => no === 'R1')?.result.total);
    expect(total(await rowsOf('业务部', '2026Q1'))).toBe(total(before) - 1);
    expect(await world.db.selectFrom('score_closing').selectAll().execute()).toHaveLength(2);
  });
});

describe('等级', () => {
  /** Two quarters in which 李经理 has nothing but his superior's word. */
  async function twoQuarters(value: string): Promise<void> {
    await afterQuarter();
    for (const measure of ['superior', 'cooperation']) await enter('团队长', world.ids.李经理, measure, value);
    await close('业务部', '2026Q1');
    world.clock.set('2026-07-10T09:00:00+08:00');
    await world.evaluate();
    for (const measure of ['superior', 'cooperation'])
      await enter('团队长', world.ids.李经理, measure, value, '2026Q2');
    expect((await close('业务部', '2026Q2')).status).toBe(200);
  }
  type Proposal = { id: number; version: number; move: string; from_title: string; to_title: string; state: string };
  const proposals = async (of: number) => {
    const filter = encodeURIComponent(JSON.stringify([{ field: 'staff_id', op: 'eq', value: of }]));
    return (await world.as('审计').get(`/api/registers/grade-proposal?filter=${filter}`)).body.rows as Proposal[];
  };
  const approve = (by: Name, { id, version }: Proposal) =>
    world.as(by).post(`/api/registers/grade-proposal/${id}/approve`, { version, effective_on: '2026-08-01' });

  test('[ASM-10] 连续两期低于降级分数，最低一级的提出退出；由有权机构批准才生效', async () => {
    await twoQuarters('50');
    const [proposal] = await proposals(world.ids.李经理);
    expect(proposal).toMatchObject({ move: 'exit', from_title: '助理客户经理', to_title: '退出', state: 'proposed' });
    if (!proposal) return;
    expect(await world.db.selectFrom('staff_grade').selectAll().execute()).toEqual([]);
    expect((await approve('王经理', proposal)).status).toBe(403);
    expect(codeOf(await approve('业务部', proposal))).toBe('GRADE_NOT_YOURS');
    expect((await approve('南行长', proposal)).body.row).toMatchObject({ state: 'approved' });
    expect(await world.db.selectFrom('staff_grade').selectAll().execute()).toMatchObject([
      { staff_id: world.ids.李经理, level: null, valid_from: '2026-08-01' },
    ]);
  });

  test('[ASM-10] 只有一期不作建议', async () => {
    await afterQuarter();
    await close('业务部', '2026Q1');
    expect(await proposals(world.ids.王经理)).toEqual([]);
  });
});
