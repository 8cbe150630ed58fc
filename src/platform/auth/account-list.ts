import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import type { AdminRole, Context } from '../context.ts';
import { authErrors } from './errors.ts';

export type AccountView = {
  id: number;
  login: string;
  staffId: number | null;
  staffNo: string | null;
  name: string | null;
  adminRole: AdminRole | null;
  mustChange: boolean;
  totp: boolean;
  failures: number;
  lockedUntil: Date | null;
  disabledAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
};

/** Accounts by id after `after`, at most `limit`; `q` is the start of a login or 工号, or part of a name or its pinyin. */
export async function listAccounts(
  ctx: Context,
  query: { q?: string | undefined; after?: number | undefined; limit: number },
): Promise<{ items: AccountView[]; next: number | null }> {
  const found = await accountViews(ctx)
    .where('a.id', '>', query.after ?? 0)
    .$if(Boolean(query.q), (accounts) => accounts.where(matching(query.q as string)))
    .orderBy('a.id')
    .limit(query.limit + 1)
    .execute();
  const items = found.slice(0, query.limit);
  return { items, next: found.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** One account as administrators see it. Throws ACCOUNT_UNKNOWN (404). */
export async function viewAccount(ctx: Context, id: number): Promise<AccountView> {
  const account = await accountViews(ctx).where('a.id', '=', id).executeTakeFirst();
  return account ?? fail(authErrors.ACCOUNT_UNKNOWN());
}

const accountViews = (ctx: Context) =>
  ctx.db
    .selectFrom('account as a')
    .leftJoin('staff as st', 'st.id', 'a.staff_id')
    .select([
      'a.id',
      'a.login',
      'a.staff_id as staffId',
      'st.no as staffNo',
      'st.name',
      sql<AdminRole | null>`a.admin_role`.as('adminRole'),
      'a.must_change as mustChange',
      'a.totp_confirmed as totp',
      'a.failures',
      'a.locked_until as lockedUntil',
      'a.disabled_at as disabledAt',
      'a.created_at as createdAt',
      sql<Date | null>`(select max(s.seen_at) from session s where s.account_id = a.id and s.ended_at is null)`.as(
        'lastSeenAt',
      ),
    ]);

function matching(q: string) {
  const text = q.trim().toLowerCase();
  return sql<boolean>`(starts_with(a.login, ${text}) or starts_with(lower(st.no), ${text})
    or position(${text} in lower(st.name)) > 0 or position(${text} in st.pinyin) > 0)`;
}
