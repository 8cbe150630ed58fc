import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, visitForm } from './daily-world.ts';

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
    expect(refused?.body.problems?.[0]?.text).toMatch(/与 QJ20260305-\d+（2026-03-/);
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

  const giveTask = (due: string) =>
    world.as('王团队长').post('/api/registers/task', {
      title: '收齐报表',
      assignee_id: world.ids.张经理,
      due_at: due,
    });
  type Matters = { items: { kind: string; title: string }[] };

  it('假期内的未了事项列给审批人；没有交接人不能批准，批准后交接人接到任务', async () => {
    await giveTask('2026-03-10T17:00:00+08:00');
    await giveTask('2026-04-10T17:00:00+08:00');
    const { body } = await apply('2026-03-09', '2026-03-13');
    const { body: open } = await world.as('王团队长').get<Matters>(`/api/leaves/${body.row.id}/matters`);
    expect(open.items.map(({ kind, title }) => `${kind} ${title}`)).toEqual(['task 收齐报表']);
    expect((await world.as('外行长').get(`/api/leaves/${body.row.id}/matters`)).status).toBe(404);
    expect(codes(await act('王团队长', body.row, 'approve'))).toEqual(['LEAVE_HANDOVER_NEEDED']);
    expect(codes(await act('王团队长', body.row, 'approve', { handover_to: world.ids.张经理 }))).toEqual([
      'LEAVE_HANDOVER_SELF',
    ]);
    const approved = await act('王团队长', body.row, 'approve', { handover_to: world.ids.李经理 });
    expect(approved.body.row).toMatchObject({ state: 'approved', handover: '1. 任务：收齐报表（2026-03-10 17:00）' });
    const tasks = await world.as('李经理').get<{ rows: object[] }>('/api/registers/task');
    expect(tasks.body.rows).toMatchObject([{ title: '接办张经理休假期间的未了事项', source_no: body.row.no }]);
  });

  it('[CUS-15] 人力看得到有事要交接，看不到是哪位客户；审批人和交接人看得到', async () => {
    const next = { next_step: '取报表', next_on: '2026-03-10' };
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, '2026-03-05T08:00:00+08:00', next));
    const { body } = await apply('2026-03-09', '2026-03-13');
    const titles = async (who: Parameters<DailyWorld['as']>[0]) =>
      (await world.as(who).get<Matters>(`/api/leaves/${body.row.id}/matters`)).body.items.map(({ title }) => title);
    expect(await titles('陈行长')).toContain('再访 甲公司：取报表');
    expect(await titles('人力')).toContain('再访 客户 C1');
    const approved = await act('陈行长', body.row, 'approve', { handover_to: world.ids.李经理 });
    const filed = (await world.as('人力').get<{ row: { handover: string } }>(`/api/registers/leave/${body.row.id}`))
      .body;
    expect(filed.row.handover).toContain('约定：再访 客户 C1（2026-03-10）');
    expect(filed.row.handover).not.toMatch(/甲公司|取报表/);
    const tasks = await world
      .as('李经理')
      .get<{ rows: { source_no: string; detail: string }[] }>('/api/registers/task');
    const passedOn = tasks.body.rows.find(({ source_no }) => source_no === approved.body.row.no);
    expect(passedOn?.detail).toContain('约定：再访 甲公司：取报表');
  });

  it('没有未了事项就不必交接；登记簿写明起止、审批、交接与销假', async () => {
    const { body } = await apply('2026-03-09', '2026-03-13');
    const approved = await act('王团队长', body.row, 'approve', { comment: '同意' });
    clock.set('2026-03-12T09:00:00+08:00');
    await act('张经理', approved.body.row, 'return', { to_date: '2026-03-11' });
    type Book = { lines: object[] };
    const book = (await world.as('王团队长').get<Book>('/api/leaves/book?from=2026-03-01&to=2026-03-31')).body;
    expect(book.lines).toMatchObject([
      {
        staff: '张经理',
        from: '2026-03-09',
        to: '2026-03-11',
        decidedBy: '王团队长',
        comment: '同意',
        handover: null,
        returnedAt: '2026-03-12T01:00:00.000Z',
      },
    ]);
    expect((await world.as('外行长').get<Book>('/api/leaves/book?from=2026-03-01&to=2026-03-31')).body.lines).toEqual(
      [],
    );
  });

  it('交接人自己那几天也请了假，不能接', async () => {
    const other = await world
      .as('李经理')
      .post<LeaveAnswer>('/api/registers/leave', { from_date: '2026-03-10', to_date: '2026-03-10', reason: '病假' });
    await act('王团队长', other.body.row, 'approve');
    await giveTask('2026-03-10T17:00:00+08:00');
    const { body } = await apply('2026-03-09', '2026-03-13');
    expect(codes(await act('王团队长', body.row, 'approve', { handover_to: world.ids.李经理 }))).toEqual([
      'LEAVE_HANDOVER_AWAY',
    ]);
  });
});
