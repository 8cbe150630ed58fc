import type { FastifyError, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { type AppError, fail, type Problem, parseInput } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import { refusal } from './authorise.ts';
import { defineEndpoint, type Endpoint } from './endpoint.ts';
import { httpErrors } from './errors.ts';
import { refusalOf } from './failures.ts';
import { digestOf, LONGEST_KEY, once } from './idempotency.ts';

/** More in one request would only be lost together when the connection breaks. */
const MOST_RECORDS = 50;
const SHORTEST_KEY = 16;
/** Of the device's clock; a phone that was reset says 1970. */
const WIDEST_SKEW_MS = 2 ** 31 - 1;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const RECORD = z.strictObject({
  key: z.string().min(SHORTEST_KEY).max(LONGEST_KEY),
  path: z.string().max(200),
  body: z.record(z.string(), z.unknown()),
  writtenAt: instant,
});
/** A record with how far the device's clock was ahead of ours when it came, in milliseconds. */
type Arriving = z.output<typeof RECORD> & { clockAhead: number };

/** What became of a record: the endpoint's answer, or why it was refused. */
type Outcome = { key: string; status: number; answer?: unknown; problems?: readonly Problem[] };

/**
 * 依据 DAY-19: takes in what was written without a network, in its order, each record once: it is the same request as if
 * it had come directly, with its own key, access, validation and transaction. What is refused does not hold up the next;
 * where we fail ourselves the rest is left to be sent again. When it was written is kept beside when it came.
 */
export function offlineEndpoint(endpoints: readonly Endpoint[]): Endpoint {
  const targets = endpoints.filter(({ deferrable }) => deferrable).map(targetOf);
  return defineEndpoint({
    id: 'offline.send',
    method: 'POST',
    path: '/api/offline',
    access: 'signed-in',
    summary: '补传离线时写下的记录，依次办理，每条只办一次；返回每条的结果',
    input: z.strictObject({ deviceNow: instant, records: z.array(RECORD).min(1).max(MOST_RECORDS) }),
    // Each record has a key and a transaction of its own: the request as a whole must not.
    raw: true,
    async handler(ctx, { deviceNow, records }, request) {
      const ahead = deviceNow.getTime() - ctx.clock.now().getTime();
      const clockAhead = Math.max(-WIDEST_SKEW_MS, Math.min(WIDEST_SKEW_MS, ahead));
      const outcomes: Outcome[] = [];
      for (const record of records) {
        const outcome = await outcomeOf(ctx, targets, { ...record, clockAhead }, request);
        outcomes.push(outcome);
        if (outcome.status >= 500) break;
      }
      return { outcomes };
    },
  });
}

type Target = { endpoint: Extract<Endpoint, { raw?: false }>; parametersOf(path: string): object | null };

async function outcomeOf(
  ctx: Context,
  targets: readonly Target[],
  record: Arriving,
  request: FastifyRequest,
): Promise<Outcome> {
  try {
    return { key: record.key, status: 200, answer: await carryOut(ctx, targets, record) };
  } catch (error) {
    return { key: record.key, ...refusalOf(error as FastifyError | AppError, request) };
  }
}

function carryOut(ctx: Context, targets: readonly Target[], record: Arriving): Promise<unknown> {
  const { key, path, body } = record;
  const target = targets.find(({ parametersOf }) => parametersOf(path) !== null) ?? fail(httpErrors.NOT_FOUND());
  const { endpoint } = target;
  const refused = refusal(endpoint.access, ctx.principal);
  if (refused) fail(refused);
  const input = inputOf(endpoint, { ...body, ...target.parametersOf(path) });
  const accountId = ctx.principal?.accountId ?? 0;
  return once(ctx, { accountId, key, digest: digestOf({ method: 'POST', url: path, body }) }, async (inside) => {
    const earlier = await sentEarlier(inside, key);
    if (earlier) return earlier;
    const answer = ((await endpoint.handler(inside, input)) ?? {}) as object;
    await keepEvidence(inside, endpoint, record, answer);
    return answer;
  });
}

function inputOf({ input }: Endpoint, values: object): unknown {
  if (!input) return {};
  const parsed = parseInput(input, values);
  return parsed.ok ? parsed.value : fail(parsed.problems);
}

/** Answers are forgotten after a week, evidence never: a device that comes back later still sends nothing twice. */
async function sentEarlier({ db, principal }: Context, key: string): Promise<object | null> {
  const { rows } = await sql<{ row_id: number | null }>`
    select row_id from offline_entry where account_id = ${principal?.accountId ?? null} and key = ${key}`.execute(db);
  return rows[0] ? { row: { id: rows[0].row_id } } : null;
}

async function keepEvidence(
  { db, clock, principal }: Context,
  { id }: Endpoint,
  { key, writtenAt, clockAhead }: Arriving,
  answer: object,
): Promise<void> {
  const row = (answer as { row?: { id?: unknown } }).row?.id;
  await db
    .insertInto('offline_entry')
    .values({
      account_id: principal?.accountId ?? 0,
      key,
      staff_id: principal?.staffId ?? null,
      endpoint: id,
      row_id: typeof row === 'number' ? row : null,
      written_at: writtenAt,
      sent_at: clock.now(),
      clock_ahead: clockAhead,
    })
    .execute();
}

function targetOf(endpoint: Endpoint): Target {
  if (endpoint.raw || endpoint.method !== 'POST') throw new Error(`${endpoint.id} cannot be sent later`);
  const pattern = new RegExp(`^${endpoint.path.replaceAll(/:(\w+)/g, '(?<$1>[^/?]+)')}$`);
  return {
    endpoint,
    parametersOf(path) {
      const match = pattern.exec(path);
      return match === null ? null : { ...match.groups };
    },
  };
}
