import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountServer } from '../../../../test/support/account-server.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { frozenClock } from '../../../../test/support/frozen-clock.ts';
import { addInstitution, addPost, addStaff, appoint } from '../../../../test/support/people.ts';
import { createAccount } from '../../../platform/auth/public.ts';
import type { AdminRole, Context } from '../../../platform/context.ts';

const PASSWORD = 'Spring-rain-26';
const NEXT_PASSWORD = 'Summer-wind-27';
const clock = frozenClock('2026-03-05T09:00:00+08:00');

let test_: TestDatabase;
let server: FastifyInstance;
let serial = 0;
let login: string;
beforeAll(async () => {
  test_ = await createTestDatabase();
  const db = test_.db.kysely;
  server = await accountServer(test_.db, { clock, trustProxy: true });
  const institutionId = await addInstitution(db, { no: 'B1', ord: 0, ordUntil: 9 });
  await addPost(db, '客户经理', 'rm');
  const staffId = await addStaff(db, 'K1');
  await appoint(db, { staffId, post: '客户经理', institutionId });
});
afterAll(async () => {
  await server.close();
  await test_.drop();
});
beforeEach(async () => {
  login = await open();
});

async function open(options: { adminRole?: AdminRole; staffNo?: string } = {}): Promise<string> {
  const ctx: Context = { db: test_.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  const name = `user${++serial}`;
  await createAccount(server.auth, ctx, { login: name, password: PASSWORD, ...options });
  return name;
}

type Answer = { status: number; body: Record<string, unknown>; cookie: string; setCookie: string };

/** One request; `cookie` is as a browser sends it. */
async function call(method: InjectOptions['method'], url: string, payload?: object, cookie = ''): Promise<Answer> {
  const request = { method, url, headers: { cookie } } as const;
  const response = await server.inject(payload ? { ...request, payload } : request);
  const setCookie = String(response.headers['set-cookie'] ?? '');
  return { status: response.statusCode, body: response.json(), cookie: setCookie.split(';')[0] ?? '', setCookie };
}

const signIn = (name: string, more: object = {}) =>
  call('POST', '/api/session', { login: name, password: PASSWORD, ...more });
const codesOf = (answer: Answer) => (answer.body.problems as { code: string }[]).map((problem) => problem.code);
const meOf = async (cookie: string) => (await call('GET', '/api/session', undefined, cookie)).body.me;

describe('登录', () => {
  test('未登录时 me 为空,并说明密码要求', async () => {
    expect((await call('GET', '/api/session')).body).toEqual({
      me: null,
      demo: false,
      zone: 'Asia/Shanghai',
      passwordPolicy: { minLength: 10, maxLength: 128, minClasses: 3 },
    });
  });

  test('登录后说明我是谁、在哪里任什么岗', async () => {
    const name = await open({ staffNo: 'K1' });
    const { body, cookie } = await signIn(name);
    expect(body).toMatchObject({
      status: 'signed-in',
      me: {
        login: name,
        name: '职员K1',
        staffNo: 'K1',
        adminRole: null,
        roles: ['rm'],
        appointments: [{ role: 'rm', post: '客户经理', institutionNo: 'B1', institutionName: '机构B1' }],
        totp: false,
      },
    });
    expect(await meOf(cookie)).toEqual(body.me);
  });

  test('http 下的 cookie 脚本读不到、跨站不发送', async () => {
    const { setCookie } = await signIn(login);
    expect(setCookie).toMatch(/^zhanye=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('https 下用 __Host- 前缀并且只走加密,明文名字的 cookie 不认', async () => {
    const headers = { 'x-forwarded-proto': 'https' };
    const payload = { login, password: PASSWORD };
    const response = await server.inject({ method: 'POST', url: '/api/session', headers, payload });
    const setCookie = String(response.headers['set-cookie']);
    expect(setCookie).toMatch(/^__Host-zhanye=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const token = setCookie.split(/[=;]/)[1];
    const asked = async (cookie: string) =>
      (await server.inject({ method: 'GET', url: '/api/session', headers: { ...headers, cookie } })).json().me;
    expect(await asked(`__Host-zhanye=${token}`)).not.toBeNull();
    expect(await asked(`zhanye=${token}`)).toBeNull();
  });

  test('拒绝时不给 cookie;过于频繁时说明等多久', async () => {
    for (let i = 0; i < 10; i++) {
      const refused = await signIn('stranger');
      expect([refused.status, codesOf(refused), refused.setCookie]).toEqual([401, ['AUTH_REFUSED'], '']);
    }
    const response = await server.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'stranger', password: 'x' },
    });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '6']);
  });

  test('同一浏览器再次登录,原来的会话结束', async () => {
    const first = await signIn(login);
    const second = await call('POST', '/api/session', { login, password: PASSWORD }, first.cookie);
    expect(await meOf(first.cookie)).toBeNull();
    expect(await meOf(second.cookie)).not.toBeNull();
  });

  test('退出之后会话与 cookie 都没有了', async () => {
    const { cookie } = await signIn(login);
    expect((await call('DELETE', '/api/session', undefined, cookie)).setCookie).toMatch(
      /^zhanye=; .*Expires=Thu, 01 Jan 1970/,
    );
    expect(await meOf(cookie)).toBeNull();
    expect((await call('DELETE', '/api/session')).status).toBe(200);
  });
});

