import { fail } from '../../kernel/errors/public.ts';
import { type Context, type Principal, transact } from '../context.ts';
import { audit } from '../ledger/public.ts';
import { type AccountRow, findAccountByLogin, lockAccount, normalLogin } from './account-row.ts';
import type { Auth } from './auth.ts';
import { authErrors } from './errors.ts';
import { lockedUntil } from './lockout.ts';
import { passwordFaults } from './password-policy.ts';
import { loadPrincipal } from './principal.ts';
import { auditSession, type Client, endAllSessions, openSession } from './sessions.ts';
import { hashToken } from './token.ts';
import { acceptedStep } from './totp.ts';

export type Credentials = {
  login: string;
  password: string;
  code?: string | undefined;
  newPassword?: string | undefined;
};

export type SignInResult =
  | { status: 'signed-in'; token: string; principal: Principal }
  | { status: 'more'; needs: ('totp' | 'new-password')[] };

type Refusal = 'unknown' | 'password' | 'code' | 'locked' | 'disabled' | 'left';
type Verdict = { token: string; principal: Principal } | { refusal: Refusal };

/**
 * Opens a session, or says what is still needed and opens nothing. Throws AUTH_REFUSED, AUTH_CODE_WRONG,
 * AUTH_PASSWORD_* (all faults), AUTH_TOO_MANY, AUTH_BUSY.
 */
export async function signIn(
  auth: Auth,
  ctx: Context,
  credentials: Credentials,
  client: Client,
): Promise<SignInResult> {
  const login = normalLogin(credentials.login);
  const giveBack = takeAttempt(auth, login, client);
  const account = await findAccountByLogin(ctx.db, login);
  const isRight = await auth.passwords.verify(account?.password_hash, credentials.password);

  // From here on a right password at a barred account must cost no more than a wrong one.
  const welcome = account && isRight && !isBarred(account, ctx) ? account : undefined;
  const needs = welcome ? missing(welcome, credentials) : [];
  if (needs.length > 0) {
    giveBack();
    return { status: 'more', needs };
  }
  const newHash = welcome && (await hashToStore(auth, welcome, credentials));
  const attempt: Attempt = { account, isRight, newHash, code: credentials.code, client };
  const verdict = await transact(ctx, (inside) => decide(auth, inside, attempt));
  if ('refusal' in verdict) {
    return fail(verdict.refusal === 'code' ? authErrors.AUTH_CODE_WRONG({}, 'code') : authErrors.AUTH_REFUSED());
  }
  giveBack();
  return { status: 'signed-in', ...verdict };
}

/** Counts before anything is looked up, so that many tries at once gain nothing. Returns how to undo it. */
function takeAttempt(auth: Auth, login: string, { address }: Client): () => void {
  const { byAddress, byLogin } = auth.attempts;
  const seconds = byAddress.take(address) || byLogin.take(login);
  if (seconds > 0) fail(authErrors.AUTH_TOO_MANY({ seconds }));
  return () => {
    byAddress.giveBack(address);
    byLogin.giveBack(login);
  };
}

const isLocked = (account: AccountRow, ctx: Context) =>
  account.locked_until !== null && account.locked_until > ctx.clock.now();

const isBarred = (account: AccountRow, ctx: Context) => account.disabled_at !== null || isLocked(account, ctx);

function missing(account: AccountRow, { code, newPassword }: Credentials): ('totp' | 'new-password')[] {
  return [
    ...(account.totp_confirmed && !code ? (['totp'] as const) : []),
    ...(account.must_change && !newPassword ? (['new-password'] as const) : []),
  ];
}

/** The hash to store with this sign-in: of the first own password, or of the same one at today's cost. */
async function hashToStore(auth: Auth, account: AccountRow, credentials: Credentials): Promise<string | undefined> {
  const { login, password_hash } = account;
  const { password, newPassword } = credentials;
  if (!account.must_change || newPassword === undefined) {
    return auth.passwords.isOutdated(password_hash) ? auth.passwords.hash(password) : undefined;
  }
  const path = 'newPassword';
  const faults = passwordFaults(auth.settings.password, { password: newPassword, login, path });
  if (newPassword === password) faults.push(authErrors.AUTH_PASSWORD_SAME({}, path));
  if (faults.length > 0) fail(faults);
  return auth.passwords.hash(newPassword);
}

