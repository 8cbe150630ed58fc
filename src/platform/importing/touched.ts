import { type RawBuilder, sql } from 'kysely';
import type { CivilDate } from '../../kernel/calendar/index.ts';
import { fail } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import { refreshDuties } from '../duties/public.ts';
import { importErrors } from './errors.ts';

const BATCH = 5000;

/** Brings the duties of the touched customers up to date, in batches that begin at about the same date. */
export async function refreshTouched(ctx: Context, touched: RawBuilder<unknown>, signal: AbortSignal): Promise<void> {
  await sql`create temp table import_touched on commit drop as
    select customer_id, min(since) as since from (${touched}) t group by customer_id`.execute(ctx.db);
  await sql`declare touched cursor for select customer_id, since from import_touched order by since, customer_id`.execute(
    ctx.db,
  );
  for (;;) {
    if (signal.aborted) fail(importErrors.IMPORT_CANCELLED());
    const { rows } = await sql<{ customer_id: number; since: CivilDate }>`
      fetch ${sql.raw(String(BATCH))} from touched`.execute(ctx.db);
    const since = rows[0]?.since;
    if (since === undefined) break;
    const subjectIds = rows.map((row) => row.customer_id);
    await refreshDuties(ctx, { subjectType: 'customer', subjectIds, since });
    if (rows.length < BATCH) break;
  }
  await sql`close touched`.execute(ctx.db);
}
