import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Branch } from '../../src/modules/daily/branch/branch.ts';
import type { Team } from '../../src/modules/daily/team/team.ts';
import type { TeamDay } from '../../src/modules/daily/team/team-day.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, visitForm } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock);
  await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, '2026-03-05T10:00:00+08:00'));
});
afterEach(() => world.close());

describe('我的团队', () => {
  it('[DAY-15] 人员 × 日期：走访、请假、休息日；谁在哪一条落后', async () => {
    await world.as('李经理').post('/api/registers/leave', { from_date: '2026-03-09', to_date: '2026-03-10' });
    const { body } = await world.as('王团队长').get<Team>('/api/team');
    expect(body.people.map(({ name }) => name)).toEqual(['张经理', '李经理']);
    expect(body.days).toHaveLength(31);
    expect(body.days.filter(({ isWorkday }) => isWorkday)).toHaveLength(22);
    const nothing = { visits: 0, contacts: 0, log: false, meeting: null, outing: false };
    expect(body.cells).toEqual([{ ...nothing, staffId: world.ids.张经理, date: '2026-03-05', visits: 1 }]);
    expect(body.lags).toMatchObject([
      { staffId: world.ids.张经理, rule: 'CUS-1a', open: 1, overdue: 0, title: '重要客户每月走访' },
      { staffId: world.ids.张经理, rule: 'CUS-1c', open: 1, overdue: 0 },
    ]);
  });

  it('点开一天看到当日的联系；不是自己带的人看不到', async () => {
    const day = (who: Parameters<DailyWorld['as']>[0]) =>
      world.as(who).get<TeamDay>(`/api/team/${world.ids.张经理}/2026-03-05`);
    expect((await day('王团队长')).body.items).toMatchObject([{ customer: '甲公司', method: 'visit' }]);
    expect((await day('外行长')).status).toBe(404);
    expect((await day('张经理')).status).toBe(403);
  });
});

describe('我的支行', () => {
  it('核心客户与按条款的完成情况；没有同级机构时不排名', async () => {
    const { body } = await world.as('陈行长').get<Branch>('/api/branch');
    expect(body).toMatchObject({ institution: '机构S', month: '2026-03' });
    expect(body.core.map(({ name }) => name)).toEqual(['甲公司', '乙公司']);
    expect(body.core[0]).toMatchObject({ lastContactOn: '2026-03-05', seenByPresident: 0 });
    expect(body.clauses.find(({ rule }) => rule === 'DAY-7')).toMatchObject({ owed: 1, completed: 1, share: 100 });
    expect(body.clauses.find(({ rule }) => rule === 'CUS-1a')).toMatchObject({ owed: 1, completed: 0, rank: null });
  });
});
