import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logWaiting } from '../../src/modules/daily/log/waiting.ts';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person, visitForm } from './daily-world.ts';

type Row = { id: number; no: string; version: number; state: string; work: string | null; comment: string | null };
type Draft = {
  date: string;
  work: string[];
  log: { state: string } | null;
  comment: { text: string; by: string } | null;
  planned: string | null;
  missing: string[];
};
type Day = {
  logs: { id: number; staff: string; state: string }[];
  missing: { staff: string; onLeave: boolean; phone: string | null }[];
};

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-9', 'DAY-10', 'DAY-11'] });
});
afterEach(() => world.close());

const at = (time: string, day = '2026-03-05') => `${day}T${time}:00+08:00`;
const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);

const content = (changes: object = {}) => ({
  biz_date: '2026-03-05',
  thoughts: '客户更看重放款速度',
  tomorrow: '上门收集报表',
  ...changes,
});

async function written(who: Person = '张经理', changes: object = {}): Promise<Row> {
  const answer = await world.as(who).post<{ row: Row }>('/api/logs', content(changes));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.row;
}

const read = (who: Person, row: { id: number; version: number }, input: object = {}) =>
  world.as(who).post<{ row: Row }>(`/api/logs/${row.id}/read`, { version: row.version, ...input });

const draft = async (who: Person, date?: string) =>
  (await world.as(who).get<Draft>(`/api/logs/draft${date === undefined ? '' : `?date=${date}`}`)).body;

const day = async (who: Person, date = '2026-03-05') =>
  (await world.as(who).get<Day>(`/api/logs/day?date=${date}`)).body;

async function facts(kind: string) {
  const { rows } = await sql<{ method: string | null; at: Date; day: string; retracted: boolean }>`
    select method, occurred_at as at, biz_date as day, retracted from fact
    where kind = ${kind} and superseded_at is null order by occurred_at`.execute(world.db);
  return rows.map(({ method, day, retracted }) => `${day} ${method ?? ''}${retracted ? ' 撤回' : ''}`.trim());
}

describe('[DAY-9] 日志由当日事实自动成稿', () => {
  it('走访、联系、外出与业务变动各成一行，按时间先后', async () => {
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, at('10:00')));
    const call = { method: 'phone', occurred_at: at('09:15'), reason: '约时间' };
    await world.as('张经理').post(`/api/customers/${world.customers.乙}/contacts`, call);
    await sql`
      insert into balance (customer_id, valid_from, deposit, recorded_at)
      values (${world.customers.乙}, '2026-03-05', 120000, ${clock.now()})`.execute(world.db);
    const { work } = await draft('张经理');
    expect(work).toEqual([
      '09:15 电话 乙公司：约时间',
      '10:00 走访 甲公司：续作流动资金贷款；同意续作 500 万元',
      '业务 乙公司：存款增加100,000.00元',
    ]);
    expect((await draft('李经理')).work).toEqual([]);
  });

  it('提交须写体会与明日计划；当时的事实随日志定格，以后补录不改变它', async () => {
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, at('10:00')));
    expect(codes(await world.as('张经理').post('/api/logs', { biz_date: '2026-03-05' }))).toEqual([
      'FIELD_NEEDED',
      'FIELD_NEEDED',
    ]);
    expect((await draft('张经理')).log).toBeNull();
    const row = await written();
    expect(row).toMatchObject({ state: 'submitted', work: '10:00 走访 甲公司：续作流动资金贷款；同意续作 500 万元' });
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, at('15:00')));
    const again = await world.as('王团队长').get<{ row: Row }>(`/api/registers/daily_log/${row.id}`);
    expect(again.body.row.work).toBe(row.work);
  });

  it('一人一日一篇；不能写明天的；同一 Idempotency-Key 只写一次', async () => {
    const twice = await Promise.all([1, 2].map(() => world.as('张经理').post('/api/logs', content(), 'r1')));
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(codes(await world.as('张经理').post('/api/logs', content()))).toEqual(['LOG_EXISTS']);
    const tomorrow = content({ biz_date: '2026-03-06' });
    expect(codes(await world.as('张经理').post('/api/logs', tomorrow))).toEqual(['LOG_IN_FUTURE']);
  });

  it('次日补写昨天的日志，汇报记在昨天，提交记在今天', async () => {
    clock.set(at('09:00', '2026-03-06'));
    expect((await draft('张经理')).missing).toContain('2026-03-05');
    await written();
    expect(await facts('work.reported')).toEqual(['2026-03-05 log']);
    expect(await facts('log.submitted')).toEqual(['2026-03-06']);
    expect((await draft('张经理')).missing).not.toContain('2026-03-05');
  });

  it('批阅前可以收回修改，事实随之撤回；批阅后不能', async () => {
    const row = await written();
    const reopen = (version: number) =>
      world.as('张经理').post<{ row: Row }>(`/api/registers/daily_log/${row.id}/reopen`, { version });
    const open = await reopen(row.version);
    expect(await facts('work.reported')).toEqual(['2026-03-05 log 撤回']);
    const again = await world
      .as('张经理')
      .post<{ row: Row }>(`/api/registers/daily_log/${row.id}/submit`, { version: open.body.row.version });
    expect(await facts('work.reported')).toEqual(['2026-03-05 log']);
    const done = await read('王团队长', again.body.row);
    expect(codes(await reopen(done.body.row.version))).toEqual(['ILLEGAL_MOVE']);
  });
});

