import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { createAccount, type NewAccount } from '../../src/platform/auth/accounts.ts';
import { createAuth } from '../../src/platform/auth/auth.ts';
import { loadPrincipal } from '../../src/platform/auth/principal.ts';
import { createSecretBox, SECRET_KEY_BYTES } from '../../src/platform/auth/secret-box.ts';
import { type Credentials, signIn } from '../../src/platform/auth/sign-in.ts';
import type { Context } from '../../src/platform/context.ts';
import { createTestDatabase } from './database.ts';
import { frozenClock } from './frozen-clock.ts';

export const PASSWORD = 'Spring-rain-26';
export const NEXT_PASSWORD = 'Summer-wind-27';
export const CLIENT = { address: '10.0.0.1', userAgent: 'test' };

const ZONE = 'Asia/Shanghai';
const secrets = createSecretBox(randomBytes(SECRET_KEY_BYTES));

/** A database with an `auth` and a frozen clock, and shorthands of this folder's tests. */
export async function authFixture() {
  const { db: database, drop } = await createTestDatabase();
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  const ctx: Context = { db: database.kysely, clock, principal: null, zone: ZONE };
  const auth = await createAuth({ db: database.kysely, clock, zone: ZONE, secrets });
  let serial = 0;

  return {
    auth,
    clock,
    ctx,
    database,
    drop,
    /** An account of a fresh login; with PASSWORD unless `account.password` is given as undefined. */
    async open(account: Partial<NewAccount> = {}) {
      serial += 1;
      const login = `user${serial}`;
      const { id, password } = await createAccount(auth, ctx, { login, password: PASSWORD, ...account });
      return { id, login, password };
    },
    signIn: (credentials: Credentials) => signIn(auth, ctx, credentials, CLIENT),
    /** The token of a session just opened; fails if something more is needed. */
    async token(credentials: Credentials): Promise<string> {
      const result = await signIn(auth, ctx, credentials, CLIENT);
      if (result.status !== 'signed-in') throw new Error(`needs ${result.needs}`);
      return result.token;
    },
    /** The context in which that account acts. */
    async as(accountId: number): Promise<Context> {
      return { ...ctx, principal: await loadPrincipal(ctx.db, { accountId, at: clock.now(), zone: ZONE }) };
    },
    account: (id: number) => ctx.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    audits: (accountId: number) =>
      ctx.db
        .selectFrom('audit_record')
        .selectAll()
        .where('register', '=', 'account')
        .where('row_id', '=', String(accountId))
        .orderBy('id')
        .execute(),
    codeOf: (secret: string) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() }),
  };
}

export type AuthFixture = Awaited<ReturnType<typeof authFixture>>;

/** The codes of the problems that `work` is refused with. */
export async function refusedWith(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => null,
    (reason) => reason,
  );
  if (error instanceof Error && 'problems' in error) {
    return (error.problems as { code: string }[]).map((problem) => problem.code);
  }
  throw error ?? new Error('it was not refused');
}
