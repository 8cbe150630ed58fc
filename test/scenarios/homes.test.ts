import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '../../src/modules/index.ts';
import { judgements } from '../../src/modules/oversight/judgements.ts';
import { roster } from '../../src/modules/people/roster/roster.ts';
import { publishRulebook, seedCalendar } from '../../src/modules/rulebook/public.ts';
import { watch } from '../../src/modules/system/audit/watch.ts';
import { health } from '../../src/modules/system/health/health.ts';
import type { Context, Principal, Role } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { audit } from '../../src/platform/ledger/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { addInstitution, addPost, addStaff, appoint } from '../support/people.ts';
import { templateOf } from '../support/template.ts';

/** A Thursday. */
const clock = frozenClock('2026-03-05T09:00:00+08:00');
const ids: Record<string, number> = {};
let database: TestDatabase;
let ctx: Context;

const as = (role: Role): Context => ({
  ...ctx,
  principal: {
    accountId: 1,
    staffId: ids.H1 as number,
    staffNo: 'H1',
    name: '人力',
    adminRole: null,
    appointments: [{ role, post: role, institutionId: ids.总行 as number, ord: 0, ordUntil: 100 }],
  } satisfies Principal,
});

/** 总行 with two branches; two managers in the first, one of whose posts ends soon, nobody in the second. */
beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db.kysely;
  ctx = { db, clock, principal: null, zone: 'Asia/Shanghai' };
  await seedCalendar(db);
  await publishRulebook(ctx, await templateOf(['ORG-7']), { effectiveOn: '2026-01-01', publishedAt: clock.now() });
  ids.总行 = await addInstitution(db, { no: '总行', ord: 0, ordUntil: 100 });
  ids.东 = await addInstitution(db, { no: '东', ord: 1, ordUntil: 50 });
  ids.西 = await addInstitution(db, { no: '西', ord: 50, ordUntil: 100 });
  await sql`update institution set parent_id = ${ids.总行} where id <> ${ids.总行}`.execute(db);
  await addPost(db, '客户经理', 'rm');
  await addPost(db, '人力资源部职员', 'hr');
  for (const no of ['E1', 'E2', 'H1', '闲']) ids[no] = await addStaff(db, no);
  await appoint(db, { staffId: ids.E1 as number, post: '客户经理', institutionId: ids.东, until: '2026-04-01' });
  await appoint(db, { staffId: ids.E2 as number, post: '客户经理', institutionId: ids.东 });
  await appoint(db, { staffId: ids.H1 as number, post: '人力资源部职员', institutionId: ids.总行 });
  await sql`update appointment a set institution_ord = i.ord from institution i where i.id = a.institution_id`.execute(
    db,
  );
  await sql`update staff s set institution_id = a.institution_id, institution_ord = a.institution_ord
    from appointment a where a.staff_id = s.id`.execute(db);
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
});
afterAll(() => database.drop());

it('三个首页的模块都在', () => {
  expect(modules.map(({ id }) => id)).toEqual(expect.arrayContaining(['people', 'oversight', 'system']));
});

describe('队伍', () => {
  it('[ORG-2] 机构 × 岗位按今天的主要岗位计数；没有岗位的人另计；将到期的任职列出', async () => {
    const seen = await roster(as('hr'), {});
    expect(seen.lines).toMatchObject([
      { name: '机构总行（本级）', people: 1 },
      { name: '机构东', people: 2, hasBelow: false },
      { name: '机构西', people: 0 },
    ]);
    expect(seen.posts).toEqual(['客户经理', '人力资源部职员']);
    expect(seen.cells).toContainEqual({ institution: ids.东, post: '客户经理', people: 2 });
    expect(seen.unplaced).toBe(1);
    expect(seen.endings).toMatchObject([{ staff: '职员E1', post: '客户经理', until: '2026-04-01' }]);
  });

  it('[ORG-2] 可以逐级看下级机构；看不到的机构答 404', async () => {
    const below = await roster(as('hr'), { institution: ids.东 });
    expect(below.path.map(({ name }) => name)).toEqual(['机构总行', '机构东']);
    expect(below.lines).toMatchObject([{ name: '机构东（本级）', people: 2 }]);
    await expect(roster(as('rm'), {})).rejects.toMatchObject({ problems: [{ code: 'INSTITUTION_UNSEEN' }] });
  });
});

