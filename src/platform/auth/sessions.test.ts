import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AuthFixture,
  authFixture,
  CLIENT,
  NEXT_PASSWORD,
  PASSWORD,
  refusedWith,
} from '../../../test/support/auth.ts';
import { changePassword } from './own-account.ts';
import { closeSession, endOwnSession, listOwnSessions } from './sessions.ts';
import { hashToken } from './token.ts';

let fixture: AuthFixture;
let account: { id: number; login: string };
let token: string;
beforeAll(async () => {
  fixture = await authFixture();
});
afterAll(() => fixture.drop());
beforeEach(async () => {
  account = await fixture.open();
  token = await fixture.token({ login: account.login, password: PASSWORD });
});

/** Asks as a request would a second later, when nothing is remembered any more. */
function resolveAfresh(value: string) {
  fixture.auth.memory.clear();
  return fixture.auth.resolve(value);
}

const sessionRow = () =>
  fixture.ctx.db.selectFrom('session').selectAll().where('token_hash', '=', hashToken(token)).executeTakeFirstOrThrow();

test('数据库里只有令牌的散列', async () => {
  const { rows } = await fixture.database.pool.query('select s::text from session s');
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString('hex'));
  expect((await sessionRow()).token_hash).toEqual(hashToken(token));
});

test('记住的会话不查数据库,样子不对的令牌也不查', async () => {
  await resolveAfresh(token);
  let queries = 0;
  const count = () => (queries += 1);
  fixture.database.pool.on('acquire', count);
  expect(await fixture.auth.resolve(token)).toMatchObject({ accountId: account.id });
  expect(await fixture.auth.resolve('x')).toBeNull();
  expect(await fixture.auth.resolve(undefined)).toBeNull();
  expect(queries).toBe(0);
  await resolveAfresh(token);
  expect(queries).toBe(1);
  fixture.database.pool.off('acquire', count);
});

describe('到期', () => {
  test('闲置三十分钟即失效,其间用过则重新计时', async () => {
    fixture.clock.advance({ minutes: 29 });
    expect(await resolveAfresh(token)).not.toBeNull();
    fixture.clock.advance({ minutes: 29 });
    expect(await resolveAfresh(token)).not.toBeNull();
    fixture.clock.advance({ minutes: 30 });
    expect(await resolveAfresh(token)).toBeNull();
  });

  test('一直在用,十二小时也到头', async () => {
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      fixture.clock.advance({ minutes: 20 });
      expect(await resolveAfresh(token)).not.toBeNull();
    }
    fixture.clock.advance({ minutes: 20 });
    expect(await resolveAfresh(token)).toBeNull();
  });

  test('最近使用时间至多每分钟写一次', async () => {
    const opened = (await sessionRow()).seen_at;
    fixture.clock.advance({ seconds: 59 });
    await resolveAfresh(token);
    expect((await sessionRow()).seen_at).toEqual(opened);
    fixture.clock.advance({ seconds: 1 });
    await resolveAfresh(token);
    expect((await sessionRow()).seen_at).toEqual(fixture.clock.now());
  });

  test('早已到期的会话在下次登录时清除', async () => {
    fixture.clock.advance({ minutes: 91 * 24 * 60 });
    await fixture.token({ login: account.login, password: PASSWORD });
    const rows = await fixture.ctx.db.selectFrom('session').selectAll().where('account_id', '=', account.id).execute();
    expect(rows).toHaveLength(1);
  });
});

describe('自己的会话', () => {
  test('列出在用的,标明当前的,结束别处的', async () => {
    const own = await fixture.as(account.id);
    fixture.clock.advance({ seconds: 1 });
    const elsewhere = await fixture.token({ login: account.login, password: PASSWORD });
    const items = await listOwnSessions(own, fixture.auth.settings.session, account.id, token);
    expect(items.map((item) => item.current)).toEqual([false, true]);
    expect(items[0]).toMatchObject({ address: CLIENT.address, userAgent: CLIENT.userAgent });
    await endOwnSession(own, account.id, items[0]?.id as string);
    expect(await resolveAfresh(elsewhere)).toBeNull();
    expect(await resolveAfresh(token)).not.toBeNull();
  });

  test('别人的会话如同不存在', async () => {
    const stranger = await fixture.open();
    const strangerCtx = await fixture.as(stranger.id);
    const [item] = await listOwnSessions(fixture.ctx, fixture.auth.settings.session, account.id, token);
    const ending = endOwnSession(strangerCtx, stranger.id, item?.id as string);
    expect(await refusedWith(ending)).toEqual(['AUTH_SESSION_UNKNOWN']);
    expect(await resolveAfresh(token)).not.toBeNull();
  });

  test('退出只结束这一个,再退出一次也无妨', async () => {
    await closeSession(fixture.ctx, token);
    await closeSession(fixture.ctx, token);
    expect(await resolveAfresh(token)).toBeNull();
  });
});

describe('修改密码', () => {
  test('所有会话结束,当前客户端得到新的', async () => {
    const elsewhere = await fixture.token({ login: account.login, password: PASSWORD });
    const own = await fixture.as(account.id);
    const input = { password: PASSWORD, newPassword: NEXT_PASSWORD };
    const next = await changePassword(fixture.auth, own, input, CLIENT);
    expect(await fixture.auth.resolve(token)).toBeNull();
    expect(await fixture.auth.resolve(elsewhere)).toBeNull();
    expect(await fixture.auth.resolve(next)).toMatchObject({ accountId: account.id });
    await fixture.token({ login: account.login, password: NEXT_PASSWORD });
  });

  test('当前密码不对、新密码不合格,都什么也不改', async () => {
    const own = await fixture.as(account.id);
    const change = (password: string, newPassword: string) =>
      refusedWith(changePassword(fixture.auth, own, { password, newPassword }, CLIENT));
    expect(await change('Wrong-guess-1', NEXT_PASSWORD)).toEqual(['AUTH_PASSWORD_WRONG']);
    expect(await change(PASSWORD, PASSWORD)).toEqual(['AUTH_PASSWORD_SAME']);
    expect(await change(PASSWORD, 'aaa')).toContain('AUTH_PASSWORD_SHORT');
    expect(await resolveAfresh(token)).not.toBeNull();
  });
});
