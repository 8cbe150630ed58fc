import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuthFixture, authFixture, NEXT_PASSWORD, PASSWORD, refusedWith } from '../../../test/support/auth.ts';
import { addStaff } from '../../../test/support/people.ts';
import type { Context } from '../context.ts';
import { listAccounts, viewAccount } from './account-list.ts';
import {
  changeAdminRole,
  createAccount,
  disableAccount,
  enableAccount,
  resetPassword,
  resetTotp,
  unlockAccount,
} from './accounts.ts';
import { createFirstAdministrator } from './first-administrator.ts';
import { confirmTotp, enrolTotp } from './own-account.ts';

let fixture: AuthFixture;
let security: Context;
let securityId: number;
beforeAll(async () => {
  fixture = await authFixture();
  const first = await createFirstAdministrator(fixture.auth, fixture.ctx);
  const credentials = { login: first?.login ?? '', password: first?.password ?? '', newPassword: NEXT_PASSWORD };
  await fixture.token(credentials);
  securityId = (await listAccounts(fixture.ctx, { q: 'admin', limit: 1 })).items[0]?.id as number;
  security = await fixture.as(securityId);
});
afterAll(() => fixture.drop());

test('首位管理员只设一次', async () => {
  expect(security.principal).toMatchObject({ adminRole: 'security', appointments: [] });
  expect(await createFirstAdministrator(fixture.auth, fixture.ctx)).toBeNull();
});

describe('开立', () => {
  test('登录名与工号都不能重复,工号须存在', async () => {
    await addStaff(fixture.ctx.db, 'A1');
    const create = (login: string, staffNo?: string) => createAccount(fixture.auth, security, { login, staffNo });
    const { id } = await create('KM-A1', 'A1');
    expect(await viewAccount(fixture.ctx, id)).toMatchObject({ login: 'km-a1', staffNo: 'A1', mustChange: true });
    expect(await refusedWith(create(' km-a1 '))).toEqual(['ACCOUNT_LOGIN_TAKEN']);
    expect(await refusedWith(create('other', 'A1'))).toEqual(['ACCOUNT_STAFF_TAKEN']);
    expect(await refusedWith(create('other', 'A404'))).toEqual(['ACCOUNT_STAFF_UNKNOWN']);
  });
});

describe('管理', () => {
  test('停用即结束会话,启用后须重新登录', async () => {
    const { id, login } = await fixture.open();
    const token = await fixture.token({ login, password: PASSWORD });
    expect(await fixture.auth.resolve(token)).not.toBeNull();
    await disableAccount(fixture.auth, security, id);
    expect(await fixture.auth.resolve(token)).toBeNull();
    await enableAccount(fixture.auth, security, id);
    expect(await fixture.auth.resolve(token)).toBeNull();
    await fixture.token({ login, password: PASSWORD });
  });

  test('重置后旧密码失效,新密码须在登录时修改', async () => {
    const { id, login } = await fixture.open();
    const token = await fixture.token({ login, password: PASSWORD });
    const password = await resetPassword(fixture.auth, security, id);
    expect(await fixture.auth.resolve(token)).toBeNull();
    expect(await refusedWith(fixture.signIn({ login, password: PASSWORD }))).toEqual(['AUTH_REFUSED']);
    expect(await fixture.signIn({ login, password })).toEqual({ status: 'more', needs: ['new-password'] });
  });

  test('解锁立即生效,不打断正在用的会话', async () => {
    const { id, login } = await fixture.open();
    const token = await fixture.token({ login, password: PASSWORD });
    for (let i = 0; i < 5; i++) await refusedWith(fixture.signIn({ login, password: 'Wrong-guess-1' }));
    await unlockAccount(fixture.auth, security, id);
    await fixture.token({ login, password: PASSWORD });
    expect(await fixture.auth.resolve(token)).not.toBeNull();
  });

  test('丢失手机由管理员停用动态口令', async () => {
    const { id, login } = await fixture.open();
    const own = await fixture.as(id);
    const { secret } = await enrolTotp(fixture.auth, own, PASSWORD);
    const token = await fixture.token({ login, password: PASSWORD });
    await confirmTotp(fixture.auth, own, fixture.codeOf(secret));
    await resetTotp(fixture.auth, security, id);
    expect(await fixture.auth.resolve(token)).toBeNull();
    await fixture.token({ login, password: PASSWORD });
    expect(await fixture.account(id)).toMatchObject({ totp_secret: null, totp_confirmed: false });
  });

  test('[RUL-8] 每次变更留下前后状态与经办人,不含秘密', async () => {
    const { id } = await fixture.open();
    await resetPassword(fixture.auth, security, id);
    await changeAdminRole(fixture.auth, security, id, 'audit');
    const records = await fixture.audits(id);
    expect(records.map((record) => record.action)).toEqual(['account.create', 'account.reset', 'account.role']);
    expect(records.at(-1)).toMatchObject({
      account_id: securityId,
      detail: { before: { adminRole: null }, after: { adminRole: 'audit' } },
    });
    expect(JSON.stringify(records)).not.toContain('$argon2');
  });

  test('不能管理自己的账号', async () => {
    expect(await refusedWith(disableAccount(fixture.auth, security, securityId))).toEqual(['ACCOUNT_OWN']);
  });

  test('最后一位安全管理员不能停用也不能免去,有第二位时可以', async () => {
    expect(await refusedWith(disableAccount(fixture.auth, fixture.ctx, securityId))).toEqual(['ACCOUNT_LAST_SECURITY']);
    const demote = changeAdminRole(fixture.auth, fixture.ctx, securityId, null);
    expect(await refusedWith(demote)).toEqual(['ACCOUNT_LAST_SECURITY']);
    const second = await fixture.open({ adminRole: 'security' });
    const both = await Promise.allSettled(
      [securityId, second.id].map((id) => disableAccount(fixture.auth, fixture.ctx, id)),
    );
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('没有的账号说没有', async () => {
    expect(await refusedWith(unlockAccount(fixture.auth, security, 999_999))).toEqual(['ACCOUNT_UNKNOWN']);
  });
});

test('账号一览按编号翻页,可按工号和姓名查找', async () => {
  await addStaff(fixture.ctx.db, 'Q77');
  await fixture.open({ staffNo: 'Q77' });
  const all = await listAccounts(fixture.ctx, { limit: 200 });
  const paged = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof listAccounts>> = await listAccounts(fixture.ctx, { after, limit: 2 });
    paged.push(...page.items);
    after = page.next;
  }
  expect(paged).toEqual(all.items);
  for (const q of ['q77', '职员Q7']) {
    expect((await listAccounts(fixture.ctx, { q, limit: 9 })).items.map((item) => item.staffNo)).toEqual(['Q77']);
  }
});
