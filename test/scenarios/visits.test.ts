import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type VisitAnswer, visitForm } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock);
});
afterEach(() => world.close());

const at = (text: string) => `${text}:00+08:00`;
const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);

async function record(occurredAt = at('2026-03-05T10:00'), changes: object = {}): Promise<VisitAnswer['row']> {
  const { status, body } = await world
    .as('张经理')
    .post('/api/visits', visitForm(world.customers.甲, occurredAt, changes));
  expect(status, JSON.stringify(body)).toBe(200);
  return body.row;
}

const act = (
  who: Parameters<DailyWorld['as']>[0],
  row: { id: number; version: number },
  name: string,
  input: object = {},
) => world.as(who).post(`/api/registers/visit/${row.id}/${name}`, { version: row.version, ...input });

/** The contact in force of a visit: its day, when it was known there, and whether it was withdrawn. */
async function contact(no: string) {
  const { rows } = await sql<{ biz_date: string; dated_at: Date; retracted: boolean }>`
    select biz_date, dated_at, retracted from fact
    where kind = 'contact' and key = ${no} and superseded_at is null`.execute(world.db);
  return rows;
}

describe('[CUS-1] 走访频次', () => {
  it('记下走访，义务当即进一步；同一天两次只算一次；第二天的一次使它履行', async () => {
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 0/2');
    await record();
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 1/2');
    await record(at('2026-03-05T15:00'));
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 1/2');
    clock.set(at('2026-03-06T18:00'));
    await record(at('2026-03-06T10:00'));
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 fulfilled 2/2');
  });

  it('撤回走访，义务重新打开', async () => {
    await record(at('2026-03-04T10:00'));
    const second = await record();
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 fulfilled 2/2');
    expect(codes(await act('张经理', second, 'retract'))).toEqual(['FIELD_NEEDED']);
    expect((await act('张经理', second, 'retract', { retraction: '记错了客户' })).body.row.state).toBe('retracted');
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 1/2');
    expect(await world.duties('DAY-7')).toContain(`${second.no} void 0/1`);
    expect(await world.duties('DAY-8')).toContain(`${second.no}/1 void 0/1`);
    expect(await contact(second.no)).toMatchObject([{ retracted: true }]);
  });

  it('超过补录期限才记的走访不再计入', async () => {
    await record(at('2026-03-02T10:00'));
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 1/2');
    clock.set(at('2026-03-10T00:00'));
    await record(at('2026-03-04T10:00'));
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 1/2');
  });

  it('客户的最近联系日期随走访、更正与撤回而变', async () => {
    const lastContact = async () =>
      (await sql<{ day: string }>`select last_contact_on as day from customer where no = 'C1'`.execute(world.db))
        .rows[0]?.day;
    await record(at('2026-03-03T10:00'));
    const { id, version } = await record();
    expect(await lastContact()).toBe('2026-03-05');
    const returned = await act('陈行长', { id, version }, 'return', { comment: '日期不对' });
    const moved = { version: returned.body.row.version, occurred_at: at('2026-03-04T10:00') };
    const { body } = await world.as('张经理').patch(`/api/registers/visit/${id}`, moved);
    expect(await lastContact()).toBe('2026-03-04');
    await act('张经理', body.row, 'retract', { retraction: '没有去' });
    expect(await lastContact()).toBe('2026-03-03');
  });
});

