import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import { turnOfMeetings } from '../../src/modules/daily/meeting/turn-of-day.ts';
import { transact } from '../../src/platform/context.ts';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { addPost, appoint } from '../support/people.ts';
import { type DailyWorld, dailyWorld, type Person } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T07:00:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-1', 'DAY-2', 'DAY-3', 'DAY-4', 'DAY-16'] });
});
afterEach(() => world.close());

const at = (text: string) => `${text}:00+08:00`;
const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const dayBegins = (day: string) => transact(world.ctx, (ctx) => turnOfMeetings(ctx, day as CivilDate));

type Mine = {
  items: {
    id: number;
    no: string;
    version: number;
    title: string;
    status: string | null;
    leads: boolean;
    expected: number;
    came: number;
  }[];
};
type Sheet = { leads: boolean; items: { name: string; status: string; reason: string | null }[] };
type Row = { row: { id: number; no: string; version: number; state: string } };

/** A series of the team as the leader writes it. */
async function writeSeries(changes: object = {}): Promise<void> {
  const { status, body } = await world.as('王团队长').post('/api/registers/meeting-series', {
    name: '晨会',
    kind: 'morning',
    institution_id: world.places.team.id,
    falls_on: 'workday',
    starts_at: '08:20',
    from_date: '2026-03-01',
    ...changes,
  });
  expect(status, JSON.stringify(body)).toBe(200);
}

const mine = async (who: Person) => (await world.as(who).get<Mine>('/api/meetings/mine')).body.items;
const todays = async (who: Person = '张经理') => (await mine(who))[0] as Mine['items'][number];
const signIn = (who: Person, id: number, code?: string) =>
  world
    .as(who)
    .post<{ status: string; signedAt: string }>(`/api/meetings/${id}/sign-in`, code === undefined ? {} : { code });
const sheetOf = async (who: Person, id: number) =>
  Object.fromEntries(
    (await world.as(who).get<Sheet>(`/api/meetings/${id}/attendance`)).body.items.map(({ name, status }) => [
      name,
      status,
    ]),
  );
const act = (who: Person, id: number, version: number, name: string, input: object = {}) =>
  world.as(who).post<Row>(`/api/registers/meeting/${id}/${name}`, { version, ...input });

