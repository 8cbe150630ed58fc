import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import { type Context, transact } from '../context.ts';
import { httpErrors } from './errors.ts';

const HEADER = 'idempotency-key';
const LONGEST_KEY = 200;

/** The client's key, if this request carries one that is to be honoured. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers[HEADER];
  return typeof key === 'string' && key.length > 0 && key.length <= LONGEST_KEY ? key : null;
}

/**
 * Runs `work` once per (account, key). The key is taken in the transaction of the work itself: a second request waits
 * for the first and then gets its answer; work that fails frees the key.
 */
export function once(
  ctx: Context,
  key: string,
  request: FastifyRequest,
  work: (ctx: Context) => Promise<unknown>,
): Promise<unknown> {
  const accountId = ctx.principal?.accountId;
  if (accountId === undefined) return work(ctx);
  const digest = digestOf(request);
  return transact(ctx, async (inside) => {
    const taken = await sql`
      insert into idempotency_key (account_id, key, request, status, response, at)
      values (${accountId}, ${key}, ${digest}, 0, 'null', ${inside.clock.now()})
      on conflict do nothing`.execute(inside.db);
    if (taken.numAffectedRows === 0n) return earlierAnswer(inside, accountId, key, digest);
    const response = await work(inside);
    await sql`
      update idempotency_key set status = 200, response = ${JSON.stringify(response ?? null)}::jsonb
      where account_id = ${accountId} and key = ${key}`.execute(inside.db);
    return response;
  });
}

async function earlierAnswer(ctx: Context, accountId: number, key: string, digest: Buffer): Promise<unknown> {
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

function digestOf(request: FastifyRequest): Buffer {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
}
