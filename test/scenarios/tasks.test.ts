import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-16'] });
});
afterEach(() => world.close());

type TaskAnswer = { row: { id: number; no: string; version: number; state: string; chased: number } };
type Detail = TaskAnswer & { actions: string[] };

const at = (text: string) => `${text}:00+08:00`;
const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const path = '/api/registers/task';

function assign(who: Parameters<DailyWorld['as']>[0], changes: object = {}) {
  return world.as(who).post<TaskAnswer>(path, {
    title: '核实甲公司用款计划',
    assignee_id: world.ids.张经理,
    due_at: at('2026-03-06T17:00'),
    ...changes,
  });
}

const act = (who: Parameters<DailyWorld['as']>[0], row: TaskAnswer['row'], name: string, input: object = {}) =>
  world.as(who).post<TaskAnswer>(`${path}/${row.id}/${name}`, { version: row.version, ...input });

async function facts(kind: string) {
  const { rows } = await sql<{ key: string; ref: string | null; due_on: string | null; retracted: boolean }>`
    select key, ref, due_on, retracted from fact where kind = ${kind} and superseded_at is null`.execute(world.db);
  return rows;
}

describe('[DAY-16] 任务', () => {
  it('布置、反馈、退回、再反馈、验收；承办人与布置人各见其可办', async () => {
    const { row } = (await assign('王团队长')).body;
    expect(await facts('task.assigned')).toEqual([{ key: row.no, ref: null, due_on: '2026-03-06', retracted: false }]);
    const seen = async (who: Parameters<DailyWorld['as']>[0]) =>
      (await world.as(who).get<Detail>(`${path}/${row.id}`)).body.actions;
    expect(await seen('张经理')).toEqual(['report']);
    expect(await seen('王团队长')).toEqual(['chase', 'postpone', 'cancel']);
    expect((await world.as('李经理').get(`${path}/${row.id}`)).status).toBe(404);

    expect(codes(await act('张经理', row, 'report'))).toEqual(['FIELD_NEEDED']);
    const owed = `${row.no}@2026-03-06`;
    expect(await world.duties('DAY-16')).toEqual([`${owed} open 0/1`]);
    const done = (await act('张经理', row, 'report', { feedback: '已核实' })).body.row;
    expect(await facts('task.done')).toMatchObject([{ key: row.no, ref: row.no, retracted: false }]);
    expect(await world.duties('DAY-16')).toEqual([`${owed} fulfilled 1/1`]);
    const again = (await act('王团队长', done, 'return', { verdict: '请附合同' })).body.row;
    expect(again.state).toBe('assigned');
    expect(await facts('task.done')).toMatchObject([{ retracted: true }]);
    expect(await world.duties('DAY-16')).toEqual([`${owed} open 0/1`]);
    const twice = (await act('张经理', again, 'report', { feedback: '已附合同' })).body.row;
    expect(await facts('task.done')).toMatchObject([{ retracted: false }]);
    expect((await act('王团队长', twice, 'accept')).body.row.state).toBe('accepted');
  });

  it('承办人不能自行验收、催办，布置人不能代为反馈', async () => {
    const { row } = (await assign('王团队长')).body;
    expect((await act('张经理', row, 'chase')).status).toBe(403);
    expect(codes(await act('王团队长', row, 'report', { feedback: '代办' }))).toEqual(['OWN_CAUSE']);
    const done = (await act('张经理', row, 'report', { feedback: '已核实' })).body.row;
    expect((await act('张经理', done, 'accept')).status).toBe(403);
  });

  it('改期后按新的到期日考核，落在休息日顺延至工作日；取消则撤回', async () => {
    const { row } = (await assign('王团队长')).body;
    const moved = (await act('王团队长', row, 'postpone', { due_at: at('2026-03-07T12:00') })).body.row;
    expect(await facts('task.assigned')).toMatchObject([{ due_on: '2026-03-09', retracted: false }]);
    expect(codes(await act('王团队长', moved, 'postpone', { due_at: at('2026-03-05T12:00') }))).toEqual([
      'TASK_DUE_PASSED',
    ]);
    await act('王团队长', moved, 'cancel', { verdict: '客户已另行办理' });
    expect(await facts('task.assigned')).toMatchObject([{ retracted: true }]);
    expect(new Set((await world.duties('DAY-16')).map((line) => line.split(' ')[1]))).toEqual(new Set(['void']));
  });

  it('只能给权限范围内的下级布置；到期须在现在之后', async () => {
    expect(codes(await assign('王团队长', { assignee_id: world.ids.陈行长 }))).toEqual(['TASK_ASSIGNEE_HIGH']);
    expect(codes(await assign('王团队长', { assignee_id: world.ids.王团队长 }))).toEqual(['TASK_ASSIGNEE_HIGH']);
    expect(codes(await assign('陈行长', { assignee_id: world.ids.周副行长 }))).toEqual(['TASK_ASSIGNEE_HIGH']);
    expect(codes(await assign('外行长'))).toEqual(['ROW_OUT_OF_SCOPE']);
    expect((await assign('陈行长', { assignee_id: world.ids.王团队长 })).status).toBe(200);
    expect((await assign('张经理', { assignee_id: world.ids.李经理 })).status).toBe(403);
    expect(codes(await assign('王团队长', { due_at: at('2026-03-05T17:00') }))).toEqual(['TASK_DUE_PASSED']);
  });

  it('过了到期日仍未反馈即违规，之后反馈为逾期履行', async () => {
    const { row } = (await assign('王团队长')).body;
    clock.set('2026-03-07T00:00:01+08:00');
    await advance(world.ctx);
    expect(await world.duties('DAY-16')).toEqual([`${row.no}@2026-03-06 breached 0/1`]);
    await act('张经理', row, 'report', { feedback: '已核实' });
    expect(await world.duties('DAY-16')).toEqual([`${row.no}@2026-03-06 late 1/1`]);
  });

  it('催办记下次数；两人同时处理，后者须刷新', async () => {
    const { row } = (await assign('王团队长')).body;
    const chased = (await act('王团队长', row, 'chase')).body.row;
    expect(chased).toMatchObject({ chased: 1, state: 'assigned' });
    expect(codes(await act('陈行长', row, 'chase'))).toEqual(['ROW_CHANGED']);
  });
});