async function meetingDays(): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select biz_date as day from meeting order by biz_date`.execute(world.db);
  return rows.map(({ day }) => day);
}

describe('[DAY-1] 晨会', () => {
  it('建立安排即召集当日；每个工作日自动召集一次，休息日不召集', async () => {
    await writeSeries();
    expect(await meetingDays()).toEqual(['2026-03-05']);
    for (const day of ['2026-03-06', '2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09']) {
      clock.set(at(`${day}T00:01`));
      await dayBegins(day);
    }
    expect(await meetingDays()).toEqual(['2026-03-05', '2026-03-06', '2026-03-09']);
    const meeting = await todays();
    expect(meeting).toMatchObject({ title: '晨会', status: 'expected', leads: false, expected: 3, came: 0 });
    expect(await todays('王团队长')).toMatchObject({ leads: true });
    expect(await mine('外行长')).toEqual([]);
  });

  it('准时签到即到会，义务当即履行；过时签到记为迟到；重复签到结果不变', async () => {
    await writeSeries();
    const { id } = await todays();
    expect(codes(await signIn('张经理', id))).toEqual(['MEETING_NOT_OPEN']);
    clock.set(at('2026-03-05T08:20'));
    await advance(world.ctx);
    expect(await dutyOf('E1')).toBe('open 0/1');
    const first = await signIn('张经理', id);
    expect(first.body.status).toBe('present');
    expect(await dutyOf('E1')).toBe('fulfilled 1/1');
    clock.set(at('2026-03-05T08:21'));
    expect((await signIn('张经理', id)).body).toEqual(first.body);
    expect((await signIn('李经理', id)).body.status).toBe('late');
    expect(await sheetOf('王团队长', id)).toEqual({ 张经理: 'present', 李经理: 'late', 王团队长: 'expected' });
    const { rows } = await sql<{ key: string }>`select key from fact where kind = 'meeting.attended'`.execute(world.db);
    expect(rows).toHaveLength(2);
    expect((await signIn('外行长', id)).status).toBe(404);
  });

  it('两台设备同时签到，只记一次', async () => {
    await writeSeries();
    const { id } = await todays();
    clock.set(at('2026-03-05T08:10'));
    const answers = await Promise.all(Array.from({ length: 6 }, () => signIn('张经理', id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from fact where kind = 'meeting.attended'`.execute(world.db);
    expect(rows[0]?.count).toBe(1);
  });

  it('已批准请假的自动记为请假；散会时未签到的记为缺席', async () => {
    await writeSeries();
    await sql`
      insert into leave (no, staff_id, institution_id, institution_ord, state, from_date, to_date, recorded_at)
      values ('QJ1', ${world.ids.李经理}, ${world.places.team.id}, 5, 'approved', '2026-03-06', '2026-03-06', ${clock.now()})`.execute(
      world.db,
    );
    clock.set(at('2026-03-06T00:01'));
    await dayBegins('2026-03-06');
    clock.set(at('2026-03-06T08:15'));
    const { id } = await todays();
    expect((await sheetOf('张经理', id)).李经理).toBe('excused');
    const { version } = await todays('王团队长');
    expect(codes(await act('王团队长', id, version, 'close'))).toEqual(['MEETING_EMPTY']);
    await signIn('王团队长', id);
    expect(codes(await act('王团队长', id, version, 'close'))).toEqual(['MEETING_NOT_BEGUN']);
    clock.set(at('2026-03-06T08:50'));
    expect((await act('王团队长', id, version, 'close')).body.row.state).toBe('held');
    expect(await sheetOf('王团队长', id)).toEqual({ 张经理: 'absent', 李经理: 'excused', 王团队长: 'present' });
    expect(codes(await signIn('张经理', id))).toEqual(['MEETING_OVER']);
  });

  it('主管忘了散会：次日自动散会，签了到的仍算到会；无人签到的记为未召开', async () => {
    await writeSeries();
    const { id } = await todays();
    clock.set(at('2026-03-05T08:10'));
    await signIn('张经理', id);
    clock.set(at('2026-03-06T00:01'));
    await dayBegins('2026-03-06');
    expect(await stateOf(id)).toBe('held');
    expect((await sheetOf('王团队长', id)).李经理).toBe('absent');
    clock.set(at('2026-03-09T00:01'));
    await dayBegins('2026-03-09');
    const { rows } = await sql<{ state: string }>`select state from meeting where biz_date = '2026-03-06'`.execute(
      world.db,
    );
    expect(rows).toEqual([{ state: 'cancelled' }]);
  });

  it('换过岗的人也只欠一次', async () => {
    const institutionId = world.places.elsewhere.id;
    await addPost(world.db, 'clerk', 'clerk');
    await appoint(world.db, { staffId: world.ids.张经理, post: 'clerk', institutionId, until: '2020-06-01' });
    await writeSeries();
    expect((await world.duties('DAY-1b')).map((line) => line.split(' ')[1])).toEqual(['open', 'open', 'open']);
  });

  it('没有召集的由主管负责；取消的、无人到的、准假的，谁也不欠', async () => {
    await advance(world.ctx);
    const held = async () => (await world.duties('DAY-1a')).filter((line) => line.startsWith('2026-03-05'));
    expect(await held()).toEqual(Array(3).fill('2026-03-05 open 0/1'));
    expect(await world.duties('DAY-1b')).toEqual([]);
    await writeSeries();
    const { id, version } = await todays('王团队长');
    const owed = async () => (await world.duties('DAY-1b')).map((line) => line.split(' ').slice(1).join(' '));
    expect(await owed()).toEqual(Array(3).fill('open 0/1'));
    clock.set(at('2026-03-05T08:30'));
    const roll = { staff: world.ids.李经理, status: 'excused', reason: '病假' };
    expect((await world.as('王团队长').post(`/api/meetings/${id}/attendance`, roll)).status).toBe(200);
    expect((await owed()).toSorted()).toEqual(['open 0/1', 'open 0/1', 'void 0/1']);
    expect((await act('王团队长', id, version, 'cancel', { cancellation: '总行视频会' })).status).toBe(200);
    expect(await owed()).toEqual(Array(3).fill('void 0/1'));
    clock.set(at('2026-03-06T00:01'));
    await dayBegins('2026-03-06');
    clock.set(at('2026-03-07T00:01'));
    await advance(world.ctx);
    expect((await owed()).filter((line) => line === 'breached 0/1')).toHaveLength(3);
    await dayBegins('2026-03-07');
    expect(await owed()).toEqual(Array(6).fill('void 0/1'));
    expect(await held()).toEqual(Array(3).fill('2026-03-05 breached 0/1'));
  });
});

