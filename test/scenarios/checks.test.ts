import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWaiting } from '../../src/modules/discipline/check/waiting.ts';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person } from './daily-world.ts';

type Row = Record<string, unknown> & { id: number; no: string; version: number; state: string; staff_id: number };
type Verification = {
  agrees: boolean;
  compared: Record<string, boolean>;
  lots: { no: string; drawn: boolean }[] | null;
};

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T10:00:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-13'] });
});
afterEach(() => world.close());

const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const order = (who: Person, input: object = {}) =>
  world
    .as(who)
    .post<{ row: Row }>('/api/registers/spot-check', { institution_id: world.places.team.id, wanted: 1, ...input });
async function drawn(who: Person, input: object = {}): Promise<Row[]> {
  const answer = await order(who, input);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const list = await world.as(who).get<{ rows: Row[] }>('/api/registers/post-check');
  return list.body.rows.filter(({ spot_check_no }) => spot_check_no === answer.body.row.no);
}
const act = (who: Person, { id, version }: Row, name: string, input: object = {}) =>
  world.as(who).post<{ row: Row }>(`/api/registers/post-check/${id}/${name}`, { version, ...input });
const seen = async (who: Person) => (await world.as(who).get<{ rows: Row[] }>('/api/registers/post-check')).body.rows;
const verification = (who: Person, no: unknown) =>
  world.as(who).get<Verification>(`/api/spot-checks/${no}/verification`);
const waiting = (id: string, who: Person) =>
  checkWaiting.find((kind) => kind.id === id)?.count({ ...world.ctx, principal: world.principalOf(who) }, 100);
const nameOf = (id: number) => Object.entries(world.ids).find(([, one]) => one === id)?.[0] as Person;

async function onLeave(who: Person): Promise<void> {
  await sql`
    insert into leave (no, staff_id, state, from_date, to_date, recorded_at)
    values (${`QJ${world.ids[who]}`}, ${world.ids[who]}, 'approved', '2026-03-05', '2026-03-05', '2026-03-04T09:00:00+08:00')`.execute(
    world.db,
  );
}

describe('[DAY-13] 抽取由系统决定，谁都不能左右', () => {
  it('候选为当日在岗的人：请假的、抽取人和检查人不在其中', async () => {
    await onLeave('李经理');
    const answer = await order('王团队长', { wanted: 5 });
    expect(answer.body.row.candidates).toBe('E1');
    const branch = await order('陈行长', {
      institution_id: world.places.branch.id,
      wanted: 5,
      checker_id: world.ids.周副行长,
    });
    expect(branch.body.row.candidates).toBe('E1,L1');
    await onLeave('张经理');
    expect(codes(await order('王团队长'))).toEqual(['SPOT_CHECK_NOBODY']);
  });

  it('再抽一次是另一条记录，编号接续，前一条不变', async () => {
    const [first, second] = [await order('王团队长'), await order('王团队长')];
    expect([first.body.row.running_no, second.body.row.running_no]).toEqual([1, 2]);
    expect(second.body.row.seed).not.toBe(first.body.row.seed);
    const { id, version } = first.body.row;
    expect((await world.as('王团队长').patch(`/api/registers/spot-check/${id}`, { version, wanted: 2 })).status).toBe(
      404,
    );
  });

  it('种子含抽取本身的审计记录；复算与记录一致，改动名单、种子或被抽的人都会露出', async () => {
    const { row } = (await order('王团队长')).body;
    expect((await verification('王团队长', row.no)).body).toMatchObject({ agrees: true });
    const { rows } = await sql<{ action: string }>`
      select r.action from audit_chain c join audit_record r on r.id = c.record_id where c.seq = ${row.chain_seq}`.execute(
      world.db,
    );
    expect(rows).toEqual([{ action: 'spot-check.order' }]);
    const other = row.candidates === 'E1,E2' ? 'E1,E2,E3' : '';
    await sql`update spot_check set candidates = ${other}`.execute(world.db);
    expect((await verification('王团队长', row.no)).body).toMatchObject({
      agrees: false,
      compared: { candidates: false },
    });
    await sql`update spot_check set candidates = 'E1,E2', chain_hash = ${'0'.repeat(64)}`.execute(world.db);
    expect((await verification('王团队长', row.no)).body.compared).toMatchObject({ chain: false, seed: false });
    await sql`update spot_check set chain_hash = ${row.chain_hash}`.execute(world.db);
    await sql`
      update post_check set staff_id = case staff_id when ${world.ids.张经理} then ${world.ids.李经理}::bigint
        else ${world.ids.张经理}::bigint end`.execute(world.db);
    expect((await verification('王团队长', row.no)).body.compared).toMatchObject({
      chain: true,
      seed: true,
      drawn: false,
    });
  });

  it('只能在所辖范围内抽，检查人须是有权检查的岗位', async () => {
    expect((await order('外行长')).status).toBe(403);
    expect((await order('张经理')).status).toBe(403);
    expect(codes(await order('陈行长', { checker_id: world.ids.张经理 }))).toEqual(['SPOT_CHECK_CHECKER']);
  });

  it('检查之前只有抽取人和检查人看得到；查后告知本人及其上级', async () => {
    const [check] = await drawn('陈行长', { checker_id: world.ids.王团队长 });
    const person = nameOf(check?.staff_id as number);
    expect([await seen('王团队长'), await seen(person), await seen('周副行长')].map((rows) => rows.length)).toEqual([
      1, 0, 0,
    ]);
    expect((await verification(person, check?.spot_check_no)).status).toBe(404);
    expect((await act('王团队长', check as Row, 'pass')).status).toBe(200);
    expect([await seen(person), await seen('周副行长')].map((rows) => rows.length)).toEqual([1, 1]);
    expect((await verification(person, check?.spot_check_no)).body.lots).toHaveLength(2);
  });

  it('别人还没有查完，被查过的人复算时看不到签的顺序', async () => {
    const checks = await drawn('王团队长', { wanted: 2 });
    await act('王团队长', checks[0] as Row, 'pass');
    const told = await verification(nameOf(checks[0]?.staff_id as number), checks[0]?.spot_check_no);
    expect(told.body).toMatchObject({ agrees: true, lots: null });
    expect((await verification('王团队长', checks[0]?.spot_check_no)).body.lots).toHaveLength(2);
  });
});

