import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outingWaiting } from '../../src/modules/daily/outing/waiting.ts';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person, visitForm } from './daily-world.ts';

type Stop = { id: number; version: number; state: string; hasPosition: boolean; visitState: string | null };
type Board = {
  outings: {
    id: number;
    no: string;
    state: string;
    staff: string;
    until: string | null;
    rule: string | null;
    stops: Stop[];
  }[];
};
type Row = { id: number; no: string; version: number; state: string; acknowledged_by: number | null };

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T14:00:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-5', 'DAY-7'] });
});
afterEach(() => world.close());

const at = (time: string, day = '2026-03-05') => `${day}T${time}:00+08:00`;
const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);

const plan = (changes: object = {}, stop: object = {}) => ({
  business: '走访客户',
  planned_out_at: at('14:00'),
  expected_return_at: at('16:30'),
  ...changes,
  stops: [
    {
      customer_id: world.customers.甲,
      place: '工业园 8 号',
      contact_name: '刘总',
      phone: '13912345678',
      purpose: '续贷',
      ...stop,
    },
  ],
});

async function registered(who: Person, body: object): Promise<Row> {
  const answer = await world.as(who).post<{ row: Row }>('/api/outings', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.row;
}

const leaving = (who: Person = '张经理', changes: object = {}, stop: object = {}) =>
  registered(who, { ...plan(changes, stop), leaving: true });

const act = (who: Person, row: { id: number; version: number }, name: string, input: object = {}) =>
  world.as(who).post<{ row: Row }>(`/api/registers/outing/${row.id}/${name}`, { version: row.version, ...input });

const actOnStop = (who: Person, stop: { id: number; version: number }, name: string, input: object = {}) =>
  world.as(who).post(`/api/registers/outing_stop/${stop.id}/${name}`, { version: stop.version, ...input });

const board = async (who: Person) => (await world.as(who).get<Board>('/api/outings/board')).body.outings;
const stopOf = async (who: Person) => (await board(who))[0]?.stops[0] as Stop;

async function facts() {
  const { rows } = await sql<{ kind: string; at: Date }>`
    select kind, occurred_at as at from fact where kind like 'outing.%' and superseded_at is null
    order by occurred_at`.execute(world.db);
  return rows.map(({ kind, at }) => `${kind} ${at.toISOString()}`);
}

describe('[DAY-5] 外出须事前登记', () => {
  it('先计划，出发，归行并写结果；每一步记下事实', async () => {
    const planned = await registered('张经理', plan());
    expect(planned.state).toBe('planned');
    expect(await facts()).toEqual([]);
    const out = await act('张经理', planned, 'depart');
    clock.set(at('16:20'));
    expect(codes(await act('张经理', out.body.row, 'return'))).toEqual(['FIELD_NEEDED']);
    const back = await act('张经理', out.body.row, 'return', { result: '同意续作' });
    expect(back.body.row.state).toBe('returned');
    expect(await facts()).toEqual([
      'outing.started 2026-03-05T05:59:59.999Z',
      'outing.returned 2026-03-05T08:19:59.999Z',
    ]);
  });

  it('因公外出须写明去哪、见谁；要么全部登记，要么什么也不留下', async () => {
    expect(codes(await world.as('张经理').post('/api/outings', { ...plan(), stops: [] }))).toEqual([
      'OUTING_WITHOUT_STOP',
    ]);
    const nobody = plan({}, { customer_id: null });
    expect(codes(await world.as('张经理').post('/api/outings', nobody))).toEqual(['STOP_WHOM']);
    const others = await world.as('李经理').post('/api/outings', plan());
    expect(others.status).toBe(404);
    expect((await sql`select 1 from outing`.execute(world.db)).rows).toEqual([]);
  });

  it('一次外出未归不能再登记另一次；归行不能早于外出，也不能晚于现在', async () => {
    const first = await leaving();
    expect(codes(await world.as('张经理').post('/api/outings', { ...plan(), leaving: true }))).toEqual([
      'OUTING_UNDER_WAY',
    ]);
    const back = (time: string) => act('张经理', first, 'return', { result: '完成', returned_at: at(time) });
    expect(codes(await back('13:00'))).toEqual(['OUTING_RETURN_EARLY']);
    expect(codes(await back('15:00'))).toEqual(['OUTING_IN_FUTURE']);
  });

  it('同一 Idempotency-Key 登记两次，只有一次外出', async () => {
    const body = { ...plan(), leaving: true };
    const twice = await Promise.all([1, 2].map(() => world.as('张经理').post('/api/outings', body, 'w1')));
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(await board('张经理')).toHaveLength(1);
  });

  it('主管收到待知悉，知悉后消失，不能知悉自己的', async () => {
    const row = await leaving();
    const told = outingWaiting.find(({ id }) => id === 'daily.outings-told');
    const waiting = () => told?.count({ ...world.ctx, principal: world.principalOf('王团队长') }, 100);
    expect(await waiting()).toBe(1);
    const known = await act('王团队长', row, 'acknowledge');
    expect(known.body.row).toMatchObject({ state: 'out', acknowledged_by: world.ids.王团队长 });
    expect(await waiting()).toBe(0);
    expect(codes(await act('王团队长', known.body.row, 'acknowledge'))).toEqual(['OUTING_ACKNOWLEDGED']);
    const own = await registered('王团队长', { ...plan({}, { customer_id: null, party: '工商局' }), leaving: true });
    expect(codes(await act('王团队长', own, 'acknowledge'))).toEqual(['OWN_CAUSE']);
  });
});

describe('[DAY-6] 因私外出须有批准的请假', () => {
  const privately = () => ({ ...plan({ kind: 'private', business: '就医' }), stops: [], leaving: true });

  it('没有请假或尚未批准，不能登记；批准后可以，并记下请假编号', async () => {
    expect(codes(await world.as('张经理').post('/api/outings', privately()))).toEqual(['OUTING_LEAVE_NEEDED']);
    const span = { from_date: '2026-03-05', to_date: '2026-03-05', reason: '就医' };
    const asked = await world.as('张经理').post<{ row: Row }>('/api/registers/leave', span);
    expect(codes(await world.as('张经理').post('/api/outings', privately()))).toEqual(['OUTING_LEAVE_NEEDED']);
    const { id, version, no } = asked.body.row;
    await world.as('王团队长').post(`/api/registers/leave/${id}/approve`, { version });
    expect(await registered('张经理', privately())).toMatchObject({ state: 'out', leave_no: no });
  });
});

describe('[DAY-5] 到达位置须当次同意，可以删除', () => {
  it('只收一公里的精度，没有同意不收；位置对所有人遮盖，删除后不留', async () => {
    await leaving();
    const stop = await stopOf('张经理');
    const exact = { arrival_position: '28.682892,115.858197', position_consent: true };
    expect(codes(await actOnStop('张经理', stop, 'arrive', exact))).toEqual(['POSITION_TOO_FINE']);
    const without = { arrival_position: '28.68,115.86' };
    expect(codes(await actOnStop('张经理', stop, 'arrive', without))).toEqual(['POSITION_NEEDS_CONSENT']);
    await actOnStop('张经理', stop, 'arrive', { ...without, position_consent: true });
    const arrived = await stopOf('王团队长');
    expect(arrived).toMatchObject({ state: 'arrived', hasPosition: true });
    const seen = await world.as('王团队长').get<{ row: object }>(`/api/registers/outing_stop/${stop.id}`);
    expect(JSON.stringify(seen.body.row)).not.toContain('28.68');
    await actOnStop('张经理', arrived, 'forget');
    expect(await stopOf('王团队长')).toMatchObject({ state: 'arrived', hasPosition: false });
    const { rows } = await sql<{ trace: string }>`
      select coalesce(string_agg(detail::text, ''), '') as trace from audit_record`.execute(world.db);
    expect(rows[0]?.trace).not.toContain('28.68');
  });

  it('没有出发不能到达，别人不能替他到达', async () => {
    await registered('张经理', plan());
    const stop = await stopOf('张经理');
    expect(codes(await actOnStop('张经理', stop, 'arrive'))).toEqual(['OUTING_NOT_UNDER_WAY']);
    expect((await actOnStop('王团队长', stop, 'arrive')).status).toBe(403);
    expect((await actOnStop('李经理', stop, 'arrive')).status).toBe(404);
  });
});

describe('[DAY-18] 外出看板', () => {
  it('本人只看自己，团队长看本团队，外行的行长看不到', async () => {
    await leaving();
    await leaving('李经理', {}, { customer_id: null, party: '某公司' });
    expect((await board('张经理')).map(({ staff }) => staff)).toEqual(['张经理']);
    expect((await board('王团队长')).map(({ staff }) => staff).sort()).toEqual(['张经理', '李经理'].sort());
    expect(await board('陈行长')).toHaveLength(2);
    expect(await board('外行长')).toEqual([]);
  });

  it('昨天未归的人仍在板上，昨天归来的不在', async () => {
    const row = await leaving();
    await leaving('李经理', {}, { customer_id: null, party: '某公司' });
    clock.set(at('16:00'));
    await act('张经理', row, 'return', { result: '完成' });
    expect(await board('王团队长')).toHaveLength(2);
    clock.set(at('09:00', '2026-03-06'));
    expect((await board('王团队长')).map(({ staff }) => staff)).toEqual(['李经理']);
  });
});

describe('[DAY-5][DAY-7] 从外出到走访记录不写两遍', () => {
  it('走访预填自到访地点；记下走访后，看板上的地点显示已记', async () => {
    await leaving();
    const stop = await stopOf('张经理');
    clock.set(at('14:40'));
    await actOnStop('张经理', stop, 'arrive');
    const url = `/api/visits/prefill?customer=${world.customers.甲}&stop=${stop.id}`;
    const { body } = await world.as('张经理').get(url);
    expect(body).toMatchObject({ met_name: '刘总', purpose: '续贷', occurred_at: '2026-03-05T06:39:59.999Z' });
    expect((await world.as('李经理').get(url)).status).toBe(404);
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, at('14:40')));
    expect((await stopOf('张经理')).visitState).toBe('submitted');
  });

  it('登记簿按日列出，电话遮盖', async () => {
    await leaving();
    const { body } = await world
      .as('王团队长')
      .get<{ lines: object[] }>('/api/outings/book?from=2026-03-01&to=2026-03-31');
    expect(body.lines).toMatchObject([
      { staff: '张经理', places: '工业园 8 号', parties: '甲公司 刘总', phones: ['139****5678'] },
    ]);
  });
});

