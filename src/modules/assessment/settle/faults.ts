import { sql } from 'kysely';
import { breachDay, type Cost, costOfBreach, costOfIncident } from '../../../kernel/assess/points.ts';
import { type CivilDate, civilDateOf } from '../../../kernel/calendar/index.ts';
import type { ItemRef } from '../../../kernel/rulebook/points.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';

/** What somebody answers for: a confirmed breach of a rule, or a confirmed incident of a points table's item. */
export type FaultRef = { breachId: number; incidentId?: undefined } | { incidentId: number; breachId?: undefined };

export type Fault = FaultRef & {
  /** `breach:12`, `incident:5`: names the fault where both stand in one list. */
  key: string;
  at: Date;
  /** The civil day of it, which decides its cycle and the rulebook in force. */
  on: CivilDate;
  rule: string | null;
  item: ItemRef | null;
  /** Faults of one act have one number here. */
  act: number | null;
  cost: Cost | null;
};

type Row = {
  breachId: number | null;
  incidentId: number | null;
  at: Date;
  rule: string | null;
  fault: string | null;
  circumstances: string[] | null;
  act: number | null;
};

/** Every confirmed fault of a person with what it costs by the tables of its day, oldest first. */
export async function confirmedFaults(
  ctx: Context,
  staffId: number,
  versions: readonly RulebookVersion[],
): Promise<Fault[]> {
  const { rows } = await sql<Row>`
    select f.*, (
      select a.id from act_fault m join act a on a.id = m.act_id
      where a.superseded_at is null and (m.breach_id = f."breachId" or m.incident_id = f."incidentId") limit 1) as act
    from (
      select b.id as "breachId", null::bigint as "incidentId", b.breached_at as at, b.rule_id as rule,
        null as fault, null::text[] as circumstances
      from breach b where b.bearer_id = ${staffId} and b.state = 'confirmed'
      union all
      select null, i.id, i.occurred_at, null, i.fault, i.circumstances
      from incident i where i.staff_id = ${staffId} and i.state = 'confirmed') f
    order by f.at, f."breachId", f."incidentId"`.execute(ctx.db);
  return rows.map((row) => faultOf(row, versions, ctx.zone));
}

function faultOf(row: Row, versions: readonly RulebookVersion[], zone: string): Fault {
  const { at, rule, act } = row;
  if (row.breachId !== null && rule !== null) {
    const on = breachDay(at, zone);
    const cost = costOfBreach(versions, rule, on);
    return { key: `breach:${row.breachId}`, breachId: row.breachId, at, on, rule, item: null, act, cost };
  }
  const on = civilDateOf(at, zone);
  const item = itemOf(row.fault ?? '');
  const cost = costOfIncident(versions, { ...item, circumstances: row.circumstances ?? [] }, on);
  const incidentId = Number(row.incidentId);
  return { key: `incident:${incidentId}`, incidentId, at, on, rule: null, item, act, cost };
}

/** Reads `table/item`, as an incident names what it is. */
export function itemOf(fault: string): ItemRef {
  const [table = '', item = ''] = fault.split('/');
  return { table, item };
}
