import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person, visitForm } from './daily-world.ts';

type Row = { id: number; version: number; state: string; summary: string | null; comment: string | null };
type Draft = {
  period: { start: string; end: string; label: string };
  summary: string[];
  paper: { state: string } | null;
};

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock, { clauses: ['CUS-1', 'DAY-12'] });
});
afterEach(() => world.close());

const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const write = (who: Person, values: object) => world.as(who).post<{ row: Row }>('/api/papers', values);
const draft = async (kind: string, date = '2026-03-05', who: Person = '张经理') =>
  (await world.as(who).get<Draft>(`/api/papers/draft?kind=${kind}&date=${date}`)).body;

async function submissions() {
  const { rows } = await sql<{ method: string; day: string; retracted: boolean }>`
    select method, biz_date as day, retracted from fact
    where kind = 'paper.submitted' and superseded_at is null order by id`.execute(world.db);
  return rows.map(({ method, day, retracted }) => `${day} ${method}${retracted ? ' 撤回' : ''}`);
}

describe('[DAY-12] 工作计划', () => {
  it('月计划由本月应办与约定的走访自动起草', async () => {
    const next = { next_on: '2026-03-20', next_step: '收集报表' };
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00', next));
    const { period, summary } = await draft('monthPlan');
    expect(period).toEqual({ start: '2026-03-01', end: '2026-04-01', label: '2026-03' });
    expect(summary).toContainEqual('CUS-1 重要客户每月走访：应办 1 项，已办 0 项；待办：甲公司');
    expect(summary).toContainEqual('2026-03-20 甲公司：收集报表');
  });

  it('提前交的计划算在它的那一期；期间必须从首日开始；一期一份', async () => {
    const plan = { kind: 'weekPlan', period_start: '2026-03-09', content: '走访甲、乙' };
    expect(codes(await write('张经理', { ...plan, period_start: '2026-03-10' }))).toEqual(['PAPER_PERIOD']);
    expect((await write('张经理', plan)).status).toBe(200);
    expect(await submissions()).toEqual(['2026-03-09 weekPlan']);
    expect(codes(await write('张经理', plan))).toEqual(['PAPER_EXISTS']);
    expect(codes(await write('张经理', { ...plan, kind: 'monthReport', period_start: '2026-04-01' }))).toEqual([
      'PAPER_EARLY',
    ]);
  });

  it('没有内容不能提交，什么也不留下；收回后事实撤回，再交仍是一份', async () => {
    const plan = { kind: 'weekPlan', period_start: '2026-03-02' };
    expect(codes(await write('张经理', plan))).toEqual(['FIELD_NEEDED']);
    expect((await draft('weekPlan')).paper).toBeNull();
    const { body } = await write('张经理', { ...plan, content: '走访甲' });
    const act = (name: string, version: number) =>
      world.as('张经理').post<{ row: Row }>(`/api/registers/work_paper/${body.row.id}/${name}`, { version });
    const open = await act('reopen', body.row.version);
    expect(await submissions()).toEqual(['2026-03-05 weekPlan 撤回']);
    await act('submit', open.body.row.version);
    expect(await submissions()).toEqual(['2026-03-05 weekPlan']);
  });
});

describe('[DAY-12] 向支行行长报告', () => {
  it('报告由办结的义务、联系、新客户与问题自动起草，随提交定格；行长审阅并批示', async () => {
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00'));
    await sql`update customer set opened_on = '2026-03-02' where id = ${world.customers.乙}`.execute(world.db);
    const report = { kind: 'monthReport', period_start: '2026-03-01', content: '本月完成走访', experience: '先约后访' };
    const { body } = await write('张经理', report);
    expect(body.row.summary).toContain('联系客户：走访 1 次');
    expect(body.row.summary).toContain('新开发客户：1 户（乙公司）');
    const read = (who: Person) =>
      world.as(who).post<{ row: Row }>(`/api/registers/work_paper/${body.row.id}/read`, {
        version: body.row.version,
        comment: '好',
      });
    expect((await read('外行长')).status).toBe(404);
    expect((await read('陈行长')).body.row).toMatchObject({ state: 'read', comment: '好' });
    expect((await draft('monthReport')).paper).toMatchObject({ state: 'read' });
  });

  it('只看得到自己的，主管看得到团队的', async () => {
    await write('张经理', { kind: 'weekPlan', period_start: '2026-03-02', content: '走访甲' });
    const seen = async (who: Person) =>
      (await world.as(who).get<{ rows: Row[] }>('/api/registers/work_paper')).body.rows.length;
    expect(await seen('李经理')).toBe(0);
    expect(await seen('王团队长')).toBe(1);
    expect(await seen('外行长')).toBe(0);
  });
});

describe('[DAY-12] 计划与报告的义务', () => {
  const of = async (rule: string) => {
    const { rows } = await sql<{ line: string }>`
      select anchor || ' ' || status as line from duty
      where rule_id = ${rule} and subject_id = ${world.ids.张经理} order by anchor`.execute(world.db);
    return rows.map(({ line }) => line);
  };

  it('周计划、月计划、季报告各有期限，各由各的履行', async () => {
    expect(await of('DAY-12a')).toContain('2026-03-02 open');
    await write('张经理', { kind: 'weekPlan', period_start: '2026-03-02', content: '走访甲' });
    expect(await of('DAY-12a')).toContain('2026-03-02 fulfilled');
    expect(await of('DAY-12b')).toContain('2026-03-01 open');
    await write('张经理', { kind: 'monthPlan', period_start: '2026-03-01', content: '走访甲、乙' });
    expect(await of('DAY-12b')).toContain('2026-03-01 fulfilled');
    expect(await of('DAY-12c')).toContain('2026-01-01 open');
    await write('张经理', { kind: 'monthReport', period_start: '2026-03-01', content: '本月完成走访' });
    expect(await of('DAY-12c')).toContain('2026-01-01 fulfilled');
  });
});