type Attempt = {
  account: AccountRow | undefined;
  isRight: boolean;
  newHash: string | undefined;
  code: string | undefined;
  client: Client;
};

/** Decides under the account's row lock: of many guesses at once, none passes after the one that locked it. */
async function decide(auth: Auth, ctx: Context, attempt: Attempt): Promise<Verdict> {
  const account = await lockAccount(ctx.db, attempt.account?.id ?? null);
  const step = account && codeStep(auth, account, attempt.code, ctx);
  const refusal = refusalOf(ctx, attempt, account, step);
  if (refusal || !account) return refuse(auth, ctx, account, refusal ?? 'unknown', attempt.client);
  return admit(auth, ctx, account, step ?? null, attempt);
}

/**
 * The step of the second factor's code; null where it is off; undefined where the code is wrong or spent, or the secret
 * is not what this server sealed.
 */
function codeStep(
  { secrets }: Auth,
  { id, totp_confirmed, totp_secret, totp_last_step }: AccountRow,
  code: string | undefined,
  ctx: Context,
): number | null | undefined {
  if (!totp_confirmed || totp_secret === null) return null;
  const secret = secrets?.open(totp_secret, id);
  if (!secret) return undefined;
  return acceptedStep(secret, code ?? '', ctx.clock.now(), totp_last_step) ?? undefined;
}

function refusalOf(
  ctx: Context,
  attempt: Attempt,
  account: AccountRow | undefined,
  step: number | null | undefined,
): Refusal | undefined {
  if (!account) return 'unknown';
  if (account.disabled_at !== null) return 'disabled';
  if (isLocked(account, ctx)) return 'locked';
  // A password changed since it was verified is no longer the right one.
  if (!attempt.isRight || account.password_hash !== attempt.account?.password_hash) return 'password';
  return step === undefined ? 'code' : undefined;
}

/** Counts what was a wrong guess, locks when there were too many, and leaves a record. The caller commits. */
async function refuse(
  auth: Auth,
  ctx: Context,
  account: AccountRow | undefined,
  refusal: Refusal,
  client: Client,
): Promise<Verdict> {
  const isGuess = refusal === 'password' || refusal === 'code';
  const failures = (account?.failures ?? 0) + (isGuess ? 1 : 0);
  const until = isGuess
    ? lockedUntil(auth.settings.lockout, failures, ctx.clock.now())
    : (account?.locked_until ?? null);
  // Without an account the statement runs all the same and meets no row.
  await ctx.db
    .updateTable('account')
    .set({ failures, locked_until: until })
    .where('id', '=', account?.id ?? 0)
    .execute();
  await audit(ctx, {
    action: 'session.refuse',
    register: 'account',
    // An unknown login is not recorded: it may well be a password typed into the wrong field.
    rowId: account?.id ?? null,
    detail: { reason: refusal, address: client.address, lockedUntil: isGuess ? until : null },
  });
  return { refusal };
}

async function admit(
  auth: Auth,
  ctx: Context,
  account: AccountRow,
  step: number | null,
  { newHash, client }: Attempt,
): Promise<Verdict> {
  await ctx.db
    .updateTable('account')
    .set({
      failures: 0,
      locked_until: null,
      must_change: false,
      ...(step !== null && { totp_last_step: step }),
      ...(newHash !== undefined && { password_hash: newHash }),
    })
    .where('id', '=', account.id)
    .execute();
  const { clock, zone } = ctx;
  const principal = await loadPrincipal(ctx.db, { accountId: account.id, at: clock.now(), zone });
  if (!principal) return refuse(auth, ctx, account, 'left', client);
  if (account.must_change) await endAllSessions(ctx, account.id);
  const token = await openSession(ctx, auth.settings.session, account.id, client);
  const detail = { address: client.address, passwordChanged: account.must_change };
  await auditSession({ ...ctx, principal }, 'session.open', hashToken(token), detail);
  return { token, principal };
}
