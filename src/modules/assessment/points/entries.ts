import { sql } from 'kysely';
import { breachDay, costOfBreach } from '../../../kernel/assess/points.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';

export type JudgedBreach = { id: number; rule_id: string; bearer_id: number | null; breached_at: Date };

/**
 * 依据 ASM-2: enters what a confirmed breach costs its bearer, unless an entry for it stands. Nobody to bear it, or
 * nothing to pay: no entry. Returns the points entered.
 */
export async function enterPoints(ctx: Context, breach: JudgedBreach): Promise<string | null> {
  const day = breachDay(breach.breached_at, ctx.zone);
  const cost = costOfBreach(await loadVersions(ctx.db, ctx.clock.now()), breach.rule_id, day);
  if (cost === null || breach.bearer_id === null) return null;
  const { rows } = await sql<{ points: string }>`
    insert into points_entry (staff_id, breach_id, table_id, item_id, points, on_date, entered_by, recorded_at)
    select ${breach.bearer_id}, ${breach.id}, ${cost.table}, ${cost.item}, ${cost.points}::numeric, ${day}::date,
      ${ctx.principal?.staffId}, ${ctx.clock.now()}
    where not exists (
      select from points_entry e
      where e.breach_id = ${breach.id} and e.reverses_id is null
        and not exists (select from points_entry r where r.reverses_id = e.id))
    returning points`.execute(ctx.db);
  return rows[0]?.points ?? null;
}

/** Takes back what a breach cost, by entries of the opposite sign in the same cycle; nothing is deleted. */
export async function reversePoints(ctx: Context, breachId: number): Promise<string | null> {
  const { rows } = await sql<{ points: string }>`
    insert into points_entry (staff_id, breach_id, table_id, item_id, points, on_date, reverses_id, entered_by, recorded_at)
    select e.staff_id, e.breach_id, e.table_id, e.item_id, -e.points, e.on_date, e.id, ${ctx.principal?.staffId},
      ${ctx.clock.now()}
    from points_entry e
    where e.breach_id = ${breachId} and e.reverses_id is null
      and not exists (select from points_entry r where r.reverses_id = e.id)
    returning points`.execute(ctx.db);
  return rows[0]?.points ?? null;
}
