import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attendanceWaiting } from '../../src/modules/discipline/attendance/waiting.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person } from './daily-world.ts';

type Row = { id: number; no: string; version: number; state: string; incident_id: number | null };
type Cell = { staffId: number; day: string; status: string; title: string; source: string | null; open: boolean };
type Sheet = { days: string[]; people: { name: string }[]; cells: Cell[] };

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  // Friday.
  clock = frozenClock('2026-03-06T18:00:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-14'] });
});
afterEach(() => world.close());

const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const sheetOf = async (who: Person) => (await world.as(who).get<Sheet>('/api/attendance?month=2026-03-01')).body;
async function statusOf(person: Person, day = '2026-03-05') {
  const { cells } = await sheetOf('王团队长');
  return cells.find((cell) => cell.staffId === world.ids[person] && cell.day === day);
}
const note = (person: Person, status: string, input: object = {}) =>
  world.as('王团队长').post<{ row: Row }>('/api/registers/attendance', {
    staff_id: world.ids[person],
    biz_date: '2026-03-05',
    status,
    note: '下午三点后不在',
    ...input,
  });
async function noted(person: Person, status: string): Promise<Row> {
  const answer = await note(person, status);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.row;
}
const act = (who: Person, { id, version }: Row, name: string, input: object = {}) =>
  world.as(who).post<{ row: Row }>(`/api/registers/attendance/${id}/${name}`, { version, ...input });

async function meeting(day: string, statuses: Partial<Record<Person, string>>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into meeting (no, title, kind, institution_id, institution_ord, state, starts_at, biz_date, opens_before,
      late_after, sign_in, attendees, recorded_at)
    values (${`HY${day}`}, '晨会', 'morning', ${world.places.team.id}, 5, 'held', ${`${day} 08:20+08`}, ${day}, 30, 0, 'button',
      'everyone', ${`${day} 08:00+08`}) returning id`.execute(world.db);
  for (const [person, status] of Object.entries(statuses)) {
    await sql`
      insert into meeting_attendance (meeting_id, staff_id, status)
      values (${rows[0]?.id}, ${world.ids[person as Person]}, ${status})`.execute(world.db);
  }
}

async function leave(person: Person, asked: string, state = 'approved'): Promise<void> {
  await sql`
    insert into leave (no, staff_id, state, from_date, to_date, decided_by, decided_at, recorded_at)
    values (${`QJ${asked}`}, ${world.ids[person]}, ${state}, '2026-03-05', '2026-03-05', ${world.ids.王团队长}, ${asked},
      ${asked})`.execute(world.db);
}

describe('[DAY-14] 考勤表由事实得出', () => {
  it('每个工作日一格：签到、迟到、请假、事后请假、未登记', async () => {
    await meeting('2026-03-05', { 张经理: 'present', 李经理: 'late' });
    await meeting('2026-03-06', { 张经理: 'absent' });
    const { days, people, cells } = await sheetOf('王团队长');
    expect(days).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06']);
    expect(people.map(({ name }) => name)).toEqual(['张经理', '李经理', '王团队长']);
    expect(cells).toHaveLength(15);
    expect(await statusOf('张经理')).toMatchObject({
      status: 'present',
      source: '晨会 HY2026-03-05 签到',
      open: false,
    });
    expect(await statusOf('李经理')).toMatchObject({ title: '迟到', open: true });
    expect(await statusOf('张经理', '2026-03-06')).toMatchObject({ status: 'unsigned', open: true });
    expect(await statusOf('王团队长')).toMatchObject({ status: 'unknown', open: false });
  });

  it('[DAY-6] 事前请假的记请假；事后才提出的列为待核实，可登记旷工', async () => {
    await leave('张经理', '2026-03-04T09:00:00+08:00');
    await leave('李经理', '2026-03-06T09:00:00+08:00');
    expect(await statusOf('张经理')).toMatchObject({ status: 'leave' });
    expect(await statusOf('李经理')).toMatchObject({ status: 'late_leave', title: '事后请假', open: true });
    expect(codes(await note('张经理', 'absent'))).toEqual(['ATTENDANCE_KNOWN']);
    expect(codes(await note('李经理', 'late'))).toEqual(['ATTENDANCE_KNOWN']);
    await noted('李经理', 'absent');
    expect(await statusOf('李经理')).toMatchObject({ status: 'absent', open: false });
  });

  it('[DAY-6] 请假未批准而没有来的，列为待核实并写明', async () => {
    await leave('张经理', '2026-03-04T09:00:00+08:00', 'refused');
    await meeting('2026-03-05', { 张经理: 'absent' });
    expect((await statusOf('张经理'))?.source).toContain('未批准');
  });

  it('客户经理只看自己的', async () => {
    expect((await sheetOf('张经理')).people.map(({ name }) => name)).toEqual(['张经理']);
  });

  it('一次把没有任何事实的登记为出勤；有待核实的不动，本人的不动', async () => {
    await meeting('2026-03-05', { 张经理: 'absent' });
    const fill = () => world.as('王团队长').post<{ filled: number }>('/api/attendance/fill', { date: '2026-03-05' });
    expect((await fill()).body).toEqual({ filled: 1 });
    expect((await fill()).body).toEqual({ filled: 0 });
    expect(await statusOf('李经理')).toMatchObject({ status: 'present', source: null });
    expect(await statusOf('张经理')).toMatchObject({ status: 'unsigned' });
    expect((await world.as('张经理').post('/api/attendance/fill', { date: '2026-03-05' })).status).toBe(403);
  });

  it('考勤表可以导出，并记入审计', async () => {
    const port = await world.listen();
    const headers = { 'x-test-person': encodeURIComponent('王团队长') };
    const file = await fetch(`http://127.0.0.1:${port}/api/attendance/file?month=2026-03-01`, { headers });
    expect(file.status).toBe(200);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const { rows } = await sql`select from audit_record where action = 'attendance.sheet'`.execute(world.db);
    expect(rows).toHaveLength(1);
  });
});

