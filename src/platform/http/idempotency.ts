import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import { type Context, transact } from '../context.ts';
import type { Beside } from '../ledger/public.ts';
import { httpErrors } from './errors.ts';

const HEADER = 'idempotency-key';
export const LONGEST_KEY = 200;
/** The status of a key whose work is done. */
const DONE = 200;

/** The client's own name for a request: whose, and what it asked. */
export type RequestKey = { accountId: number; key: string; digest: Buffer };

/** The key of this request, if it carries one that is to be honoured. */
export function requestKeyOf(request: FastifyRequest, { principal }: Context): RequestKey | null {
  const key = request.headers[HEADER];
  if (request.method === 'GET' || !principal) return null;
  if (typeof key !== 'string' || key.length === 0 || key.length > LONGEST_KEY) return null;
  const { method, url, body } = request;
  return { accountId: principal.accountId, key, digest: digestOf({ method, url, body }) };
}

/**
 * Runs `work` once per (account, key). The key is taken in the transaction of the work itself: a second request waits
 * for the first and then gets its answer; work that fails frees the key.
 */
export function once(
  ctx: Context,
  { accountId, key, digest }: RequestKey,
  work: (ctx: Context) => Promise<unknown>,
): Promise<unknown> {
  return transact(ctx, async (inside) => {
    const taken = await sql`
      insert into idempotency_key (account_id, key, request, status, response, at)
      values (${accountId}, ${key}, ${digest}, 0, 'null', ${inside.clock.now()})
      on conflict do nothing`.execute(inside.db);
    if (taken.numAffectedRows === 0n) return earlierAnswer(inside, { accountId, key, digest });
    const response = await work(inside);
    await sql`
      update idempotency_key set status = ${DONE}, response = ${JSON.stringify(response ?? null)}::jsonb
      where account_id = ${accountId} and key = ${key}`.execute(inside.db);
    return response;
  });
}

/**
 * The key taken beside a new fact, from `keyValues`. A key that was used leaves the fact unwritten, so that `once` comes
 * to answer; one that a rival takes at this moment makes the statement fail, which does the same.
 */
export const KEYED: Beside = {
  columns: {
    request_account: 'bigint',
    request_key: 'text',
    request_digest: 'bytea',
    request_answer: 'jsonb',
    request_at: 'timestamptz',
  },
  // Not as `not exists`: of keys just used the server has no statistics yet, and would read all of them each time.
  holds: sql`(
    select k.key from idempotency_key k where k.account_id = u.request_account and k.key = u.request_key) is null`,
  writes: [
    sql`keyed as (
      insert into idempotency_key (account_id, key, request, status, response, at)
      select request_account, request_key, request_digest, 200, request_answer, request_at
      from done where request_key is not null)`,
  ],
};

export function keyValues({ clock }: Context, request: RequestKey | null, answer: unknown): Record<string, unknown> {
  return {
    request_account: request?.accountId ?? null,
    request_key: request?.key ?? null,
    request_digest: request?.digest ?? null,
    request_answer: request && JSON.stringify(answer),
    request_at: clock.now(),
  };
}

async function earlierAnswer(ctx: Context, { accountId, key, digest }: RequestKey): Promise<unknown> {
  const earlier = await ctx.db
    .selectFrom('idempotency_key')
    .select(['request', 'response'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!digest.equals(earlier.request)) fail(httpErrors.KEY_REUSED());
  return earlier.response;
}

/** Forgets the keys used before `before`; returns how many. */
export async function purgeIdempotencyKeys(ctx: Context, before: Date): Promise<number> {
  const result = await ctx.db.deleteFrom('idempotency_key').where('at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** What the principal's request of that key was answered; null where there was none, or it is forgotten. */
export async function answerTo(ctx: Context, key: string): Promise<unknown> {
  const earlier = await ctx.db
    .selectFrom('idempotency_key')
    .select('response')
    .where('account_id', '=', ctx.principal?.accountId ?? 0)
    .where('key', '=', key)
    .where('status', '=', DONE)
    .executeTakeFirst();
  return earlier?.response ?? null;
}

/** Of what is sent: the same content under the same key is the same request, whichever way it comes. */
export function digestOf({ method, url, body }: { method: string; url: string; body: unknown }): Buffer {
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest();
}