describe('[DAY-7] 走访记录须当日撰写', () => {
  const draft = (occurredAt: string) =>
    world.as('张经理').post('/api/registers/visit', visitForm(world.customers.甲, occurredAt));

  it('先记下走访，义务即生；23:59 提交，当日履行', async () => {
    const { body } = await draft(at('2026-03-05T10:00'));
    expect(await world.duties('DAY-7')).toEqual([`${body.row.no} open 0/1`]);
    clock.set(at('2026-03-05T23:59'));
    expect((await act('张经理', body.row, 'submit')).body.row.state).toBe('submitted');
    expect(await world.duties('DAY-7')).toEqual([`${body.row.no} fulfilled 1/1`]);
  });

  it('23:59 的走访，过了零点才提交，逾期履行，违规仍在', async () => {
    clock.set(at('2026-03-05T23:59'));
    const { body } = await draft(at('2026-03-05T23:59'));
    clock.set('2026-03-06T00:00:01+08:00');
    await advance(world.ctx);
    expect(await world.duties('DAY-7')).toEqual([`${body.row.no} breached 0/1`]);
    await act('张经理', body.row, 'submit');
    expect(await world.duties('DAY-7')).toEqual([`${body.row.no} late 1/1`]);
    const { rows } = await sql<{ state: string }>`select state from breach where rule_id = 'DAY-7'`.execute(world.db);
    expect(rows).toEqual([{ state: 'suspected' }]);
  });

  it('缺少规定内容不能提交，一次说明全部缺项，什么也不留下', async () => {
    const { status, body } = await world.as('张经理').post('/api/visits', {
      customer_id: world.customers.甲,
      occurred_at: at('2026-03-05T10:00'),
      met_name: '刘总',
    });
    expect(status).toBe(422);
    expect(body.problems?.map(({ path }) => path)).toEqual([
      'met_department',
      'met_title',
      'purpose',
      'wanted',
      'result',
      'next_step',
    ]);
    expect(await world.duties('DAY-7')).toEqual([]);
  });

  it('将来的走访、他人的客户不能登记', async () => {
    const future = visitForm(world.customers.甲, at('2026-03-05T17:31'));
    expect(codes(await world.as('张经理').post('/api/visits', future))).toEqual(['VISIT_IN_FUTURE']);
    const others = visitForm(world.customers.甲, at('2026-03-05T10:00'));
    expect((await world.as('李经理').post('/api/visits', others)).status).toBe(404);
  });

  it('更正走访时间即更正联系，从更正之时起才知道它在那一天', async () => {
    const { body } = await draft(at('2026-03-05T10:00'));
    clock.set(at('2026-03-06T09:00'));
    const patch = (values: object, version: number) =>
      world.as('张经理').patch(`/api/registers/visit/${body.row.id}`, { version, ...values });
    const mended = await patch({ result: '改写结果' }, body.row.version);
    expect(await contact(body.row.no)).toEqual([
      { biz_date: '2026-03-05', dated_at: new Date(at('2026-03-05T17:30')), retracted: false },
    ]);
    await patch({ occurred_at: at('2026-03-04T10:00') }, mended.body.row.version);
    expect(await contact(body.row.no)).toEqual([
      { biz_date: '2026-03-04', dated_at: new Date(at('2026-03-06T09:00')), retracted: false },
    ]);
  });

  it('同一 Idempotency-Key 提交两次，只记一次', async () => {
    const form = visitForm(world.customers.甲, at('2026-03-05T10:00'));
    const [first, second] = await Promise.all([
      world.as('张经理').post('/api/visits', form, 'k1'),
      world.as('张经理').post('/api/visits', form, 'k1'),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.row.no).toBe(first.body.row.no);
    expect(await world.duties('DAY-7')).toHaveLength(1);
  });
});

describe('[DAY-8] 走访报告由行长在三个工作日内确认', () => {
  type Queue = { items: { id: number; workdaysLeft: number; until: string }[]; waiting: number };
  const queue = async (who: Parameters<DailyWorld['as']>[0]) =>
    (await world.as(who).get<Queue>('/api/confirmations')).body;

  it('提交即进入最近行长的队列，带期限；确认并批示后离开队列，义务履行', async () => {
    const row = await record();
    expect(await world.duties('DAY-8')).toEqual([`${row.no}/1 open 0/1`]);
    const bearer = await sql<{ bearer_id: number }>`select bearer_id from duty where rule_id = 'DAY-8'`.execute(
      world.db,
    );
    expect(bearer.rows).toEqual([{ bearer_id: world.ids.陈行长 }]);
    const { items, waiting } = await queue('陈行长');
    // 3月5日是周四：6日、9日、10日三个工作日，连今天还有四个。
    expect(items).toMatchObject([{ id: row.id, workdaysLeft: 4, until: '2026-03-10T16:00:00.000Z' }]);
    expect(waiting).toBe(1);
    const { body } = await act('陈行长', row, 'confirm', { comment: '尽快收齐报表' });
    expect(body.row).toMatchObject({ state: 'confirmed', comment: '尽快收齐报表' });
    expect(await world.duties('DAY-8')).toEqual([`${row.no}/1 fulfilled 1/1`]);
    expect((await queue('陈行长')).items).toEqual([]);
  });

  it('退回须说明原因；改后重新提交是新的一次，另有期限', async () => {
    const row = await record();
    expect(codes(await act('陈行长', row, 'return'))).toEqual(['FIELD_NEEDED']);
    const returned = await act('陈行长', row, 'return', { comment: '结果写得太简单' });
    expect(await world.duties('DAY-8')).toEqual([`${row.no}/1 fulfilled 1/1`]);
    clock.advance({ minutes: 10 });
    const again = await act('张经理', returned.body.row, 'submit', { result: '同意续作 500 万元，利率下浮' });
    expect(again.body.row.state).toBe('submitted');
    expect(await world.duties('DAY-8')).toEqual([`${row.no}/1 fulfilled 1/1`, `${row.no}/2 open 0/1`]);
    expect(await world.duties('DAY-7')).toEqual([`${row.no} fulfilled 1/1`]);
  });

  it('三个工作日内没有确认，行长违规', async () => {
    const row = await record();
    clock.set(at('2026-03-11T00:00'));
    await advance(world.ctx);
    expect(await world.duties('DAY-8')).toEqual([`${row.no}/1 breached 0/1`]);
  });

  it('两位行长同时确认，只有一位成功，另一位被告知', async () => {
    const row = await record();
    const both = await Promise.all([act('陈行长', row, 'confirm'), act('周副行长', row, 'confirm')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const reviews = await sql`select 1 from fact where kind = 'visit.reviewed'`.execute(world.db);
    expect(reviews.rows).toHaveLength(1);
  });

  it('没有人确认自己的走访，外行的行长看不到它', async () => {
    const form = visitForm(world.customers.甲, at('2026-03-05T10:00'));
    const own = await world.as('陈行长').post('/api/visits', form);
    expect(codes(await act('陈行长', own.body.row, 'confirm'))).toEqual(['OWN_CAUSE']);
    expect((await queue('陈行长')).items).toEqual([]);
    expect((await queue('周副行长')).items).toHaveLength(1);
    expect((await queue('外行长')).items).toEqual([]);
    expect((await act('外行长', own.body.row, 'confirm')).status).toBe(404);
    expect((await act('王团队长', await record(), 'confirm')).status).toBe(200);
  });
});