describe('[DAY-13] 现场检查', () => {
  it('在外的按其外出的地点检查', async () => {
    await world.as('张经理').post('/api/outings', {
      business: '走访',
      planned_out_at: '2026-03-05T10:00:00+08:00',
      expected_return_at: '2026-03-05T12:00:00+08:00',
      stops: [{ customer_id: world.customers.甲, place: '工业园 8 号' }],
      leaving: true,
    });
    const [check] = await drawn('王团队长', { target: 'outside' });
    expect(check).toMatchObject({ staff_id: world.ids.张经理, place: '工业园 8 号', state: 'drawn' });
    expect((await act('王团队长', check as Row, 'pass')).body.row).toMatchObject({
      outcome: 'at_place',
      state: 'passed',
    });
  });

  it('异常须写明结果和情况，只在当日检查；未能检查的写明原因', async () => {
    const [check] = await drawn('王团队长');
    expect(codes(await act('王团队长', check as Row, 'report'))).toEqual(['FIELD_NEEDED', 'FIELD_NEEDED']);
    expect(codes(await act('王团队长', check as Row, 'report', { outcome: 'on_post', note: '在' }))).toEqual([
      'POST_CHECK_OUTCOME',
    ]);
    clock.set('2026-03-06T09:00:00+08:00');
    expect(codes(await act('王团队长', check as Row, 'pass'))).toEqual(['POST_CHECK_OTHER_DAY']);
    expect(codes(await act('王团队长', check as Row, 'drop'))).toEqual(['FIELD_NEEDED']);
    expect((await act('王团队长', check as Row, 'drop', { comment: '支行停电' })).body.row.state).toBe('dropped');
  });

  it('异常告知本人，本人可以说明；登记过错后由他人认定，落到积分与阶梯', async () => {
    const [check] = await drawn('王团队长');
    const person = nameOf(check?.staff_id as number);
    clock.set('2026-03-05T10:30:00+08:00');
    const found = (await act('王团队长', check as Row, 'report', { outcome: 'off_post', note: '10:25 不在岗' })).body
      .row;
    expect(await waiting('discipline.to-answer', person)).toBe(1);
    const said = (await act(person, found, 'answer', { reply: '去楼下取快递' })).body.row;
    expect(await waiting('discipline.to-answer', person)).toBe(0);
    expect((await act(person, said, 'excuse', { comment: '没事' })).status).toBe(403);
    const charged = (await act('王团队长', said, 'charge', { fault: 'DAY-13/off-post' })).body.row;
    expect(charged).toMatchObject({ state: 'charged', incident_id: expect.any(Number) });
    const read = await world.as('陈行长').get<{ row: Row }>(`/api/registers/incident/${charged.incident_id}`);
    expect(read.body.row).toMatchObject({
      state: 'filed',
      fault_title: '脱岗',
      description: expect.stringContaining('取快递'),
    });
    const { id, version } = read.body.row;
    const confirm = (who: Person) =>
      world.as(who).post(`/api/registers/incident/${id}/confirm`, { version, comment: '属实' });
    expect(codes(await confirm('王团队长'))).toEqual(['OWN_CAUSE']);
    expect((await confirm('陈行长')).status).toBe(200);
    const points = await world.as(person).get<{ total: string }>('/api/points');
    expect(points.body.total).toBe('2');
    const measures = await world.as('陈行长').get<{ rows: Row[] }>('/api/registers/measure');
    expect(measures.body.rows).toMatchObject([{ title: '警示', rank: 1, state: 'proposed' }]);
  });

  it('说明成立的不追究；没有说明也可以先处理', async () => {
    const [check] = await drawn('王团队长');
    const found = (await act('王团队长', check as Row, 'report', { outcome: 'unreachable', note: '电话未接' })).body
      .row;
    expect(codes(await act('王团队长', found, 'excuse'))).toEqual(['FIELD_NEEDED']);
    expect((await act('王团队长', found, 'excuse', { comment: '在金库，不能接电话' })).body.row.state).toBe('excused');
  });
});

