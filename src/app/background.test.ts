import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { modules } from '../modules/index.ts';
import type { Principal } from '../platform/context.ts';
import { systemClock } from '../platform/context.ts';
import { registerExporter } from '../platform/exporting/public.ts';
import { buildServer } from '../platform/http/public.ts';
import { registerJobs, startJobs } from '../platform/jobs/public.ts';
import { backgroundEndpoints, taskHandlers } from './background.ts';

const zone = 'Asia/Shanghai';
const clock = systemClock;
let test: TestDatabase;
let server: FastifyInstance;
let principal: Principal;
let accounts: { business: Principal; system: Principal };

beforeAll(async () => {
  test = await createTestDatabase();
  accounts = await seed();
  const { kysely: db } = test.db;
  const options = { db, clock, zone, modules, endpoints: backgroundEndpoints };
  server = await buildServer({
    ...options,
    authenticate: async () => principal,
    exporter: registerExporter(() => server.jobs),
  });
  const failures = (error: unknown) => console.error(error);
  registerJobs(
    server,
    await startJobs({ database: test.db, clock, zone, handlers: taskHandlers, onFailure: failures }),
  );
  principal = accounts.business;
});
afterAll(async () => {
  await server.close();
  await server.jobs.stop();
  await test.drop();
});

/** A business account on a staff member of the head office, and a system administrator. */
async function seed() {
  const { rows } = await test.db.pool.query(`
    with i as (
      insert into institution (no, name, type, ord, ord_until, opened_on, recorded_at)
      values ('H', '总行', '总行', 0, 64, '2020-01-01', '2020-01-01') returning id
    ), p as (
      insert into post (name, role, recorded_at) values ('业务发展部', 'business', '2020-01-01') returning name
    ), s as (
      insert into staff (no, name, joined_on, recorded_at) values ('E1', '张三', '2020-01-01', '2020-01-01') returning id
    ), a as (
      insert into appointment (staff_id, post, institution_id, institution_ord, valid_from, recorded_at)
      select s.id, p.name, i.id, 0, '2020-01-01', '2020-01-01' from s, p, i
    )
    insert into account (login, staff_id, password_hash, must_change, admin_role, created_at)
    select 'e1', s.id, '', false, null, '2020-01-01'::timestamptz from s
    union all select 'sys', null, '', false, 'system', '2020-01-01' returning id, staff_id`);
  const institution = { institutionId: 1, ord: 0, ordUntil: 64 };
  const held = { role: 'business', post: '业务发展部', ...institution } as const;
  const [business, system] = rows;
  return {
    business: {
      accountId: business.id,
      staffId: business.staff_id,
      staffNo: 'E1',
      name: '张三',
      adminRole: null,
      appointments: [held],
    },
    system: { accountId: system.id, staffId: null, staffNo: null, name: 'sys', adminRole: 'system', appointments: [] },
  } satisfies { business: Principal; system: Principal };
}

const HEADERS = { host: 'bank.test', origin: 'http://bank.test', 'sec-fetch-site': 'same-origin' };
const get = (url: string) => server.inject({ url, headers: HEADERS });
const post = (url: string, payload: object = {}) => server.inject({ method: 'POST', url, payload, headers: HEADERS });

