import { sql } from 'kysely';
import { type Context, transact } from '../../src/platform/context.ts';
import { defineNewFact, foldStale, refreshDuties, touchedBy } from '../../src/platform/duties/public.ts';
import { type FactEntry, recordFacts } from '../../src/platform/ledger/public.ts';
import type { Bench } from './bench.ts';

/** Contacts that a measure adds have numbers with this in front, or are known after it began. */
export const MARK = 'BENCH-';

let serial = 0;
const RUN = Date.now().toString(36);

/** A number that no run has used. */
export const nextKey = (): string => `${MARK}${RUN}-${serial++}`;

/** A customer, whom he belongs to and where. */
export type Held = { id: number; holder: number; institution: number };

const recordAtOnce = defineNewFact({ kind: 'contact', subject: 'customer', beside: [] });

/** As registers record a contact: together with others if nothing speaks against it, else in a transaction of its own. */
export async function recordContact(
  ctx: Context,
  { id, holder, institution, method }: Held & { method: string },
): Promise<void> {
  const fact = {
    key: nextKey(),
    subject_id: id,
    actor_id: holder,
    institution_id: institution,
    method,
    // Rules read what occurred strictly before the moment they are asked about.
    occurred_at: new Date(ctx.clock.now().getTime() - 1),
    reason: '季度回访',
    result: '了解了资金安排',
  };
  if (!(await recordAtOnce(ctx, fact, {}))) await recordAlone(ctx, fact);
}

function recordAlone(ctx: Context, fact: Omit<FactEntry, 'kind'>): Promise<void> {
  return transact(ctx, async (inside) => {
    const moved = await recordFacts(inside, [{ ...fact, kind: 'contact', fresh: true }]);
    await refreshDuties(inside, touchedBy('customer', moved));
  });
}

/** Customers of the wanted size, as many as there are up to `limit`, in no order. */
export async function customersBetween(
  { database }: Bench,
  [from, until]: [number, number],
  limit: number,
): Promise<Held[]> {
  const { rows } = await database.pool.query(
    `select id, holder_id as holder, institution_id as institution from customer
     where greatest(deposit, credit) >= $1 and greatest(deposit, credit) < $2 and holder_id is not null
     order by hashint8(id) limit $3`,
    [from, until, limit],
  );
  return rows;
}

/** The floor of what records a contact: the fact alone, as the writers would insert it. */
export const BARE_INSERT = `
  insert into fact (kind, key, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at, recorded_at,
    dated_at, reason, result)
  values ('contact', $1, $2, $3, $4, $5, 'register', $6, $7, $7, $7, '季度回访', '了解了资金安排')`;

/** Takes away what measures have added and brings the duties back to what they were. */
export async function removeContacts({ ctx }: Bench, since: Date): Promise<void> {
  await transact(ctx, async ({ db }) => {
    await sql`delete from idempotency_key where at >= ${since}`.execute(db);
    await sql`
      with gone as (
        delete from fact where kind = 'contact' and (recorded_at >= ${since} or key like ${`${MARK}%`})
          and biz_date >= ${new Date(since.getTime() - 400 * 86_400_000)}::date returning subject_id, biz_date
      )
      insert into duty_stale as s (subject_type, subject_id, since, marked_at)
      select 'customer', subject_id, min(biz_date), ${ctx.clock.now()} from gone group by subject_id
      on conflict (subject_type, subject_id) do update set since = least(s.since, excluded.since)`.execute(db);
  });
  await foldStale(ctx);
}
