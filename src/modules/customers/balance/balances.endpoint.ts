import { sql } from 'kysely';
import { z } from 'zod';
import { addMonths, type CivilDate, civilDateOf } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { assertCustomer, CUSTOMER_READERS } from '../customer/customer-scope.ts';

/** Daily balances of ten years; a longer history is read in parts. */
const MOST = 3_660;
const USUAL_MONTHS = 12;

const point = z.object({ on: z.string(), deposit: z.string(), credit: z.string(), loan: z.string() });
const tierLine = z.object({ label: z.string(), amount: z.string() });

type Point = z.output<typeof point>;

/**
 * Balances of the customer in their order, each in force until the next; the first is the one in force on the first
 * day. The tier lines are the amounts that the rulebook in force today draws.
 */
async function balancesOf(ctx: Context, { id, months }: { id: number; months: number }) {
  await assertCustomer(ctx, id);
  const today = civilDateOf(ctx.clock.now(), ctx.zone);
  const from = addMonths(today, -months);
  const { rows } = await sql<Point>`
    select greatest(valid_from, ${from}::date) as on, deposit, credit, loan from balance
    where customer_id = ${id} and superseded_at is null and valid_from <= ${today}::date
      and valid_from >= coalesce((
        select max(valid_from) from balance
        where customer_id = ${id} and superseded_at is null and valid_from <= ${from}::date), ${from}::date)
    order by valid_from limit ${MOST}`.execute(ctx.db);
  return { from, today, items: rows, tierLines: await tierLines(ctx, today) };
}

/** Parameters that are amounts of money are the lines between tiers; the code knows none of them. */
async function tierLines(ctx: Context, today: CivilDate): Promise<z.output<typeof tierLine>[]> {
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const inForce = versions.findLast(({ effectiveOn }) => effectiveOn <= today);
  return Object.values(inForce?.rulebook.parameters ?? {})
    .filter(({ unit }) => unit === '元')
    .map(({ label, value }) => ({ label, amount: String(value) }));
}

export const balanceEndpoints = [
  defineEndpoint({
    id: 'customer.balances',
    method: 'GET',
    path: '/api/customers/:id/balances',
    access: CUSTOMER_READERS,
    summary: '客户：存款、授信、贷款余额的变化与分层线',
    input: z.object({
      id: z.coerce.number().int().positive(),
      months: z.coerce.number().int().min(1).max(120).default(USUAL_MONTHS),
    }),
    output: z.object({ from: z.string(), today: z.string(), items: z.array(point), tierLines: z.array(tierLine) }),
    handler: balancesOf,
  }),
];