describe('[DAY-10] 主管阅日志、批示并部署次日工作', () => {
  it('批示回到当事人；部署的工作成为下一工作日到期的任务，同时成功', async () => {
    clock.set(at('17:30', '2026-03-06'));
    const row = await written('张经理', { biz_date: '2026-03-06' });
    const done = await read('王团队长', row, { comment: '抓紧', instruction: '周一前把报表收齐' });
    expect(done.body.row).toMatchObject({ state: 'read', comment: '抓紧' });
    const { rows } = await sql<object>`
      select assignee_id, title, source, source_no, due_on from work_task`.execute(world.db);
    // 3月6日是周五：下一工作日是9日。
    expect(rows).toEqual([
      {
        assignee_id: world.ids.张经理,
        title: '周一前把报表收齐',
        source: 'log',
        source_no: row.no,
        due_on: '2026-03-09',
      },
    ]);
    expect((await draft('张经理')).comment).toMatchObject({ text: '抓紧', by: '王团队长' });
    expect(await facts('log.read')).toEqual(['2026-03-06']);
  });

  it('一日全部日志一次取得，未交的人列在旁边；外行的主管看不到也阅不了', async () => {
    const mine = await written();
    expect((await day('王团队长')).logs.map(({ staff }) => staff)).toEqual(['张经理']);
    expect((await day('王团队长')).missing).toEqual([
      { staffId: world.ids.李经理, staff: '李经理', onLeave: false, phone: null },
    ]);
    expect((await day('外行长')).logs).toEqual([]);
    expect((await read('外行长', mine)).status).toBe(404);
    expect((await world.as('李经理').get('/api/logs/day')).status).toBe(403);
  });

  it('两位主管同时批阅，只有一位成功；没有人批阅自己的日志', async () => {
    const row = await written();
    const both = await Promise.all([read('王团队长', row), read('陈行长', row)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(codes(await read('王团队长', await written('王团队长')))).toEqual(['OWN_CAUSE']);
  });

  it('电话汇报由听取的主管登记，当日即算汇报；不能替自己登记，不能登记两次', async () => {
    const call = (staff: Person) =>
      world.as('王团队长').post('/api/registers/phone_report', {
        staff_id: world.ids[staff],
        biz_date: '2026-03-05',
        said: '在外地催收，明早回',
      });
    expect((await call('李经理')).status).toBe(200);
    expect(await facts('work.reported')).toEqual(['2026-03-05 phone']);
    expect((await day('王团队长')).missing[0]).toMatchObject({ staff: '张经理' });
    expect((await day('王团队长')).missing[1]).toMatchObject({ staff: '李经理', phone: '在外地催收，明早回' });
    expect(codes(await call('李经理'))).toEqual(['PHONE_REPORT_EXISTS']);
    expect(codes(await call('王团队长'))).toEqual(['OWN_CAUSE']);
  });
});

describe('[DAY-11] 需上级协调的问题', () => {
  type Problem = { id: number; version: number; state: string; description: string; answer: string | null };
  const problems = async (who: Person) =>
    (await world.as(who).get<{ rows: Problem[] }>('/api/registers/problem')).body.rows;
  const act = (who: Person, { id, version }: Problem, name: string, input: object = {}) =>
    world.as(who).post<{ row: Problem }>(`/api/registers/problem/${id}/${name}`, { version, ...input });
  const raise = () => written('张经理', { problems: '抵押登记排队太久', needs_help: true });
  const counted = (id: string, who: Person) =>
    logWaiting.find((kind) => kind.id === id)?.count({ ...world.ctx, principal: world.principalOf(who) }, 100);

  it('日志中勾选即提出；没有写明不能勾选；没有勾选不提出', async () => {
    expect(codes(await world.as('张经理').post('/api/logs', content({ needs_help: true })))).toEqual([
      'LOG_PROBLEM_MISSING',
    ]);
    await written('李经理', { problems: '自己能解决' });
    expect(await problems('王团队长')).toEqual([]);
    await raise();
    expect(await problems('王团队长')).toMatchObject([{ state: 'raised', description: '抵押登记排队太久' }]);
  });

  it('按月汇总上报，答复回到提出人，知悉后不再提醒', async () => {
    await raise();
    const [raised] = await problems('王团队长');
    const items = [{ id: raised?.id, version: raised?.version }];
    const wrong = await world.as('王团队长').post('/api/problems/report', { period: '三月', items });
    expect(wrong.status).toBe(400);
    const report = { period: '2026-03', opinion: '请总行出面协调', items };
    expect((await world.as('王团队长').post('/api/problems/report', report)).status).toBe(200);
    expect(await facts('problem.reported')).toEqual(['2026-03-05 upward']);
    clock.advance({ minutes: 10 });
    const [reported] = await problems('陈行长');
    await act('陈行长', reported as Problem, 'answer', { answer: '已与登记中心约定专窗' });
    expect(await facts('problem.answered')).toHaveLength(1);
    expect(await counted('daily.problems-answered', '张经理')).toBe(1);
    const [answered] = await problems('张经理');
    expect(answered?.answer).toBe('已与登记中心约定专窗');
    await act('张经理', answered as Problem, 'hear');
    expect(await counted('daily.problems-answered', '张经理')).toBe(0);
  });

  it('汇总上报要么全部成功，要么一笔也不报；就地解决也算已上报', async () => {
    await raise();
    const [raised] = await problems('王团队长');
    const items = [
      { id: raised?.id, version: raised?.version },
      { id: 999_999, version: 1 },
    ];
    const report = await world.as('王团队长').post('/api/problems/report', { period: '2026-03', items });
    expect(report.status).toBe(404);
    expect((await problems('王团队长'))[0]?.state).toBe('raised');
    await act('王团队长', raised as Problem, 'answer', { answer: '已协调' });
    expect(await facts('problem.reported')).toEqual(['2026-03-05 settled']);
    expect(await facts('problem.answered')).toHaveLength(1);
  });

  it('收回后改写日志再交，问题随之更正，不会提出两次', async () => {
    const row = await raise();
    const open = await world
      .as('张经理')
      .post<{ row: Row }>(`/api/registers/daily_log/${row.id}/reopen`, { version: row.version });
    const version = open.body.row.version;
    await world
      .as('张经理')
      .post(`/api/registers/daily_log/${row.id}/submit`, { version, problems: '抵押登记须等十天' });
    expect(await problems('王团队长')).toMatchObject([{ state: 'raised', description: '抵押登记须等十天' }]);
  });
});

describe('[DAY-9][DAY-10] 日志、汇报与批阅的义务', () => {
  const of = async (rule: string, who: Person) => {
    const { rows } = await sql<{ line: string }>`
      select anchor || ' ' || status as line from duty
      where rule_id = ${rule} and subject_id = ${world.ids[who]} order by anchor`.execute(world.db);
    return rows.map(({ line }) => line);
  };

  it('当日交日志，两项义务都履行；只有电话汇报的，日志仍欠', async () => {
    await written();
    expect(await of('DAY-9', '张经理')).toContain('2026-03-05 fulfilled');
    expect(await of('DAY-10a', '张经理')).toContain('2026-03-05 fulfilled');
    const call = { staff_id: world.ids.李经理, biz_date: '2026-03-05', said: '在外地' };
    await world.as('王团队长').post('/api/registers/phone_report', call);
    expect(await of('DAY-10a', '李经理')).toContain('2026-03-05 fulfilled');
    expect(await of('DAY-9', '李经理')).toContain('2026-03-05 open');
  });

  it('次一工作日补写，日志仍算履行，汇报不算；再晚都不算', async () => {
    clock.set(at('09:00', '2026-03-06'));
    await advance(world.ctx);
    expect(await of('DAY-9', '张经理')).toContain('2026-03-05 breached');
    await written();
    expect(await of('DAY-9', '张经理')).toContain('2026-03-05 fulfilled');
    expect(await of('DAY-10a', '张经理')).toContain('2026-03-05 breached');
    clock.set(at('09:00', '2026-03-10'));
    await advance(world.ctx);
    await written('李经理');
    expect(await of('DAY-9', '李经理')).toContain('2026-03-05 breached');
  });

  it('休息日没有日志义务；团队长没有', async () => {
    clock.set(at('09:00', '2026-03-08'));
    await advance(world.ctx);
    expect((await of('DAY-9', '张经理')).filter((line) => line.startsWith('2026-03-07'))).toEqual([]);
    expect(await of('DAY-9', '王团队长')).toEqual([]);
  });

  it('主管于次一工作日内批阅即履行，过后逾期', async () => {
    const row = await written();
    expect(await of('DAY-10b', '张经理')).toEqual([`${row.no} open`]);
    const other = await written('李经理');
    clock.set(at('18:00', '2026-03-06'));
    await read('王团队长', row);
    expect(await of('DAY-10b', '张经理')).toEqual([`${row.no} fulfilled`]);
    clock.set(at('00:00', '2026-03-07'));
    await advance(world.ctx);
    expect(await of('DAY-10b', '李经理')).toEqual([`${other.no} breached`]);
    const bearer = await sql<{ id: number }>`
      select distinct bearer_id as id from duty where rule_id = 'DAY-10b'`.execute(world.db);
    expect(bearer.rows).toEqual([{ id: world.ids.王团队长 }]);
  });
});

describe('[DAY-11] 上报后三天内告知', () => {
  it('上报由主管负责到答复；第三天答复履行，第四天起逾期', async () => {
    await written('张经理', { problems: '抵押登记排队太久', needs_help: true });
    const { body } = await world
      .as('王团队长')
      .get<{ rows: { id: number; no: string; version: number }[] }>('/api/registers/problem');
    const row = body.rows[0] as { id: number; no: string; version: number };
    expect(await world.duties('DAY-11a')).toEqual([`${row.no} open 0/1`]);
    clock.advance({ minutes: 1 });
    await world
      .as('王团队长')
      .post('/api/problems/report', { period: '2026-03', items: [row].map(({ id, version }) => ({ id, version })) });
    expect(await world.duties('DAY-11a')).toEqual([`${row.no} fulfilled 1/1`]);
    expect(await world.duties('DAY-11b')).toEqual([`${row.no} open 0/1`]);
    clock.set(at('12:00', '2026-03-12'));
    await advance(world.ctx);
    expect(await world.duties('DAY-11b')).toEqual([`${row.no} breached 0/1`]);
  });
});
