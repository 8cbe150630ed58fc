import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import { type Context, type Principal, transact } from '../context.ts';
import { audit } from '../ledger/public.ts';
import { authErrors } from './errors.ts';
import { loadSessionPrincipal } from './principal.ts';
import { type AuthSettings, loadAuthSettings } from './settings.ts';
import { hashToken, newToken } from './token.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where a sign-in comes from, as shown in the list of one's sessions. */
export type Client = { address: string; userAgent: string | null };

export type OwnSession = {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  userAgent: string | null;
  address: string | null;
  current: boolean;
};

const later = (from: Date, millis: number) => new Date(from.getTime() + millis);

/** A session's public name: enough of the stored hash to tell sessions apart, useless as a cookie. */
const idOf = (tokenHash: Buffer) => tokenHash.toString('hex', 0, 12);

/** Opens a session and returns the cookie's value, which exists nowhere else. Drops long-past sessions on the way. */
export async function openSession(
  ctx: Context,
  settings: AuthSettings['session'],
  accountId: number,
  client: Client,
): Promise<string> {
  const now = ctx.clock.now();
  const token = newToken();
  await ctx.db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('expires_at', '<', later(now, -settings.keepDays * DAY))
    .execute();
  await ctx.db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: now,
      seen_at: now,
      expires_at: later(now, settings.absoluteHours * HOUR),
      user_agent: client.userAgent,
      address: client.address,
    })
    .execute();
  return token;
}

/** Ends every session of an account. Call in the transaction that takes the right away. */
export async function endAllSessions(ctx: Context, accountId: number): Promise<void> {
  await ctx.db
    .updateTable('session')
    .set({ ended_at: ctx.clock.now() })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends the session behind a cookie; without effect if it is over already. */
export async function closeSession(ctx: Context, token: string): Promise<void> {
  await transact(ctx, async (inside) => {
    const ended = await inside.db
      .updateTable('session')
      .set({ ended_at: ctx.clock.now() })
      .where('token_hash', '=', hashToken(token))
      .where('ended_at', 'is', null)
      .returning('account_id')
      .executeTakeFirst();
    if (ended) await auditSession(inside, 'session.close', hashToken(token));
  });
}

/** The principal behind a cookie, or null. Writes the time of last use at most every `seenEverySeconds`. */
export async function resolveSession(
  ctx: Pick<Context, 'db' | 'clock' | 'zone'>,
  settings: AuthSettings['session'],
  token: string,
): Promise<Principal | null> {
  const at = ctx.clock.now();
  const tokenHash = hashToken(token);
  const idleSince = later(at, -settings.idleMinutes * MINUTE);
  const found = await loadSessionPrincipal(ctx.db, { tokenHash, at, zone: ctx.zone, idleSince });
  if (!found) return null;
  const seenBefore = later(at, -settings.seenEverySeconds * 1000);
  if (found.seenAt <= seenBefore) {
    await ctx.db
      .updateTable('session')
      .set({ seen_at: at })
      .where('token_hash', '=', tokenHash)
      .where('seen_at', '<=', seenBefore)
      .execute();
  }
  return found.principal;
}

/** The principal's live sessions, newest first. `token` is the asking client's own. */
export async function listOwnSessions(
  ctx: Context,
  settings: AuthSettings['session'],
  accountId: number,
  token: string,
): Promise<OwnSession[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('seen_at', '>', later(now, -settings.idleMinutes * MINUTE))
    .orderBy('created_at', 'desc')
    .execute();
  const current = hashToken(token);
  return rows.map((row) => ({
    id: idOf(row.token_hash),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    userAgent: row.user_agent,
    address: row.address,
    current: row.token_hash.equals(current),
  }));
}

/** Ends one of the principal's own sessions by its public id. Throws AUTH_SESSION_UNKNOWN (404). */
export async function endOwnSession(ctx: Context, accountId: number, id: string): Promise<void> {
  await transact(ctx, async (inside) => {
    const ended = await inside.db
      .updateTable('session')
      .set({ ended_at: ctx.clock.now() })
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where(sql<string>`encode(substring(token_hash from 1 for 12), 'hex')`, '=', id)
      .returning('token_hash')
      .executeTakeFirst();
    if (!ended) fail(authErrors.AUTH_SESSION_UNKNOWN());
    await auditSession(inside, 'session.end', ended.token_hash);
  });
}

/** 依据 RUL-8. */
export async function auditSession(
  ctx: Context,
  action: 'session.open' | 'session.close' | 'session.end',
  tokenHash: Buffer,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await audit(ctx, { action, register: 'session', rowId: idOf(tokenHash), detail });
}

/** Drops the sessions that expired longer ago than they are kept; returns how many. */
export async function purgeSessions(ctx: Context): Promise<number> {
  const { session } = await loadAuthSettings(ctx.db);
  const before = later(ctx.clock.now(), -session.keepDays * DAY);
  const result = await ctx.db.deleteFrom('session').where('expires_at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
