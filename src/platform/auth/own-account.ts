import { fail } from '../../kernel/errors/public.ts';
import { type Context, transact } from '../context.ts';
import { audit } from '../ledger/public.ts';
import { type AccountRow, lockAccount } from './account-row.ts';
import type { Auth } from './auth.ts';
import { authErrors } from './errors.ts';
import { passwordFaults } from './password-policy.ts';
import { auditSession, type Client, endAllSessions, openSession } from './sessions.ts';
import { hashToken } from './token.ts';
import { acceptedStep, newTotpSecret, totpEnrolment } from './totp.ts';

/**
 * Changes one's own password. All sessions end; returns the token of a new one for the asking client.
 * Throws AUTH_PASSWORD_WRONG or every fault of the new password.
 */
export async function changePassword(
  auth: Auth,
  ctx: Context,
  input: { password: string; newPassword: string },
  client: Client,
): Promise<string> {
  const account = await provenAccount(auth, ctx, input.password);
  const path = 'newPassword';
  const faults = passwordFaults(auth.settings.password, { password: input.newPassword, login: account.login, path });
  if (input.newPassword === input.password) faults.push(authErrors.AUTH_PASSWORD_SAME({}, path));
  if (faults.length > 0) fail(faults);
  const passwordHash = await auth.passwords.hash(input.newPassword);
  return changeOwn(auth, ctx, account, 'account.password', async (inside) => {
    await inside.db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', account.id).execute();
    await endAllSessions(inside, account.id);
    const opened = await openSession(inside, auth.settings.session, account.id, client);
    await auditSession(inside, 'session.open', hashToken(opened), { address: client.address });
    return opened;
  });
}

/** Makes a secret for an authenticator app; in force only once confirmed. Throws AUTH_TOTP_NO_KEY, AUTH_TOTP_ON, AUTH_PASSWORD_WRONG. */
export async function enrolTotp(auth: Auth, ctx: Context, password: string) {
  const secrets = auth.secrets ?? fail(authErrors.AUTH_TOTP_NO_KEY());
  const account = await provenAccount(auth, ctx, password);
  const secret = newTotpSecret();
  await changeOwn(auth, ctx, account, 'account.totp-enrol', async (inside, current) => {
    if (current.totp_confirmed) fail(authErrors.AUTH_TOTP_ON());
    await inside.db
      .updateTable('account')
      .set({ totp_secret: secrets.seal(secret, account.id), totp_last_step: null })
      .where('id', '=', account.id)
      .execute();
  });
  return totpEnrolment(secret, account.login);
}

/** Puts the enrolled second factor in force. Throws AUTH_TOTP_NOT_STARTED, AUTH_TOTP_ON, AUTH_CODE_WRONG. */
export async function confirmTotp(auth: Auth, ctx: Context, code: string): Promise<void> {
  const account = await ownAccount(ctx);
  await changeOwn(auth, ctx, account, 'account.totp-confirm', async (inside, current) => {
    if (current.totp_confirmed) fail(authErrors.AUTH_TOTP_ON());
    if (current.totp_secret === null) fail(authErrors.AUTH_TOTP_NOT_STARTED());
    const secret = auth.secrets?.open(current.totp_secret, account.id) ?? fail(authErrors.AUTH_TOTP_NO_KEY());
    const step = acceptedStep(secret, code, ctx.clock.now(), current.totp_last_step);
    if (step === null) fail(authErrors.AUTH_CODE_WRONG({}, 'code'));
    await inside.db
      .updateTable('account')
      .set({ totp_confirmed: true, totp_last_step: step })
      .where('id', '=', account.id)
      .execute();
  });
}

/** Gives the second factor up. Throws AUTH_PASSWORD_WRONG. */
export async function removeTotp(auth: Auth, ctx: Context, password: string): Promise<void> {
  const account = await provenAccount(auth, ctx, password);
  await changeOwn(auth, ctx, account, 'account.totp-remove', async (inside) => {
    await inside.db
      .updateTable('account')
      .set({ totp_secret: null, totp_confirmed: false, totp_last_step: null })
      .where('id', '=', account.id)
      .execute();
  });
}

/** The principal's account; a principal without one has lost it this moment. */
async function ownAccount(ctx: Context): Promise<AccountRow> {
  const account = await ctx.db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', ctx.principal?.accountId ?? 0)
    .executeTakeFirst();
  return account ?? fail(authErrors.AUTH_SESSION_ENDED());
}

/** The principal's account, after the password was given again: an unattended screen must not be enough. */
async function provenAccount(auth: Auth, ctx: Context, password: string): Promise<AccountRow> {
  const account = await ownAccount(ctx);
  const seconds = auth.attempts.byLogin.take(account.login);
  if (seconds > 0) fail(authErrors.AUTH_TOO_MANY({ seconds }));
  if (!(await auth.passwords.verify(account.password_hash, password)))
    fail(authErrors.AUTH_PASSWORD_WRONG({}, 'password'));
  auth.attempts.byLogin.giveBack(account.login);
  return account;
}

/** Changes the account under its row lock and audits it (依据 RUL-8), unless its password changed meanwhile. */
async function changeOwn<Result>(
  auth: Auth,
  ctx: Context,
  account: AccountRow,
  action: string,
  change: (inside: Context, current: AccountRow) => Promise<Result>,
): Promise<Result> {
  const result = await transact(ctx, async (inside) => {
    const current = await lockAccount(inside.db, account.id);
    if (!current || current.password_hash !== account.password_hash) return fail(authErrors.AUTH_SESSION_ENDED());
    const changed = await change(inside, current);
    await audit(inside, { action, register: 'account', rowId: account.id });
    return changed;
  });
  auth.memory.clear();
  return result;
}