describe('[DAY-14] 事实没有说的由主管登记', () => {
  it('只登记工作日、在职、不晚于今天的；异常须写明；一日只一条；不登记自己的', async () => {
    expect(codes(await note('张经理', 'late', { biz_date: '2026-03-07' }))).toEqual(['ATTENDANCE_REST_DAY']);
    expect(codes(await note('张经理', 'late', { biz_date: '2026-03-09' }))).toEqual(['ATTENDANCE_IN_FUTURE']);
    expect(codes(await note('张经理', 'late', { biz_date: '2019-12-31' }))).toEqual(['ATTENDANCE_BEFORE']);
    expect(codes(await note('张经理', 'late', { note: null }))).toEqual(['ATTENDANCE_NOTE']);
    expect(codes(await note('王团队长', 'late'))).toEqual(['OWN_CAUSE']);
    const first = await noted('张经理', 'early');
    expect(codes(await note('张经理', 'off_post'))).toEqual(['ATTENDANCE_EXISTS']);
    await act('王团队长', first, 'withdraw', { comment: '看错人' });
    await noted('张经理', 'off_post');
  });

  it('异常告知本人，可以说明；登记过错后由他人认定；三个工作日内处理', async () => {
    const row = await noted('张经理', 'absent');
    const told = attendanceWaiting.find(({ id }) => id === 'discipline.attendance-told');
    const waiting = () => told?.count({ ...world.ctx, principal: world.principalOf('张经理') }, 100);
    expect(await waiting()).toBe(1);
    expect(await world.duties('DAY-14')).toEqual([`${row.no} open 0/1`]);
    const said = (await act('张经理', row, 'answer', { reply: '当日在客户处，忘了登记' })).body.row;
    expect(await waiting()).toBe(0);
    expect((await act('张经理', said, 'excuse', { comment: '算了' })).status).toBe(403);
    const charged = (await act('王团队长', said, 'charge', { fault: 'DAY-14/absent' })).body.row;
    expect(await world.duties('DAY-14')).toEqual([`${row.no} fulfilled 1/1`]);
    const read = await world.as('张经理').get<{ row: object }>(`/api/registers/incident/${charged.incident_id}`);
    expect(read.body.row).toMatchObject({
      state: 'filed',
      tariff: '50.00',
      occurred_at: '2026-03-05T04:00:00.000Z',
      description: expect.stringContaining('忘了登记'),
    });
  });

  it('说明成立的不追究；登记为出勤的没有可处理的', async () => {
    const excused = await act('王团队长', await noted('张经理', 'late'), 'excuse', { comment: '车祸堵路' });
    expect(excused.body.row.state).toBe('excused');
    expect(await statusOf('张经理')).toMatchObject({ title: '迟到（不追究）' });
    const fine = (await note('李经理', 'present', { note: null })).body.row;
    expect(codes(await act('王团队长', fine, 'excuse', { comment: '无' }))).toEqual(['ATTENDANCE_FINE']);
    expect(await world.duties('DAY-14')).toHaveLength(1);
  });
});