describe('[DAY-13] 现场照片', () => {
  const picture = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 6]),
    Buffer.from('GPS!'),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ]);

  async function send(port: number, who: Person, id: number, bytes: Buffer) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'a.jpg');
    const headers = { 'x-test-person': encodeURIComponent(who) };
    return fetch(`http://127.0.0.1:${port}/api/post-checks/${id}/photo`, { method: 'POST', headers, body: form });
  }

  it('检查人上传，去掉拍摄信息；本人查后可看，结果登记后不能再换', async () => {
    const port = await world.listen();
    const [check] = await drawn('王团队长');
    const { id, staff_id } = check as Row;
    const person = nameOf(staff_id);
    expect((await send(port, '王团队长', id, Buffer.from('not a photo'))).status).toBe(422);
    expect((await send(port, '外行长', id, picture)).status).toBe(404);
    expect((await send(port, '王团队长', id, picture)).status).toBe(200);
    const look = (who: Person) =>
      fetch(`http://127.0.0.1:${port}/api/post-checks/${id}/photo`, {
        headers: { 'x-test-person': encodeURIComponent(who) },
      });
    expect((await look(person)).status).toBe(404);
    const [fresh] = await seen('王团队长');
    await act('王团队长', fresh as Row, 'report', { outcome: 'off_post', note: '不在' });
    const kept = Buffer.from(await (await look(person)).arrayBuffer());
    expect(kept.includes('GPS!')).toBe(false);
    expect(kept.length).toBe(picture.length - 8);
    const late = await send(port, '王团队长', id, picture);
    expect(late.status).toBe(409);
  });
});

describe('[DAY-13] 抽中的当日检查', () => {
  it('抽中即为检查人的义务，检查即履行，写明未检查的失效，到日终不查即逾期', async () => {
    const checks = await drawn('王团队长', { wanted: 2 });
    expect((await world.duties('DAY-13')).map((duty) => duty.slice(-8))).toEqual(['open 0/1', 'open 0/1']);
    clock.set('2026-03-05T10:30:00+08:00');
    await act('王团队长', checks[0] as Row, 'pass');
    clock.set('2026-03-06T00:00:01+08:00');
    await advance(world.ctx);
    expect((await world.duties('DAY-13')).map((duty) => duty.split(' ').slice(1).join(' ')).sort()).toEqual([
      'breached 0/1',
      'fulfilled 1/1',
    ]);
  });
});
