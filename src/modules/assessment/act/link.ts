import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { mayJudge } from '../breach/authority.ts';
import { assessmentErrors } from '../errors.ts';
import type { FaultRef } from '../settle/faults.ts';
import { type Settlement, settle } from '../settle/settle.ts';

type Linked = { staff_id: number; institution_ord: number | null; act_id: number | null; superior: boolean };

/**
 * 从一重: says that these confirmed faults of one person were one act, so that only the gravest costs. Returns the act's
 * number. Throws ACT_UNKNOWN, ACT_TWO_PEOPLE, ACT_LINKED.
 */
export function linkAct(
  ctx: Context,
  { faults, reason }: { faults: readonly FaultRef[]; reason: string },
): Promise<{ act: number } & Settlement> {
  return transact(ctx, async (inside) => {
    const linked = await faultsOf(inside, faults);
    const [first] = linked;
    if (!first || linked.length !== faults.length || linked.some(({ superior }) => !superior)) {
      return fail(assessmentErrors.ACT_UNKNOWN());
    }
    if (linked.some(({ staff_id }) => staff_id !== first.staff_id)) fail(assessmentErrors.ACT_TWO_PEOPLE());
    if (linked.some(({ act_id }) => act_id !== null)) fail(assessmentErrors.ACT_LINKED());
    const act = await insertAct(inside, first.staff_id, { faults, reason });
    const settlement = await settle(inside, first.staff_id, faults);
    await record(inside, 'act.link', { act, ord: first.institution_ord, detail: { faults, reason, ...settlement } });
    return { act, ...settlement };
  });
}

/** They were several acts after all: each costs for itself again. Throws ACT_UNKNOWN. */
export function dissolveAct(ctx: Context, { act, reason }: { act: number; reason: string }): Promise<Settlement> {
  return transact(ctx, async (inside) => {
    const { rows } = await sql<{ breachId: number | null; incidentId: number | null }>`
      select m.breach_id as "breachId", m.incident_id as "incidentId"
      from act_fault m join act a on a.id = m.act_id where a.id = ${act} and a.superseded_at is null`.execute(
      inside.db,
    );
    const faults = rows.map(
      ({ breachId, incidentId }): FaultRef => (breachId === null ? { incidentId: Number(incidentId) } : { breachId }),
    );
    const linked = await faultsOf(inside, faults);
    const [first] = linked;
    if (!first || linked.some(({ superior }) => !superior)) return fail(assessmentErrors.ACT_UNKNOWN());
    await sql`
      update act set superseded_at = ${inside.clock.now()}, superseded_by = ${inside.principal?.staffId}
      where id = ${act} and superseded_at is null`.execute(inside.db);
    const settlement = await settle(inside, first.staff_id, faults);
    await record(inside, 'act.dissolve', { act, ord: first.institution_ord, detail: { reason, ...settlement } });
    return settlement;
  });
}

/** Only a superior of the person says what was one act, as only he confirms. */
async function faultsOf(ctx: Context, faults: readonly FaultRef[]): Promise<Linked[]> {
  const breaches = faults.flatMap(({ breachId }) => breachId ?? []);
  const incidents = faults.flatMap(({ incidentId }) => incidentId ?? []);
  const { rows } = await sql<Linked>`
    select f.bearer_id as staff_id, f.institution_ord, ${mayJudge(ctx, 'f', momentOf(ctx).today)} as superior, (
      select a.id from act_fault m join act a on a.id = m.act_id
      where a.superseded_at is null and (m.breach_id = f.breach_id or m.incident_id = f.incident_id) limit 1) as act_id
    from (
      select id as breach_id, null::bigint as incident_id, bearer_id, institution_ord
      from breach where id = any(${breaches}::bigint[]) and bearer_id is not null
      union all
      select null, id, staff_id, institution_ord from incident where id = any(${incidents}::bigint[])) f`.execute(
    ctx.db,
  );
  return rows;
}

async function insertAct(
  ctx: Context,
  staffId: number,
  { faults, reason }: { faults: readonly FaultRef[]; reason: string },
): Promise<number> {
  const { id } = await ctx.db
    .insertInto('act')
    .values({
      staff_id: staffId,
      reason,
      linked_by: ctx.principal?.staffId as number,
      recorded_at: ctx.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('act_fault')
    .values(
      faults.map(({ breachId = null, incidentId = null }) => ({
        act_id: id,
        breach_id: breachId,
        incident_id: incidentId,
      })),
    )
    .execute();
  return id;
}

function record(
  ctx: Context,
  action: string,
  { act, ord, detail }: { act: number; ord: number | null; detail: Record<string, unknown> },
): Promise<void> {
  return audit(ctx, { action, register: 'act', rowId: act, institutionOrd: ord, detail });
}