describe('[DAY-4] 签到、纪要与备案', () => {
  it('凭会场签到码：过期、错误不收，连错五次须等候；只有主持方看得到', async () => {
    await writeSeries({ sign_in: 'code' });
    const { id } = await todays();
    clock.set(at('2026-03-05T08:10'));
    const shown = async () => (await world.as('王团队长').get<{ code: string }>(`/api/meetings/${id}/code`)).body.code;
    expect((await world.as('张经理').get(`/api/meetings/${id}/code`)).status).toBe(403);
    expect((await world.as('外行长').get(`/api/meetings/${id}/code`)).status).toBe(404);
    const code = await shown();
    expect(code).toMatch(/^\d{6}$/);
    expect(codes(await signIn('张经理', id))).toEqual(['MEETING_CODE_NEEDED']);
    clock.advance({ seconds: 30 });
    expect((await signIn('李经理', id, code)).body.status).toBe('present');
    clock.advance({ seconds: 30 });
    expect(codes(await signIn('张经理', id, code))).toEqual(['MEETING_CODE_WRONG']);
    for (let tries = 0; tries < 4; tries++) await signIn('张经理', id, 'xxxxxx');
    const blocked = await signIn('张经理', id, await shown());
    expect([blocked.status, codes(blocked)]).toEqual([429, ['MEETING_CODE_TRIES']]);
    clock.advance({ minutes: 1 });
    expect((await signIn('张经理', id, await shown())).body.status).toBe('present');
  });

  it('点名：记缺席须写原因，不能替自己点名；记错可更正，事实随之撤回', async () => {
    await writeSeries();
    const { id } = await todays();
    clock.set(at('2026-03-05T08:30'));
    const roll = (who: Person, staff: Person, status: string, reason?: string) =>
      world
        .as(who)
        .post(`/api/meetings/${id}/attendance`, { staff: world.ids[staff], status, ...(reason && { reason }) });
    expect(codes(await roll('王团队长', '张经理', 'absent'))).toEqual(['ATTENDANCE_REASON']);
    expect(codes(await roll('王团队长', '王团队长', 'present'))).toEqual(['ATTENDANCE_OWN']);
    expect((await roll('张经理', '李经理', 'present')).status).toBe(403);
    expect((await roll('王团队长', '李经理', 'present')).status).toBe(200);
    expect(await dutyOf('E2')).toBe('fulfilled 1/1');
    expect((await roll('王团队长', '李经理', 'absent', '代签')).status).toBe(200);
    expect(await dutyOf('E2')).toBe('open 0/1');
    expect(codes(await signIn('李经理', id))).toEqual(['MEETING_MARKED_ABSENT']);
    const { rows } = await sql<{ action: string; detail: object }>`
      select action, detail from audit_record where action = 'meeting.roll' order by id`.execute(world.db);
    expect(rows.map(({ detail }) => detail)).toEqual([
      { staff: world.ids.李经理, status: 'present' },
      { staff: world.ids.李经理, status: 'absent', reason: '代签' },
    ]);
  });

  it('散会后三个工作日内归档；纪要不写不能归档；决议成为任务', async () => {
    await writeSeries();
    const { id, version } = await todays('王团队长');
    clock.set(at('2026-03-05T08:50'));
    await signIn('王团队长', id);
    const held = (await act('王团队长', id, version, 'close', { guests: '陈行长' })).body.row;
    expect(await world.duties('DAY-4')).toEqual([`${held.no} open 0/1`]);
    expect(codes(await act('王团队长', id, held.version, 'file'))).toEqual(['FIELD_NEEDED']);

    const decided = await world.as('王团队长').post<{ no: string }>(`/api/meetings/${id}/decisions`, {
      title: '本周完成甲公司贷后资料',
      assignee_id: world.ids.张经理,
      due_at: at('2026-03-06T17:00'),
    });
    expect(decided.body.no).toMatch(/^RW/);
    const { items } = (await world.as('张经理').get<{ items: object[] }>(`/api/meetings/${id}/decisions`)).body;
    expect(items).toMatchObject([{ no: decided.body.no, assignee: '张经理', state: 'assigned' }]);
    expect(await world.duties('DAY-16')).toEqual([`${decided.body.no}@2026-03-06 open 0/1`]);

    const filed = await act('王团队长', id, held.version, 'file', { minutes: '一、通告贷后要求' });
    expect(filed.body.row.state).toBe('filed');
    expect(await world.duties('DAY-4')).toEqual([`${held.no} fulfilled 1/1`]);
    expect((await world.as('张经理').post(`/api/meetings/${id}/decisions`, {})).status).toBe(403);
  });
});

