import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { frozenClock } from '../../../../test/support/frozen-clock.ts';
import { addInstitution } from '../../../../test/support/people.ts';
import { civilDateFrom, createWorkdays, type DayException } from '../../../kernel/calendar/index.ts';
import type { AdminRole, Context, HeldAppointment, Role } from '../../../platform/context.ts';
import { calendarEndpoints } from './calendar.endpoints.ts';
import { seedCalendar } from './seed.ts';
import { noticeDays, noticeYears } from './state-council.ts';

const clock = frozenClock('2026-11-02T09:00:00+08:00');
const WHOLE_BANK = { ord: 0, ordUntil: 100 };
const BRANCH = { ord: 10, ordUntil: 20 };

let database: TestDatabase;
let branchId: number;
let outletId: number;
beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db.kysely;
  await addInstitution(db, { no: 'H', ...WHOLE_BANK });
  branchId = await addInstitution(db, { no: 'B', ...BRANCH });
  outletId = await addInstitution(db, { no: 'B1', ord: 11, ordUntil: 12 });
  await db.updateTable('institution').set({ depth: 1 }).where('id', '=', branchId).execute();
  await db.updateTable('institution').set({ depth: 2 }).where('id', '=', outletId).execute();
  await seedCalendar(db);
});
afterAll(() => database.drop());

function as(role: Role | null, scope = WHOLE_BANK, adminRole: AdminRole | null = null): Context {
  const held: HeldAppointment[] = role ? [{ role, post: '业务发展部', institutionId: 1, ...scope }] : [];
  const principal = { accountId: 1, staffId: null, staffNo: null, name: '测试', adminRole, appointments: held };
  return { db: database.db.kysely, clock, principal, zone: 'Asia/Shanghai' };
}
const business = () => as('business');
const systemAdministrator = () => as(null, WHOLE_BANK, 'system');

/** Calls an endpoint as the server does, with validated input; the answer is what it declares. */
async function call<Output>(id: string, ctx: Context, input: object = {}): Promise<Output> {
  const endpoint = calendarEndpoints.find((candidate) => candidate.id === `rulebook.calendar.${id}`);
  if (!endpoint || endpoint.raw) throw new Error(`no endpoint ${id}`);
  const output = await endpoint.handler(ctx, endpoint.input ? endpoint.input.parse(input) : {});
  return endpoint.output?.parse(output) as Output;
}

type Day = { day: string; isWorkday: boolean; name: string | null; setBy: { id: number } | null };
type Year = { year: number; provisional: boolean; days: Day[] };
const readDay = async (day: string, institutionId?: number) => {
  const year = await call<Year>('year', business(), { year: day.slice(0, 4), institutionId });
  return year.days.find((candidate) => candidate.day === day);
};
const setDay = (ctx: Context, day: string, isWorkday: boolean | null, institutionId?: number) =>
  call<{ changed: number }>('set-days', ctx, { institutionId, days: [{ day, isWorkday, name: '测试' }] });

describe('the State Council’s notices', () => {
  test('[RUL-4] 2026 年的放假与调休与国务院公告一致', () => {
    const of2026 = noticeDays().filter(({ day }) => day.startsWith('2026'));
    const workdays = createWorkdays(of2026 as DayException[], [2026]);
    const makeUp = of2026.filter(({ isWorkday }) => isWorkday).map(({ day }) => day);
    expect(makeUp).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    expect(workdays.countWorkdays(civilDateFrom('2026-01-01'), civilDateFrom('2027-01-01'))).toBe(248);
    expect(workdays.isWorkday(civilDateFrom('2026-02-23'))).toBe(false);
  });

  test('cover every year from 2004 to 2026 without a gap', () => {
    expect(noticeYears()).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
  });

  test('are seeded once, as known since ever', async () => {
    const count = () =>
      database.db.kysely
        .selectFrom('calendar_day')
        .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.max('recorded_at').as('known')])
        .where('institution_id', 'is', null)
        .executeTakeFirstOrThrow();
    const before = await count();
    await seedCalendar(database.db.kysely);
    expect(await count()).toEqual(before);
    expect(before.rows).toBe(noticeDays().length);
    expect(before.known).toEqual(new Date(0));
  });
});

