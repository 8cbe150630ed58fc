import { hash, verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type AuthFixture,
  authFixture,
  CLIENT,
  NEXT_PASSWORD,
  PASSWORD,
  refusedWith,
} from '../../../test/support/auth.ts';
import { addStaff } from '../../../test/support/people.ts';
import { createAuth } from './auth.ts';
import { confirmTotp, enrolTotp } from './own-account.ts';
import { createPasswords } from './passwords.ts';
import { signIn } from './sign-in.ts';

let fixture: AuthFixture;
beforeAll(async () => {
  fixture = await authFixture();
});
afterAll(() => fixture.drop());

const wrong = (login: string) => refusedWith(fixture.signIn({ login, password: 'Wrong-guess-1' }));

describe('密码', () => {
  test('登录名不分大小写和全半角', async () => {
    const { login } = await fixture.open();
    const written = ` ${login.toUpperCase().replace('U', 'U')} `;
    expect((await fixture.signIn({ login: written, password: PASSWORD })).status).toBe('signed-in');
  });

  test('[RUL-8] 成功与失败都留痕,不记密码,也不记不存在的登录名', async () => {
    const { id, login } = await fixture.open();
    await wrong(login);
    await wrong('typed-password-here');
    await fixture.token({ login, password: PASSWORD });
    const records = await fixture.ctx.db.selectFrom('audit_record').selectAll().execute();
    const text = JSON.stringify(records);
    expect((await fixture.audits(id)).map((record) => record.action)).toEqual(['account.create', 'session.refuse']);
    expect(records.at(-1)).toMatchObject({ action: 'session.open', account_id: id });
    for (const secret of [PASSWORD, 'Wrong-guess-1', 'typed-password-here', '$argon2'])
      expect(text).not.toContain(secret);
  });

  test('以今天的强度重新计算旧的散列', async () => {
    const { id, login } = await fixture.open();
    const password_hash = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 });
    await fixture.ctx.db.updateTable('account').set({ password_hash }).where('id', '=', id).execute();
    await fixture.token({ login, password: PASSWORD });
    expect((await fixture.account(id)).password_hash).toContain('m=19456,t=2');
    await fixture.token({ login, password: PASSWORD });
  });
});

