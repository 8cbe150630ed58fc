import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import type { Principal } from '../../platform/context.ts';
import { buildServer } from '../../platform/http/public.ts';
import { organisationModule } from './module.ts';
import { seedPosts } from './public.ts';

const clock = frozenClock('2026-03-05T09:00:00+08:00');
const nobody = { accountId: 1, staffId: null, staffNo: null, name: '管理员', appointments: [] };
const system: Principal = { ...nobody, adminRole: 'system' };
const security: Principal = { ...nobody, adminRole: 'security' };

let database: TestDatabase;
let app: FastifyInstance;
let principal: Principal | null = system;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedPosts(database.db.kysely, clock.now());
  const authenticate = async () => principal;
  app = await buildServer({
    db: database.db.kysely,
    clock,
    zone: 'Asia/Shanghai',
    modules: [organisationModule],
    authenticate,
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

type Method = 'GET' | 'POST' | 'PATCH';

async function call(method: Method, url: string, payload?: object, headers: Record<string, string> = {}) {
  const answer = await app.inject({ method, url: `/api/registers/${url}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, ...answer.json() };
}

const opened = { opened_on: '2020-01-01' };
let headOffice: { id: number };
let branch: { id: number; ord: number; ord_until: number };

describe('[ORG-1] 机构树', () => {
  it('numbers each subtree inside its parent', async () => {
    const top = await call('POST', 'institution', { no: 'A', name: '南昌总行', type: '总行', ...opened });
    expect(top.status).toBe(200);
    headOffice = top.row;
    await call('POST', 'institution', { no: 'B', name: '九江分行', type: '分行', parent_id: headOffice.id, ...opened });
    const { rows } = await call('GET', 'institution?order=ord');
    const [first, second] = rows;
    branch = second;
    expect(second).toMatchObject({ no: 'B', depth: 1, parent_id_label: '南昌总行' });
    expect(second.ord).toBeGreaterThan(first.ord);
    expect(second.ord_until).toBeLessThanOrEqual(first.ord_until);
    expect(second).not.toHaveProperty('pinyin');
  });

  it('refuses a circle', async () => {
    const { row } = await call('GET', `institution/${headOffice.id}`);
    const answer = await call('PATCH', `institution/${headOffice.id}`, { version: row.version, parent_id: branch.id });
    expect(answer).toMatchObject({ status: 422, problems: [{ code: 'INSTITUTION_CYCLE', path: 'parent_id' }] });
  });

  it('refuses who is second on one record', async () => {
    const { row } = await call('GET', `institution/${branch.id}`);
    const change = (name: string) => call('PATCH', `institution/${branch.id}`, { version: row.version, name });
    expect(await change('九江市分行')).toMatchObject({ status: 200, row: { version: row.version + 1 } });
    expect(await change('九江大分行')).toMatchObject({ status: 409, problems: [{ code: 'ROW_CHANGED' }] });
  });

  it('finds by number, name and pinyin, and pages by cursor without gap or repeat', async () => {
    expect((await call('GET', 'institution?q=jiujiang')).rows).toMatchObject([{ no: 'B' }]);
    for (const no of ['C', 'D', 'E']) {
      await call('POST', 'institution', { no, name: `网点${no}`, type: '网点', parent_id: branch.id, ...opened });
    }
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = await call('GET', `institution?order=-no&limit=2${after}&count=1`);
      expect(page.count).toEqual({ value: 5, capped: false });
      seen.push(...page.rows.map(({ no }: { no: string }) => no));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual(['E', 'D', 'C', 'B', 'A']);
    expect(await call('GET', 'institution?after=xyz')).toMatchObject({ status: 400 });
  });

  it('filters, and refuses what is not offered', async () => {
    const filter = (value: object[]) => call('GET', `institution?filter=${encodeURIComponent(JSON.stringify(value))}`);
    expect((await filter([{ field: 'type', op: 'in', value: ['总行'] }])).rows).toHaveLength(1);
    expect((await filter([{ field: 'closed_on', op: 'empty', value: true }])).rows).toHaveLength(5);
    expect(await filter([{ field: 'pinyin', op: 'eq', value: 'x' }])).toMatchObject({ status: 400 });
    expect(await filter([{ field: 'type', op: 'gte', value: '总行' }])).toMatchObject({ status: 400 });
  });
});

describe('[ORG-2] 人员与任职', () => {
  let staffId: number;
  let appointment: { id: number };

  it('a double click with one key makes one person', async () => {
    const create = () =>
      call('POST', 'staff', { no: '8001', name: '张三', joined_on: '2021-07-01' }, { 'idempotency-key': 'k1' });
    const [one, two] = await Promise.all([create(), create()]);
    expect(one.row.id).toBe(two.row.id);
    staffId = one.row.id;
    const reused = await call(
      'POST',
      'staff',
      { no: '8002', name: '李四', joined_on: '2021-07-01' },
      { 'idempotency-key': 'k1' },
    );
    expect(reused).toMatchObject({ status: 422, problems: [{ code: 'KEY_REUSED' }] });
  });

  it('only security administration or HR appoints, to a post of the dictionary', async () => {
    const input = { staff_id: staffId, institution_id: branch.id, valid_from: '2026-01-01' };
    expect(await call('POST', 'appointment', { ...input, post: '客户经理' })).toMatchObject({ status: 403 });
    principal = security;
    expect(await call('POST', 'appointment', { ...input, post: '船长' })).toMatchObject({
      status: 422,
      problems: [{ code: 'POST_UNKNOWN', path: 'post' }],
    });
    const made = await call('POST', 'appointment', { ...input, post: '客户经理' });
    expect(made).toMatchObject({ status: 200, row: { is_main: true, version: 1, staff_id_label: '张三' } });
    appointment = made.row;
    expect((await call('GET', `staff/${staffId}`)).row).toMatchObject({ institution_id: branch.id });
  });

  it('a change supersedes, and the superseded one is gone', async () => {
    const changed = await call('PATCH', `appointment/${appointment.id}`, { version: 1, valid_until: '2026-03-01' });
    expect(changed.row.id).not.toBe(appointment.id);
    expect(await call('GET', `appointment/${appointment.id}`)).toMatchObject({ status: 404 });
    expect((await call('GET', `staff/${staffId}`)).row).toMatchObject({ institution_id: null });
    expect(await call('POST', `appointment/${changed.row.id}/cancel`, { version: 1 })).toMatchObject({ status: 200 });
    expect((await call('GET', 'appointment')).rows).toEqual([]);
  });

  it('[RUL-8] every change left one record', async () => {
    const records = await database.db.kysely
      .selectFrom('audit_record')
      .select(['action', 'detail'])
      .where('register', '=', 'appointment')
      .orderBy('id')
      .execute();
    expect(records.map(({ action }) => action)).toEqual([
      'appointment.create',
      'appointment.update',
      'appointment.cancel',
    ]);
    expect(records[1]?.detail).toMatchObject({ before: { valid_until: null }, after: { valid_until: '2026-03-01' } });
  });

  it('shows every problem at its field', async () => {
    principal = system;
    const answer = await call('POST', 'staff', { name: '', joined_on: '2026-02-30', extra: 1 });
    expect(answer.status).toBe(400);
    expect(answer.problems.map(({ path }: { path?: string }) => path)).toEqual(
      expect.arrayContaining(['no', 'name', 'joined_on']),
    );
  });

  it('refuses a request that another site made the browser send', async () => {
    const answer = await call('POST', 'staff', {}, { origin: 'https://evil.example' });
    expect(answer).toMatchObject({ status: 403, problems: [{ code: 'FOREIGN_ORIGIN' }] });
  });
});