describe('years', () => {
  test('[RUL-4] 没有公告的年份标明暂定', async () => {
    const { items } = await call<{ items: { year: number; provisional: boolean }[] }>('years', business());
    expect(items.at(-1)).toMatchObject({ year: 2027, provisional: true });
    expect(items.filter(({ provisional }) => provisional)).toHaveLength(1);
    expect((await call<Year>('year', business(), { year: 2027 })).provisional).toBe(true);
    expect((await call<Year>('year', business(), { year: 2026 })).provisional).toBe(false);
  });

  test('an empty or published year cannot be published; a filled one can, once', async () => {
    const publish = (year: number) => call<Year>('publish', systemAdministrator(), { year, source: '国办发' });
    await expect(publish(2026)).rejects.toMatchObject({ problems: [{ code: 'CALENDAR_YEAR_PUBLISHED' }] });
    await expect(publish(2028)).rejects.toMatchObject({ problems: [{ code: 'CALENDAR_YEAR_EMPTY' }] });
    await setDay(systemAdministrator(), '2028-01-03', false);
    expect((await publish(2028)).provisional).toBe(false);
    await expect(publish(2028)).rejects.toMatchObject({ problems: [{ code: 'CALENDAR_YEAR_PUBLISHED' }] });
  });
});

describe('settings', () => {
  test('[RUL-4] 最近一级机构的设定优先,取消后回到上一级', async () => {
    await setDay(business(), '2026-12-24', false);
    await setDay(business(), '2026-12-24', true, branchId);
    expect(await readDay('2026-12-24')).toMatchObject({ isWorkday: false, setBy: null });
    expect(await readDay('2026-12-24', outletId)).toMatchObject({ isWorkday: true, setBy: { id: branchId } });
    await setDay(business(), '2026-12-24', false, outletId);
    expect(await readDay('2026-12-24', outletId)).toMatchObject({ isWorkday: false, setBy: { id: outletId } });
    await setDay(business(), '2026-12-24', null, outletId);
    expect(await readDay('2026-12-24', outletId)).toMatchObject({ isWorkday: true, setBy: { id: branchId } });
  });

  test('what is already so changes nothing; what was known is kept', async () => {
    expect(await setDay(business(), '2026-12-25', false)).toEqual({ changed: 1 });
    expect(await setDay(business(), '2026-12-25', false)).toEqual({ changed: 0 });
    clock.advance({ minutes: 1 });
    expect(await setDay(business(), '2026-12-25', null)).toEqual({ changed: 1 });
    const history = await database.db.kysely
      .selectFrom('calendar_day')
      .select(['is_workday', 'superseded_at'])
      .where('day', '=', '2026-12-25')
      .execute();
    expect(history).toEqual([{ is_workday: false, superseded_at: clock.now() }]);
  });

  test('two people who set the same day at once leave one setting', async () => {
    const both = await Promise.all([setDay(business(), '2026-12-28', false), setDay(business(), '2026-12-28', false)]);
    expect(both.map(({ changed }) => changed).sort()).toEqual([0, 1]);
  });

  test('[RUL-8] 每次改动都留痕', async () => {
    await setDay(business(), '2026-12-29', false, branchId);
    const record = await database.db.kysely
      .selectFrom('audit_record')
      .select(['action', 'row_id', 'institution_ord', 'detail'])
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(record).toMatchObject({
      action: 'calendar.set-days',
      row_id: 'B',
      institution_ord: BRANCH.ord,
      detail: { days: [{ day: '2026-12-29', isWorkday: false, before: null }] },
    });
  });

  test('a day that does not exist is refused', async () => {
    await expect(setDay(business(), '2026-02-30', false)).rejects.toThrow('2026-02-30');
  });
});

describe('who may change which calendar', () => {
  const branchBusiness = () => as('business', BRANCH);

  test('the branch’s business department its own, not the bank’s, nor its neighbour’s', async () => {
    await expect(setDay(branchBusiness(), '2026-12-30', false, outletId)).resolves.toEqual({ changed: 1 });
    await expect(setDay(branchBusiness(), '2026-12-30', false)).rejects.toMatchObject({
      problems: [{ code: 'CALENDAR_NOT_YOURS' }],
    });
    const neighbour = as('business', { ord: 30, ordUntil: 40 });
    await expect(setDay(neighbour, '2026-12-30', false, branchId)).rejects.toMatchObject({ status: 404 });
  });

  test('another role’s scope gives no authority', async () => {
    await expect(setDay(as('president'), '2026-12-31', false)).rejects.toMatchObject({ status: 403 });
  });
});
