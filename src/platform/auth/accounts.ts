import { fail } from '../../kernel/errors/public.ts';
import { type AdminRole, type Context, transact } from '../context.ts';
import { audit } from '../ledger/public.ts';
import { type AccountRow, findAccountByLogin, lockAccount, normalLogin } from './account-row.ts';
import type { Auth } from './auth.ts';
import { authErrors } from './errors.ts';
import { passwordFaults } from './password-policy.ts';
import { type Passwords, randomPassword } from './passwords.ts';
import { endAllSessions } from './sessions.ts';
import type { AuthSettings } from './settings.ts';

export type NewAccount = {
  login: string;
  staffNo?: string | undefined;
  adminRole?: AdminRole | null | undefined;
  /** Without it a random one is made, which must be changed at the first sign-in. */
  password?: string | undefined;
};

/** What making accounts needs of `Auth`; the command line has no server. */
export type AccountMaking = { passwords: Passwords; settings: Pick<AuthSettings, 'password'> };

/**
 * Creates an account. Returns its id and its password, which is stored nowhere.
 * Throws ACCOUNT_LOGIN_TAKEN, ACCOUNT_STAFF_UNKNOWN, ACCOUNT_STAFF_TAKEN, or every fault of a given password.
 */
export async function createAccount(
  making: AccountMaking,
  ctx: Context,
  account: NewAccount,
): Promise<{ id: number; password: string }> {
  const login = normalLogin(account.login);
  const password = account.password ?? randomPassword(making.settings.password.minLength);
  const faults = passwordFaults(making.settings.password, { password, login, path: 'password' });
  if (account.password !== undefined && faults.length > 0) fail(faults);
  const passwordHash = await making.passwords.hash(password);
  const id = await transact(ctx, async (inside) => {
    await refuseTakenLogin(inside.db, login);
    const { id } = await inside.db
      .insertInto('account')
      .values({
        login,
        staff_id: await freeStaff(inside.db, account.staffNo),
        admin_role: account.adminRole ?? null,
        password_hash: passwordHash,
        must_change: account.password === undefined,
        created_at: ctx.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const detail = { login, staffNo: account.staffNo ?? null, adminRole: account.adminRole ?? null };
    await auditAccount(inside, 'account.create', id, detail);
    return id;
  });
  return { id, password };
}

async function refuseTakenLogin(db: Context['db'], login: string): Promise<void> {
  if (await findAccountByLogin(db, login)) fail(authErrors.ACCOUNT_LOGIN_TAKEN({ login }, 'login'));
}

async function freeStaff(db: Context['db'], staffNo: string | undefined): Promise<number | null> {
  if (staffNo === undefined) return null;
  const staff = await db
    .selectFrom('staff')
    .leftJoin('account', 'account.staff_id', 'staff.id')
    .select(['staff.id', 'account.id as account_id'])
    .where('staff.no', '=', staffNo)
    .executeTakeFirst();
  if (!staff) return fail(authErrors.ACCOUNT_STAFF_UNKNOWN({ staffNo }, 'staffNo'));
  if (staff.account_id !== null) fail(authErrors.ACCOUNT_STAFF_TAKEN({ staffNo }, 'staffNo'));
  return staff.id;
}

/** Bars the account at once, in every process within a second. */
export const disableAccount = (auth: Auth, ctx: Context, id: number): Promise<void> =>
  administer(auth, ctx, id, 'account.disable', async (account, inside) => {
    await refuseLastSecurity(inside, account);
    await endAllSessions(inside, id);
    return { disabled_at: ctx.clock.now() };
  });

export const enableAccount = (auth: Auth, ctx: Context, id: number): Promise<void> =>
  administer(auth, ctx, id, 'account.enable', async () => ({ disabled_at: null }));

/** Ends a lockout before its time. */
export const unlockAccount = (auth: Auth, ctx: Context, id: number): Promise<void> =>
  administer(auth, ctx, id, 'account.unlock', async () => ({ failures: 0, locked_until: null }));

/** Recovery for who lost the phone: the next sign-in asks for the password only. */
export const resetTotp = (auth: Auth, ctx: Context, id: number): Promise<void> =>
  administer(auth, ctx, id, 'account.totp-reset', async (_account, inside) => {
    await endAllSessions(inside, id);
    return { totp_secret: null, totp_confirmed: false, totp_last_step: null };
  });

/** Gives or takes an administrator's role. */
export const changeAdminRole = (auth: Auth, ctx: Context, id: number, adminRole: AdminRole | null): Promise<void> =>
  administer(auth, ctx, id, 'account.role', async (account, inside) => {
    if (adminRole !== 'security') await refuseLastSecurity(inside, account);
    await endAllSessions(inside, id);
    return { admin_role: adminRole };
  });

/** Gives a new initial password, to be changed at the next sign-in. Returns it; it is stored nowhere. */
export async function resetPassword(auth: Auth, ctx: Context, id: number): Promise<string> {
  const password = randomPassword(auth.settings.password.minLength);
  const password_hash = await auth.passwords.hash(password);
  await administer(auth, ctx, id, 'account.reset', async (_account, inside) => {
    await endAllSessions(inside, id);
    return { password_hash, must_change: true, failures: 0, locked_until: null };
  });
  return password;
}

type Change = Partial<Omit<AccountRow, 'id' | 'created_at'>>;

/**
 * One administrative change: never of one's own account, under the row lock, audited (依据 RUL-8).
 * Throws ACCOUNT_UNKNOWN, ACCOUNT_OWN.
 */
async function administer(
  auth: Auth,
  ctx: Context,
  id: number,
  action: string,
  change: (account: AccountRow, inside: Context) => Promise<Change>,
): Promise<void> {
  if (id === ctx.principal?.accountId) fail(authErrors.ACCOUNT_OWN());
  await transact(ctx, async (inside) => {
    const account = await lockAccount(inside.db, id);
    if (!account) return fail(authErrors.ACCOUNT_UNKNOWN());
    const changed = await change(account, inside);
    await inside.db.updateTable('account').set(changed).where('id', '=', id).execute();
    await auditAccount(inside, action, id, { before: visible(account), after: visible({ ...account, ...changed }) });
  });
  auth.memory.clear();
}

/** The bank must keep at least one account that can manage accounts. */
async function refuseLastSecurity(inside: Context, account: AccountRow): Promise<void> {
  if (account.admin_role !== 'security' || account.disabled_at !== null) return;
  // Locked, so that two administrators cannot remove each other at the same moment: one of them is run again.
  const others = await inside.db
    .selectFrom('account')
    .select('id')
    .where('admin_role', '=', 'security')
    .where('disabled_at', 'is', null)
    .where('id', '<>', account.id)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (others.length === 0) fail(authErrors.ACCOUNT_LAST_SECURITY());
}

/** What a record may show of an account: no hash, no secret. */
const visible = (account: AccountRow) => ({
  adminRole: account.admin_role,
  mustChange: account.must_change,
  totp: account.totp_confirmed,
  failures: account.failures,
  lockedUntil: account.locked_until,
  disabledAt: account.disabled_at,
});

async function auditAccount(ctx: Context, action: string, id: number, detail: Record<string, unknown>): Promise<void> {
  await audit(ctx, { action, register: 'account', rowId: id, detail });
}