function preview(query: string, content: string, name = 'a.csv') {
  const boundary = 'zhanye';
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  return server.inject({
    method: 'POST',
    url: `/api/imports/preview?${query}`,
    payload,
    headers: { ...HEADERS, 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

async function finished(taskId: number) {
  for (;;) {
    const { task } = (await get(`/api/tasks/${taskId}`)).json();
    if (!['waiting', 'running'].includes(task.state)) return task;
    await pause(50);
  }
}

const FILE = '机构号,机构名称,上级机构号,类型,启用日期,停用日期\nA,甲,H,支行,2020-01-01,\nX,乙,NO,支行,2020-01-01,\n';

describe('导入向导与任务中心', () => {
  it('上传试运行、后台导入、取回错误行；别人看不到任务和文件', async () => {
    const seen = (await preview('kind=institutions', FILE)).json();
    expect(seen).toMatchObject({ name: 'a.csv', report: { read: 2, accepted: 1, refused: 1, applied: false } });
    expect(seen.report.sample).toHaveLength(2);
    const { taskId } = (await post('/api/imports', { kind: 'institutions', file: seen.file })).json();
    const task = await finished(taskId);
    expect(task).toMatchObject({ state: 'done', result: { accepted: 1, refused: 1, applied: true } });
    const file = await get(`/api/files/${task.outputFile}`);
    expect(file.body).toContain('X,乙,NO,支行,2020-01-01,,上级机构号 NO 不存在');
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('a-错误.csv'));
    principal = accounts.system;
    expect([
      (await get(`/api/files/${task.outputFile}`)).statusCode,
      (await get(`/api/tasks/${taskId}`)).statusCode,
    ]).toEqual([404, 404]);
    expect((await get('/api/tasks')).json()).toEqual({ tasks: [] });
    principal = accounts.business;
  });

  it('补录历史只限系统管理员；整份被拒绝的文件说明原因', async () => {
    expect((await preview('kind=institutions&backfill=true', FILE)).statusCode).toBe(403);
    const refused = await preview('kind=institutions', 'a,b\n1,2\n');
    expect([refused.statusCode, refused.json().problems[0].code]).toEqual([422, 'IMPORT_COLUMNS_MISSING']);
    const odd = await preview('kind=nothing', FILE);
    expect([odd.statusCode, odd.json().problems[0].code]).toEqual([404, 'IMPORT_KIND_UNKNOWN']);
  });

  it('种类与列、XLSX 模板', async () => {
    const { importers } = (await get('/api/importers')).json();
    expect(importers.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining([
        'institutions',
        'staff',
        'customers',
        'custody',
        'balances',
        'contacts',
        'leaves',
        'loans',
        'complaints',
        'calendar',
      ]),
    );
    expect((await get('/api/importers/contacts/template')).rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('能登记的登记簿人人可导入，批量文件不然', async () => {
    const leading = { role: 'leader', post: '团队长', institutionId: 1, ord: 0, ordUntil: 64 } as const;
    principal = { ...accounts.business, appointments: [leading] };
    const { importers } = (await get('/api/importers')).json();
    const groups = new Set(importers.map(({ group }: { group: string }) => group));
    expect([...groups]).toEqual(['register']);
    expect((await preview('kind=institutions', FILE)).json().problems[0].code).toBe('IMPORT_KIND_UNKNOWN');
    const seen = (await preview('kind=task', '事项,承办人,到期\n核实,NO,2026-03-06 17:00\n')).json();
    expect(seen.report).toMatchObject({ read: 1, refused: 1, problems: [{ row: 2 }] });
    expect((await get('/api/importers/task/template')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    principal = accounts.business;
  });

  it('结束的任务不能再取消', async () => {
    const { file } = (await preview('kind=institutions', FILE)).json();
    const { taskId } = (await post('/api/imports', { kind: 'institutions', file, dryRun: true })).json();
    await finished(taskId);
    expect((await post(`/api/tasks/${taskId}/cancel`)).statusCode).toBe(409);
  });
});

it('导出登记簿：工作簿带导出说明，行数记入审计', async () => {
  const { taskId } = (await get('/api/registers/institution/export')).json();
  const task = await finished(taskId);
  expect(task).toMatchObject({ state: 'done', error: null });
  expect((await get(`/api/files/${task.outputFile}`)).rawPayload.subarray(0, 2).toString()).toBe('PK');
  const { rows } = await test.db.pool.query(`select detail from audit_record where action = 'institution.export'`);
  expect(rows[0].detail.rows).toBe(task.result.rows);
});
