import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MyDay } from '../../src/modules/daily/my-day/my-day.ts';
import type { MyStanding } from '../../src/modules/daily/my-day/my-standing.ts';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, visitForm } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock);
});
afterEach(() => world.close());

const myDay = async () => (await world.as('张经理').get<MyDay>('/api/my-day')).body;
const lines = ({ duties }: MyDay) =>
  duties.map(({ rule, subjectNo, status, got, need }) => `${rule} ${subjectNo} ${status} ${got}/${need}`);

describe('[DAY-19] 我的一天', () => {
  it('列出本期应办，先到期的在前，剩余工作日按日历计算', async () => {
    const day = await myDay();
    expect(lines(day)).toEqual(['CUS-1a C1 open 0/2', 'CUS-1c C2 open 0/1']);
    // 3月5日至31日有 19 个工作日（依据 2026 年放假通知）。
    expect(day.duties[0]).toMatchObject({ clause: 'CUS-1', title: '重要客户每月走访', workdaysLeft: 19 });
    expect(day).toMatchObject({ today: '2026-03-05', isWorkday: true, provisionalYears: [], next: null });
  });

  it('先记下的走访当日未写成，排在最前，写成后变为已履行并留在当日', async () => {
    const form = visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00');
    const { body } = await world.as('张经理').post('/api/registers/visit', form);
    const open = await myDay();
    expect(lines(open)[0]).toBe('DAY-7 C1 open 0/1');
    expect(open.duties[0]?.workdaysLeft).toBe(1);
    expect(open.visits).toMatchObject([{ id: body.row.id, customer: '甲公司', state: 'draft' }]);
    await world.as('张经理').post(`/api/registers/visit/${body.row.id}/submit`, { version: body.row.version });
    expect(lines(await myDay())).toEqual(['CUS-1a C1 open 1/2', 'CUS-1c C2 open 0/1', 'DAY-7 C1 fulfilled 1/1']);
  });

  it('逾期未写的走访记录仍是应办，在最前', async () => {
    const form = visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00');
    await world.as('张经理').post('/api/registers/visit', form);
    clock.set('2026-03-06T09:00:00+08:00');
    await advance(world.ctx);
    const day = await myDay();
    expect(lines(day)[0]).toBe('DAY-7 C1 breached 0/1');
    expect(day.duties[0]?.workdaysLeft).toBe(0);
  });

  it('行长的批示出现在当事人的一天里', async () => {
    const form = visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00');
    const { body } = await world.as('张经理').post('/api/visits', form);
    const comment = { version: body.row.version, comment: '尽快收齐报表' };
    await world.as('陈行长').post(`/api/registers/visit/${body.row.id}/confirm`, comment);
    expect((await myDay()).instructions).toMatchObject([{ text: '尽快收齐报表', by: '陈行长', customer: '甲公司' }]);
  });

  it('没有公布日历的年份标为暂定', async () => {
    clock.set('2027-03-05T09:00:00+08:00');
    await advance(world.ctx);
    expect((await myDay()).provisionalYears).toEqual([2027]);
  });

  it('我的本月：完成、逾期、积分与名次', async () => {
    const form = visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00');
    await world.as('张经理').post('/api/visits', form);
    const { body } = await world.as('张经理').get<MyStanding>('/api/my-day/standing');
    expect(body).toMatchObject({ month: '2026-03', owed: 2, completed: 1, overdue: 0, points: '0', rank: null, of: 1 });
  });

  it('[ASM-2] 我的本月里的积分与积分页同一个数：各表按自己的周期和封顶，表外的旧账不计', async () => {
    await world.db
      .insertInto('points_entry')
      .values(
        [
          ['ASM-2', '2026-03-02', '2'],
          ['ASM-2', '2025-12-30', '4'],
          ['OLD', '2026-03-02', '8'],
        ].map(([table_id = '', on_date = '', points = '']) => ({
          staff_id: world.ids.张经理,
          table_id,
          item_id: 'visit-missed',
          points,
          on_date,
          entered_by: world.ids.陈行长,
          recorded_at: clock.now(),
        })),
      )
      .execute();
    const { body } = await world.as('张经理').get<MyStanding>('/api/my-day/standing');
    expect(body.points).toBe('2');
    expect((await world.as('张经理').get<{ total: string }>('/api/points')).body.total).toBe(body.points);
  });

  it('翻页不漏不重', async () => {
    await sql`
      insert into staff (id, no, name, joined_on, recorded_at) overriding system value
      select 1000 + n, 'X' || n, '甲', '2020-01-01', '2020-01-01' from generate_series(1, 150) n`.execute(world.db);
    await sql`
      insert into duty (rule_id, subject_id, anchor, period, subject_type, starts_at, until_at, bearer_id, need, got,
        status, judgeable_at, rulebook_version, changed_at)
      select 'CUS-1b', 1000 + n, '2026-03-01', '2026-03', 'staff', '2026-02-28T16:00Z', '2026-03-31T16:00Z',
        ${world.ids.张经理}, 1, 0, 'open', '2026-04-03T16:00Z', 1, '2026-03-05T00:00Z'
      from generate_series(1, 150) n`.execute(world.db);
    const pages = [await myDay()];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) {
      pages.push((await world.as('张经理').get<MyDay>(`/api/my-day?after=${next}`)).body);
    }
    const keys = pages.flatMap(({ duties }) => duties.map(({ rule, subjectId }) => `${rule}/${subjectId}`));
    expect(pages[0]?.duties).toHaveLength(40);
    expect(keys).toHaveLength(152);
    expect(new Set(keys).size).toBe(152);
  });
});