describe('[DAY-5] 外出须当日归行', () => {
  const back = (row: Row, time: string, input: object = {}) => {
    clock.set(at(time));
    return act('张经理', row, 'return', { result: '完成', ...input });
  };

  it('17:00 前归行即履行；在板上看得到期限与依据', async () => {
    const row = await leaving();
    expect(await world.duties('DAY-5')).toEqual([`${row.no} open 0/1`]);
    expect(await board('张经理')).toMatchObject([{ until: '2026-03-05T09:00:00.000Z', rule: 'DAY-5' }]);
    await back(row, '16:59');
    expect(await world.duties('DAY-5')).toEqual([`${row.no} fulfilled 1/1`]);
  });

  it('17:00 以后才归行，逾期履行；违规仍在', async () => {
    const row = await leaving();
    clock.set(at('17:00'));
    await advance(world.ctx);
    expect(await world.duties('DAY-5')).toEqual([`${row.no} breached 0/1`]);
    await back(row, '17:20');
    expect(await world.duties('DAY-5')).toEqual([`${row.no} late 1/1`]);
  });

  it('17:00 前已回、当日补登归行时间的，仍算履行；隔日补登不算', async () => {
    const row = await leaving();
    clock.set(at('17:10'));
    await advance(world.ctx);
    await back(row, '17:30', { returned_at: at('16:50') });
    expect(await world.duties('DAY-5')).toEqual([`${row.no} fulfilled 1/1`]);
    clock.set(at('14:00', '2026-03-06'));
    const other = await leaving(
      '李经理',
      { expected_return_at: at('16:00', '2026-03-06') },
      { customer_id: null, party: '某公司' },
    );
    clock.set(at('09:00', '2026-03-07'));
    await act('李经理', other, 'return', { result: '完成', returned_at: at('16:00', '2026-03-06') });
    await advance(world.ctx);
    expect((await world.duties('DAY-5')).at(-1)).toBe(`${other.no} breached 0/1`);
  });

  it('17:00 以后才外出的、因私外出的，不适用', async () => {
    clock.set(at('18:00'));
    await leaving('张经理', { expected_return_at: at('20:00') });
    expect(await world.duties('DAY-5')).toEqual([]);
  });
});