describe('不可分辨的拒绝', () => {
  test('未知、密码错、停用、锁定、离职:同一答复,各只核验一次', async () => {
    const { ctx, clock } = fixture;
    const argon2 = { hash: vi.fn(hash), verify: vi.fn(verify) };
    const { settings } = fixture.auth;
    const passwords = createPasswords(settings.hash, argon2);
    const auth = await createAuth({ db: ctx.db, clock, zone: ctx.zone, passwords });
    const staffNo = 'S-LEFT';
    await addStaff(ctx.db, staffNo, '2026-03-05');
    const known = await fixture.open();
    const disabled = await fixture.open();
    const locked = await fixture.open();
    const left = await fixture.open({ staffNo });
    const now = clock.now();
    await ctx.db.updateTable('account').set({ disabled_at: now }).where('id', '=', disabled.id).execute();
    const later = new Date(now.getTime() + 60_000);
    await ctx.db.updateTable('account').set({ locked_until: later }).where('id', '=', locked.id).execute();
    await vi.waitFor(() => expect(argon2.hash).toHaveBeenCalledTimes(1));

    const answers = [];
    for (const [login, password] of [
      ['nobody', PASSWORD],
      [known.login, 'Wrong-guess-1'],
      [disabled.login, PASSWORD],
      [locked.login, PASSWORD],
      [left.login, PASSWORD],
    ] as const) {
      argon2.verify.mockClear();
      const error = await signIn(auth, ctx, { login, password }, CLIENT).catch((reason: unknown) => reason);
      answers.push(JSON.stringify(error));
      expect(argon2.verify).toHaveBeenCalledTimes(1);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('AUTH_REFUSED');
    expect(argon2.hash).toHaveBeenCalledTimes(1);
  });

  test('停用的账号即使密码正确,也不透露还缺什么', async () => {
    const { id, login, password } = await fixture.open({ password: undefined });
    await fixture.ctx.db
      .updateTable('account')
      .set({ disabled_at: fixture.clock.now() })
      .where('id', '=', id)
      .execute();
    expect(await refusedWith(fixture.signIn({ login, password, newPassword: 'x' }))).toEqual(['AUTH_REFUSED']);
  });
});

describe('锁定', () => {
  test('连错五次锁一分钟,锁定期间正确的密码也不行;再错则加倍;成功后清零', async () => {
    const { id, login } = await fixture.open();
    for (let i = 0; i < 5; i++) await wrong(login);
    expect(await refusedWith(fixture.signIn({ login, password: PASSWORD }))).toEqual(['AUTH_REFUSED']);
    fixture.clock.advance({ seconds: 59 });
    expect(await refusedWith(fixture.signIn({ login, password: PASSWORD }))).toEqual(['AUTH_REFUSED']);
    fixture.clock.advance({ seconds: 1 });
    await wrong(login);
    const lockedUntil = (await fixture.account(id)).locked_until as Date;
    expect(lockedUntil.getTime() - fixture.clock.now().getTime()).toBe(120_000);
    fixture.clock.advance({ minutes: 2 });
    await fixture.token({ login, password: PASSWORD });
    expect(await fixture.account(id)).toMatchObject({ failures: 0, locked_until: null });
  });

  test('同时到达的猜测一个也不漏数,锁定之后正确的也进不来', async () => {
    const { id, login } = await fixture.open();
    fixture.clock.advance({ minutes: 5 });
    await Promise.all(Array.from({ length: 8 }, () => wrong(login)));
    expect((await fixture.account(id)).failures).toBe(5);
  });

  test('过于频繁的尝试在核验之前就被挡下,对未知登录名也一样', async () => {
    fixture.clock.advance({ minutes: 5 });
    for (let i = 0; i < 10; i++) expect(await wrong('stranger')).toEqual(['AUTH_REFUSED']);
    expect(await wrong('stranger')).toEqual(['AUTH_TOO_MANY']);
    expect(await wrong('STRANGER')).toEqual(['AUTH_TOO_MANY']);
  });
});

describe('首次修改密码', () => {
  test('初始密码只换来一句“请设新密码”,不开启会话', async () => {
    const { id, login, password } = await fixture.open({ password: undefined });
    expect(await fixture.signIn({ login, password })).toEqual({ status: 'more', needs: ['new-password'] });
    const sessions = fixture.ctx.db.selectFrom('session').selectAll().where('account_id', '=', id);
    expect(await sessions.execute()).toEqual([]);

    expect(await refusedWith(fixture.signIn({ login, password, newPassword: 'short' }))).toContain(
      'AUTH_PASSWORD_SHORT',
    );
    expect(await refusedWith(fixture.signIn({ login, password, newPassword: password }))).toEqual([
      'AUTH_PASSWORD_SAME',
    ]);
    await fixture.token({ login, password, newPassword: NEXT_PASSWORD });
    expect((await fixture.account(id)).must_change).toBe(false);
    expect(await refusedWith(fixture.signIn({ login, password }))).toEqual(['AUTH_REFUSED']);
    await fixture.token({ login, password: NEXT_PASSWORD });
  });
});

describe('动态口令', () => {
  async function withTotp() {
    const account = await fixture.open();
    const own = await fixture.as(account.id);
    const { secret } = await enrolTotp(fixture.auth, own, PASSWORD);
    await confirmTotp(fixture.auth, own, fixture.codeOf(secret));
    fixture.clock.advance({ seconds: 30 });
    return { ...account, secret };
  }

  test('登记之后未确认,登录不受影响', async () => {
    const { id, login } = await fixture.open();
    await enrolTotp(fixture.auth, await fixture.as(id), PASSWORD);
    await fixture.token({ login, password: PASSWORD });
  });

  test('数据库里读不到口令的密钥;没有钥匙的服务器不能登记,别人的密钥换到自己名下也无用', async () => {
    const mine = await withTotp();
    const other = await withTotp();
    const stored = (await fixture.account(mine.id)).totp_secret as string;
    expect(stored).not.toContain(mine.secret);
    await fixture.ctx.db.updateTable('account').set({ totp_secret: stored }).where('id', '=', other.id).execute();
    const swapped = { login: other.login, password: PASSWORD, code: fixture.codeOf(mine.secret) };
    expect(await refusedWith(fixture.signIn(swapped))).toEqual(['AUTH_CODE_WRONG']);
    const { id } = await fixture.open();
    const keyless = { ...fixture.auth, secrets: null };
    expect(await refusedWith(enrolTotp(keyless, await fixture.as(id), PASSWORD))).toEqual(['AUTH_TOTP_NO_KEY']);
  });

  test('缺口令时只说缺口令;确认时用过的口令不能再用来登录', async () => {
    const { login, secret } = await withTotp();
    expect(await fixture.signIn({ login, password: PASSWORD })).toEqual({ status: 'more', needs: ['totp'] });
    const code = fixture.codeOf(secret);
    await fixture.token({ login, password: PASSWORD, code });
    expect(await refusedWith(fixture.signIn({ login, password: PASSWORD, code }))).toEqual(['AUTH_CODE_WRONG']);
  });

  test('同一口令同时提交两次,只有一次成功', async () => {
    const { login, secret } = await withTotp();
    const code = fixture.codeOf(secret);
    const results = await Promise.allSettled([1, 2].map(() => fixture.token({ login, password: PASSWORD, code })));
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('口令输错与密码输错同样计数', async () => {
    const { id, login } = await withTotp();
    for (let i = 0; i < 5; i++) {
      expect(await refusedWith(fixture.signIn({ login, password: PASSWORD, code: '000000' }))).toEqual([
        'AUTH_CODE_WRONG',
      ]);
    }
    expect((await fixture.account(id)).locked_until).not.toBeNull();
  });
});
