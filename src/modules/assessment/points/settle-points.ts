import { sql } from 'kysely';
import { type Cost, gravest } from '../../../kernel/assess/points.ts';
import type { Context } from '../../../platform/context.ts';
import type { Fault, FaultRef } from '../settle/faults.ts';

type Standing = { id: number; breachId: number | null; incidentId: number | null; points: string };

/**
 * Enters what the touched faults cost and takes back what no longer stands, by entries of the opposite sign: nothing is
 * deleted. Of an act only the gravest fault has an entry (从一重); once that is undone the next one's follows.
 */
export async function settlePoints(
  ctx: Context,
  staffId: number,
  { faults, touched }: { faults: readonly Fault[]; touched: readonly FaultRef[] },
): Promise<{ entered: string[]; reversed: string[] }> {
  const group = faults.filter((fault) => touched.some((one) => isSame(fault, one)));
  const due = [...Map.groupBy(group, ({ key, act }) => act ?? key).values()].flatMap((members) => {
    const priced = members.flatMap((fault) => (fault.cost === null ? [] : [{ ...fault, cost: fault.cost }]));
    return gravest(priced) ?? [];
  });
  const standing = await standingEntries(ctx, staffId, touched);
  const reversed: string[] = [];
  for (const entry of standing) {
    if (due.some((fault) => isOf(fault, entry))) continue;
    reversed.push(await reverse(ctx, entry.id));
  }
  const entered: string[] = [];
  for (const fault of due) {
    if (standing.some((entry) => isOf(fault, entry))) continue;
    entered.push(await enter(ctx, staffId, fault));
  }
  return { entered, reversed };
}

function isSame(a: FaultRef, b: FaultRef): boolean {
  return a.breachId === b.breachId && a.incidentId === b.incidentId;
}

function isOf(fault: FaultRef, entry: Standing): boolean {
  return (fault.breachId ?? null) === entry.breachId && (fault.incidentId ?? null) === entry.incidentId;
}

async function standingEntries(ctx: Context, staffId: number, faults: readonly FaultRef[]): Promise<Standing[]> {
  const breaches = faults.flatMap(({ breachId }) => breachId ?? []);
  const incidents = faults.flatMap(({ incidentId }) => incidentId ?? []);
  const { rows } = await sql<Standing>`
    select e.id, e.breach_id as "breachId", e.incident_id as "incidentId", e.points
    from points_entry e
    where e.staff_id = ${staffId} and e.reverses_id is null
      and (e.breach_id = any(${breaches}::bigint[]) or e.incident_id = any(${incidents}::bigint[]))
      and not exists (select from points_entry r where r.reverses_id = e.id)`.execute(ctx.db);
  return rows;
}

async function enter(ctx: Context, staffId: number, fault: Fault & { cost: Cost }): Promise<string> {
  const { table, item, points } = fault.cost;
  await sql`
    insert into points_entry (staff_id, breach_id, incident_id, table_id, item_id, points, on_date, entered_by, recorded_at)
    values (${staffId}, ${fault.breachId ?? null}, ${fault.incidentId ?? null}, ${table}, ${item}, ${points}::numeric,
      ${fault.on}::date, ${ctx.principal?.staffId}, ${ctx.clock.now()})`.execute(ctx.db);
  return points;
}

/** In the same cycle as what it takes back. */
async function reverse(ctx: Context, id: number): Promise<string> {
  const { rows } = await sql<{ points: string }>`
    insert into points_entry (staff_id, breach_id, incident_id, table_id, item_id, points, on_date, reverses_id,
      entered_by, recorded_at)
    select staff_id, breach_id, incident_id, table_id, item_id, -points, on_date, id, ${ctx.principal?.staffId},
      ${ctx.clock.now()}
    from points_entry where id = ${id}
    returning trim_scale(points)::text as points`.execute(ctx.db);
  return rows[0]?.points ?? '0';
}
