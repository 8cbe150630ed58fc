import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { CalendarEntry } from '../../src/modules/daily/calendar/entries.ts';
import type { Feed } from '../../src/modules/daily/calendar/feed.ts';
import { turnOfMeetings } from '../../src/modules/daily/meeting/turn-of-day.ts';
import type { MyAgenda } from '../../src/modules/daily/my-day/my-agenda.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, plantAccount, visitForm } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T08:10:00+08:00');
  world = await dailyWorld(clock);
  await plantAccount(world, '张经理');
});
afterEach(() => world.close());

const at = (time: string, day = '2026-03-05') => `${day}T${time}:00+08:00`;
const dayBegins = (day: string) => turnOfMeetings(world.ctx, day as CivilDate);
const me = () => world.as('张经理');

async function plantDay(): Promise<void> {
  const leader = world.as('王团队长');
  const expectOk = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBe(200);
  };
  await expectOk(
    leader.post('/api/registers/meeting-series', {
      name: '晨会',
      kind: 'morning',
      institution_id: world.places.team.id,
      falls_on: 'workday',
      starts_at: '08:20',
      from_date: '2026-03-01',
    }),
  );
  await dayBegins('2026-03-05');
  await expectOk(
    leader.post('/api/registers/task', {
      title: '收齐报表',
      assignee_id: world.ids.张经理,
      due_at: at('17:00', '2026-03-06'),
    }),
  );
  await expectOk(
    me().post('/api/outings', {
      business: '走访客户',
      planned_out_at: at('14:00'),
      expected_return_at: at('16:30'),
      stops: [
        { customer_id: world.customers.乙, place: '东路 2 号' },
        { customer_id: world.customers.甲, place: '工业园 8 号', phone: '13912345678' },
      ],
    }),
  );
}

async function entries(from: string, to: string): Promise<CalendarEntry[]> {
  return (await me().get<{ items: CalendarEntry[] }>(`/api/my-calendar?from=${from}&to=${to}`)).body.items;
}

const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));

describe('[DAY-19] 我的一天汇总例会、任务与行程', () => {
  it('例会可签到，任务带布置人，外出按次序列出要去的地方', async () => {
    await plantDay();
    const { body } = await me().get<MyAgenda>('/api/my-day/agenda');
    expect(body.meetings).toMatchObject([{ title: '晨会', status: 'expected', signIn: 'button' }]);
    expect(body.tasks).toMatchObject([{ title: '收齐报表', issuer: '王团队长' }]);
    expect(body.outings).toMatchObject([{ state: 'planned', stops: [{ party: '乙公司' }, { party: '甲公司' }] }]);
    await me().post(`/api/meetings/${body.meetings[0]?.id}/sign-in`, {});
    const after = (await me().get<MyAgenda>('/api/my-day/agenda')).body;
    expect(after.meetings).toMatchObject([{ status: 'present' }]);
    expect((await world.as('李经理').get<MyAgenda>('/api/my-day/agenda')).body).toMatchObject({
      tasks: [],
      outings: [],
    });
  });
});

describe('[DAY-19] 我的日历', () => {
  it('一周内：已召集与将召集的例会各一次，任务、行程、到期事项各在其日', async () => {
    await plantDay();
    const lines = (await entries('2026-03-05', '2026-03-09')).map(({ day, title }) => `${day} ${title}`);
    expect(lines).toEqual([
      '2026-03-05 晨会',
      '2026-03-05 外出：乙公司 → 甲公司',
      '2026-03-06 晨会',
      '2026-03-06 任务：收齐报表',
      '2026-03-09 晨会',
    ]);
    const ends = (await entries('2026-03-31', '2026-03-31')).filter(({ kind }) => kind === 'duty');
    expect(ends).toMatchObject([{ title: '到期 重要客户每月走访：甲公司', at: null, day: '2026-03-31' }]);
  });

  it('约定再访的日子在日历上，再去过之后不再提醒', async () => {
    await me().post(
      '/api/visits',
      visitForm(world.customers.甲, at('08:00'), { next_on: '2026-03-12', next_step: '取报表' }),
    );
    expect(await entries('2026-03-12', '2026-03-12')).toMatchObject([
      { kind: 'visit', title: '再访 甲公司', note: '取报表' },
    ]);
    clock.set(at('12:00', '2026-03-10'));
    await me().post('/api/visits', visitForm(world.customers.甲, at('09:00', '2026-03-10')));
    expect(await entries('2026-03-12', '2026-03-12')).toEqual([]);
  });

  it('范围过长被拒绝', async () => {
    const { status, body } = await me().get('/api/my-calendar?from=2026-01-01&to=2026-12-31');
    expect([status, body.problems?.[0]?.code]).toEqual([422, 'CALENDAR_RANGE']);
  });
});

describe('[DAY-19] 订阅日历', () => {
  const open = async () => (await me().post<{ token: string }>('/api/my-calendar/feed', {})).body.token;
  const feed = (token: string) => world.visitor(`/api/calendars/${token}/zhanye.ics`);

  it('凭地址即可读，不必登录；时间为绝对时刻，期限为整日，再读时编号不变，不含电话', async () => {
    await plantDay();
    const token = await open();
    const { statusCode, headers, payload } = await feed(token);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(payload).not.toContain('13912345678');
    const events = read(payload);
    const outing = events.find(({ summary }) => summary === '外出：乙公司 → 甲公司');
    expect(outing?.startDate.toJSDate()).toEqual(new Date(at('14:00')));
    expect(outing?.endDate.toJSDate()).toEqual(new Date(at('16:30')));
    const ends = events.filter(({ summary }) => summary === '到期 重要客户每月走访：甲公司');
    expect(ends.map(({ startDate }) => [startDate.isDate, String(startDate)])).toContainEqual([true, '2026-03-31']);
    const uids = events.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    clock.set(at('09:00', '2026-03-06'));
    await dayBegins('2026-03-06');
    const later = read((await feed(token)).payload).map(({ uid }) => uid);
    // 昨天没有人签到的晨会作废了；今天的晨会召集之后仍是同一个事件。
    expect(uids.filter((uid) => !later.includes(uid))).toEqual([uids.find((uid) => uid.includes('2026-03-05@'))]);
    expect(later.filter((uid) => uid.includes('2026-03-06@'))).toHaveLength(1);
  });

  it('库中不存地址本身；更换后原地址失效，停用后都失效，账号停用后也失效', async () => {
    const first = await open();
    const { token_hash } = await world.db.selectFrom('calendar_feed').selectAll().executeTakeFirstOrThrow();
    expect(token_hash.toString('base64url')).not.toBe(first);
    const second = await open();
    expect((await feed(first)).statusCode).toBe(404);
    expect((await feed(second)).statusCode).toBe(200);
    const { body } = await me().get<{ feed: Feed | null }>('/api/my-calendar/feed');
    expect(body.feed).toMatchObject({ readAt: clock.now().toISOString() });
    expect(JSON.stringify(body)).not.toContain(second);
    await world.db.updateTable('account').set({ disabled_at: clock.now() }).execute();
    expect((await feed(second)).statusCode).toBe(404);
    await world.db.updateTable('account').set({ disabled_at: null }).execute();
    await me().delete('/api/my-calendar/feed');
    expect((await feed(second)).statusCode).toBe(404);
    expect((await feed('x'.repeat(43))).statusCode).toBe(404);
  });
});