describe('核查', () => {
  it('[RUL-8] 须留意的操作按种类计数，休息日的另计，一个月以前的不算', async () => {
    const act = async (action: string, at: string) => {
      const then = { ...ctx, clock: frozenClock(at), principal: as('audit').principal };
      await audit(then, { action });
    };
    await act('customer.reveal', '2026-03-01T10:00:00+08:00'); // a Sunday
    await act('customer.reveal', '2026-03-03T10:00:00+08:00');
    await act('visit.export', '2026-03-03T10:00:00+08:00');
    await act('customer.reveal', '2026-01-05T10:00:00+08:00');
    await act('visit.create', '2026-03-03T10:00:00+08:00');
    const { kinds, people } = await watch(ctx);
    expect(kinds.find(({ kind }) => kind === 'reveals')).toMatchObject({ count: 2, people: 1, onRestDays: 1 });
    expect(kinds.find(({ kind }) => kind === 'exports')).toMatchObject({ count: 1, onRestDays: 0 });
    expect(kinds.find(({ kind }) => kind === 'refusals')).toMatchObject({ count: 0, lastAt: null });
    expect(people).toMatchObject([{ staffNo: 'H1', reveals: 2, exports: 1, onRestDays: 1 }]);
  });

  it('[ASM-5] 不予认定的违规连同理由列出，认定与不予认定按认定人计数', async () => {
    const plant = (anchor: string, state: string, judgedAt: string) =>
      sql`
      insert into breach (rule_id, clause_id, subject_type, subject_id, anchor, period, bearer_id, institution_id,
        institution_ord, breached_at, judgeable_at, need, got, state, judged_by, judged_at, reason, recorded_at)
      values ('CUS-1a', 'CUS-1', 'customer', 1, ${anchor}, '2026-01', ${ids.E1}, ${ids.东}, 1, ${judgedAt}, ${judgedAt}, 2, 1,
        ${state}, ${ids.H1}, ${judgedAt}, '客户停业', ${judgedAt})`.execute(ctx.db);
    await plant('2026-01-01', 'dismissed', '2026-02-05T10:00:00+08:00');
    await plant('2026-02-01', 'confirmed', '2026-03-04T10:00:00+08:00');
    await plant('2025-06-01', 'dismissed', '2025-07-05T10:00:00+08:00');
    const seen = await judgements(as('audit'));
    expect(seen).toMatchObject({
      confirmed: 1,
      dismissed: 1,
      judges: [{ name: '职员H1', confirmed: 1, dismissed: 1 }],
    });
    expect(seen.dismissals).toMatchObject([{ rule: 'CUS-1a', bearer: '职员E1', judge: '职员H1', reason: '客户停业' }]);
  });

  it('[DAY-7] 发生一天以后才由本人登记的联系算隔日补录，文件导入的不算', async () => {
    const plant = (key: string, origin: string, recordedAt: string) =>
      sql`
      insert into fact (kind, key, subject_id, actor_id, method, origin, biz_date, occurred_at, recorded_at, dated_at)
      values ('contact', ${key}, 1, ${ids.E1}, 'visit', ${origin}, '2026-02-26', '2026-02-26T10:00:00+08:00', ${recordedAt},
        ${recordedAt})`.execute(ctx.db);
    await plant('A', 'register', '2026-02-26T18:00:00+08:00');
    await plant('B', 'register', '2026-03-01T12:00:00+08:00');
    await plant('C', 'batch', '2026-03-02T12:00:00+08:00');
    const { late } = await judgements(as('audit'));
    expect(late).toMatchObject({ entries: 1, people: [{ name: '职员E1', entries: 1, longest: 3 }] });
  });
});

describe('系统', () => {
  it('没有备份时如实说没有，备份之后说最近一次', async () => {
    expect((await health(ctx, undefined)).lastBackup).toBeNull();
    await audit(ctx, {
      action: 'backup',
      register: null,
      rowId: null,
      institutionOrd: null,
      detail: { file: 'a.bak' },
    });
    expect((await health(ctx, undefined)).lastBackup).toEqual({ at: clock.now(), file: 'a.bak' });
  });

  it('各类导入只报最近一次，连同接受与拒绝的行数', async () => {
    for (const [at, accepted] of [
      ['2026-03-02T02:00:00+08:00', 10],
      ['2026-03-03T02:00:00+08:00', 8],
    ] as const) {
      const detail = { read: 10, accepted, refused: 10 - accepted };
      const then = { ...ctx, clock: frozenClock(at) };
      await audit(then, { action: 'import.balances', detail });
    }
    const { imports } = await health(ctx, undefined);
    expect(imports).toMatchObject([{ kind: 'balances', read: 10, accepted: 8, refused: 2 }]);
  });
});