describe('自己的账号', () => {
  test('修改密码之后,旧 cookie 失效,新 cookie 有效', async () => {
    const { cookie } = await signIn(login);
    const input = { password: PASSWORD, newPassword: NEXT_PASSWORD };
    const changed = await call('POST', '/api/session/password', input, cookie);
    expect(changed.status).toBe(200);
    expect(await meOf(cookie)).toBeNull();
    expect(await meOf(changed.cookie)).not.toBeNull();
  });

  test('登记动态口令须再输密码,得到二维码', async () => {
    const { cookie } = await signIn(login);
    const enrol = (password: string) => call('POST', '/api/session/totp/enrol', { password }, cookie);
    expect(codesOf(await enrol('Wrong-guess-1'))).toEqual(['AUTH_PASSWORD_WRONG']);
    expect((await enrol(PASSWORD)).body.svg).toMatch(/^<svg /);
    expect(codesOf(await call('POST', '/api/session/totp/confirm', { code: '000000' }, cookie))).toEqual([
      'AUTH_CODE_WRONG',
    ]);
  });

  test('在一处结束另一处的会话', async () => {
    const here = await signIn(login);
    const there = await signIn(login);
    const { items } = (await call('GET', '/api/sessions', undefined, here.cookie)).body as {
      items: { id: string; current: boolean }[];
    };
    const other = items.find((item) => !item.current);
    expect((await call('DELETE', `/api/sessions/${other?.id}`, undefined, here.cookie)).status).toBe(200);
    expect(await meOf(there.cookie)).toBeNull();
    expect((await call('GET', '/api/sessions')).status).toBe(401);
  });
});

describe('账号管理', () => {
  const cookieOf = async (adminRole?: AdminRole) => (await signIn(await open(adminRole ? { adminRole } : {}))).cookie;

  test('三员都能看一览,只有安全管理员能改,其他人都不能', async () => {
    const statuses = [];
    for (const adminRole of ['security', 'system', 'audit', undefined] as const) {
      const cookie = await cookieOf(adminRole);
      const listed = await call('GET', '/api/accounts', undefined, cookie);
      const created = await call('POST', '/api/accounts', { login: `new-${adminRole}` }, cookie);
      statuses.push([listed.status, created.status]);
    }
    expect(statuses).toEqual([
      [200, 200],
      [200, 403],
      [200, 403],
      [403, 403],
    ]);
  });

  test('开立、首次登录、停用', async () => {
    const cookie = await cookieOf('security');
    const created = await call('POST', '/api/accounts', { login: 'fresh' }, cookie);
    const { account, password } = created.body as { account: { id: number; mustChange: boolean }; password: string };
    expect(account.mustChange).toBe(true);
    expect((await signIn('fresh', { password })).body).toEqual({ status: 'more', needs: ['new-password'] });
    const opened = await signIn('fresh', { password, newPassword: NEXT_PASSWORD });
    expect(opened.body.status).toBe('signed-in');

    const disabled = await call('POST', `/api/accounts/${account.id}/disable`, {}, cookie);
    expect(disabled.body.account).toMatchObject({ id: account.id, disabledAt: clock.now().toISOString() });
    expect(await meOf(opened.cookie)).toBeNull();
  });

  test('授予管理员身份后须重新登录才有', async () => {
    const cookie = await cookieOf('security');
    const before = await signIn(login);
    const { accountId } = (await meOf(before.cookie)) as { accountId: number };
    const changed = await call('POST', `/api/accounts/${accountId}/role`, { adminRole: 'audit' }, cookie);
    expect(changed.body.account).toMatchObject({ adminRole: 'audit' });
    expect(await meOf(before.cookie)).toBeNull();
    expect(await meOf((await signIn(login)).cookie)).toMatchObject({ adminRole: 'audit', roles: [] });
  });
});

describe('演示账号', () => {
  test('平时不存在', async () => {
    expect((await call('GET', '/api/demo-accounts')).status).toBe(404);
  });

  test('演示模式下列出,登录仍走同一扇门', async () => {
    const demoAccounts = { password: PASSWORD, items: [{ login, name: '张三', title: '客户经理' }] };
    const demo = await accountServer(test_.db, { clock, demoAccounts });
    expect((await demo.inject({ url: '/api/demo-accounts' })).json()).toEqual(demoAccounts);
    expect((await demo.inject({ url: '/api/session' })).json()).toMatchObject({ me: null, demo: true });
    await demo.close();
  });
});
