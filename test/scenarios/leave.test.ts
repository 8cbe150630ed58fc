import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld } from './daily-world.ts';

type LeaveAnswer = { row: { id: number; no: string; version: number; state: string; to_date: string } };

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T09:00:00+08:00');
  world = await dailyWorld(clock);
});
afterEach(() => world.close());

const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const apply = (from: string, to: string) =>
  world.as('张经理').post<LeaveAnswer>('/api/registers/leave', { from_date: from, to_date: to, reason: '年休假' });
const act = (who: Parameters<DailyWorld['as']>[0], row: LeaveAnswer['row'], name: string, input: object = {}) =>
  world.as(who).post<LeaveAnswer>(`/api/registers/leave/${row.id}/${name}`, { version: row.version, ...input });

describe('[DAY-15] 请销假', () => {
  it('批准后，假期内的义务随之减少；申请本身不减', async () => {
    const { body } = await apply('2026-03-09', '2026-03-27');
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 0/2');
    expect((await act('王团队长', body.row, 'approve')).body.row.state).toBe('approved');
    // 3月有 22 个工作日，休假 15 个：2 × 7 ÷ 22 四舍五入为 1，不足三分之一则失效。
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 void 0/0');
  });

  it('提前销假，义务按实际休假恢复', async () => {
    const { body } = await apply('2026-03-09', '2026-03-20');
    const approved = await act('王团队长', body.row, 'approve');
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 0/1');
    expect(codes(await act('张经理', approved.body.row, 'return'))).toEqual(['LEAVE_NOT_BEGUN']);
    clock.set('2026-03-11T09:00:00+08:00');
    expect(codes(await act('张经理', approved.body.row, 'cancel'))).toEqual(['LEAVE_BEGUN']);
    expect(codes(await act('张经理', approved.body.row, 'return', { to_date: '2026-03-31' }))).toEqual([
      'LEAVE_LENGTHENED',
    ]);
    const returned = await act('张经理', approved.body.row, 'return', { to_date: '2026-03-10' });
    expect(returned.body.row).toMatchObject({ state: 'returned', to_date: '2026-03-10' });
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 0/2');
  });

  it('开始前可以撤销，义务恢复', async () => {
    const { body } = await apply('2026-03-09', '2026-03-27');
    const approved = await act('陈行长', body.row, 'approve');
    expect((await act('张经理', approved.body.row, 'cancel')).body.row.state).toBe('cancelled');
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 0/2');
  });

  it('不批准须说明原因，义务不变', async () => {
    const { body } = await apply('2026-03-09', '2026-03-27');
    expect(codes(await act('王团队长', body.row, 'refuse'))).toEqual(['FIELD_NEEDED']);
    expect((await act('王团队长', body.row, 'refuse', { comment: '月末忙，改期' })).body.row.state).toBe('refused');
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 0/2');
  });

  it('重叠的申请被拒绝并说明与哪一张重叠；同时提交的两张只成一张', async () => {
    const both = await Promise.all([apply('2026-03-09', '2026-03-10'), apply('2026-03-10', '2026-03-11')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = both.find(({ status }) => status === 422);
    expect(codes(refused as never)).toEqual(['LEAVE_OVERLAPS']);
    expect(refused?.body.problems?.[0]?.text).toMatch(/与 QJ20260305-\d+\(2026-03-/);
    expect(codes(await apply('2026-03-20', '2026-03-19'))).toEqual(['LEAVE_ENDS_EARLY']);
  });

  it('没有人批准自己的请假，外行的行长看不到它', async () => {
    const own = await world
      .as('王团队长')
      .post<LeaveAnswer>('/api/registers/leave', { from_date: '2026-03-09', to_date: '2026-03-09' });
    expect(codes(await act('王团队长', own.body.row, 'approve'))).toEqual(['OWN_CAUSE']);
    expect((await act('外行长', own.body.row, 'approve')).status).toBe(404);
    expect((await act('陈行长', own.body.row, 'approve')).status).toBe(200);
  });
});