describe('[DAY-2] 周例会', () => {
  it('每周一次，召开即履行', async () => {
    await writeSeries({ name: '周例会', kind: 'weekly', falls_on: 'weekday', weekday: 'thursday', starts_at: '16:30' });
    const { id, version } = await todays('王团队长');
    clock.set(at('2026-03-05T17:30'));
    await signIn('王团队长', id);
    const weekly = async () =>
      (
        await sql<{ status: string; got: number }>`
        select status, got from duty where rule_id = 'DAY-2' and subject_id = ${world.places.team.id}
          and anchor = '2026-03-02'`.execute(world.db)
      ).rows;
    expect(await weekly()).toEqual([{ status: 'open', got: 0 }]);
    await act('王团队长', id, version, 'close');
    expect(await weekly()).toEqual([{ status: 'fulfilled', got: 1 }]);
  });

  it('按周召开的须选星期几；时刻写法有误不能保存', async () => {
    const wrong = {
      name: '周例会',
      kind: 'weekly',
      institution_id: world.places.team.id,
      falls_on: 'weekday',
      starts_at: '8点',
      from_date: '2026-03-01',
    };
    expect(codes(await world.as('王团队长').post('/api/registers/meeting-series', wrong))).toEqual([
      'SERIES_TIME_UNREADABLE',
      'SERIES_WEEKDAY_NEEDED',
    ]);
  });
});

describe('[DAY-3] 谁缺了什么', () => {
  it('人员 × 场次：主管看本团队，客户经理只看本人', async () => {
    await writeSeries();
    const { id, version } = await todays('王团队长');
    clock.set(at('2026-03-05T08:30'));
    await signIn('王团队长', id);
    await act('王团队长', id, version, 'close');
    type Month = { people: { name: string; expected: number; missed: number; late: number }[]; sessions: object[] };
    const month = async (who: Person) => (await world.as(who).get<Month>('/api/meeting-attendance')).body;
    expect((await month('王团队长')).people.map(({ name, missed, late }) => [name, missed, late])).toEqual([
      ['张经理', 1, 0],
      ['李经理', 1, 0],
      ['王团队长', 0, 1],
    ]);
    expect((await month('王团队长')).sessions).toEqual([{ date: '2026-03-05', kind: 'morning' }]);
    expect((await month('张经理')).people.map(({ name }) => name)).toEqual(['张经理']);
    expect((await month('外行长')).people.map(({ name }) => name)).toEqual(['人力', '外行长']);
  });
});

/** What a person owes for the morning meeting of the day (DAY-1b). */
async function dutyOf(no: string): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select d.status || ' ' || d.got || '/' || d.need as line from duty d join staff s on s.id = d.subject_id
    where d.rule_id = 'DAY-1b' and s.no = ${no} and d.anchor like 'HY20260305-%'`.execute(world.db);
  return rows[0]?.line ?? 'none';
}

async function stateOf(id: number): Promise<string | undefined> {
  return (await sql<{ state: string }>`select state from meeting where id = ${id}`.execute(world.db)).rows[0]?.state;
}
