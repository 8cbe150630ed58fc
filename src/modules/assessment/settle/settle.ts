import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { settleMeasures } from '../measure/settle-measures.ts';
import { settlePoints } from '../points/settle-points.ts';
import { confirmedFaults, type FaultRef } from './faults.ts';

/** What a judgement changed: the points entered and taken back, and how the ladders moved. */
export type Settlement = { entered: string[]; reversed: string[]; measures: number };

/**
 * 依据 ASM-2, ASM-4, ASM-5: brings everything that follows from a person's confirmed faults to what they say now: the
 * points of the faults touched (and of whatever shares an act with them), and the measures of every ladder. Called in
 * the transaction of whatever confirmed, dismissed or linked them; undoing is the same as never having confirmed.
 */
export async function settle(ctx: Context, staffId: number, touched: readonly FaultRef[]): Promise<Settlement> {
  await holdPerson(ctx, staffId);
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const faults = await confirmedFaults(ctx, staffId, versions);
  const points = await settlePoints(ctx, staffId, { faults, touched: await withActMates(ctx, touched) });
  const measures = await settleMeasures(ctx, staffId, { faults, versions });
  return { ...points, measures };
}

/** The faults and those that share an act with them: undoing the gravest lets the next one cost. */
async function withActMates(ctx: Context, touched: readonly FaultRef[]): Promise<FaultRef[]> {
  const { rows } = await sql<{ breachId: number | null; incidentId: number | null }>`
    select mate.breach_id as "breachId", mate.incident_id as "incidentId"
    from act_fault own join act a on a.id = own.act_id and a.superseded_at is null
    join act_fault mate on mate.act_id = a.id
    where own.breach_id = any(${touched.flatMap(({ breachId }) => breachId ?? [])}::bigint[])
      or own.incident_id = any(${touched.flatMap(({ incidentId }) => incidentId ?? [])}::bigint[])`.execute(ctx.db);
  const mates = rows.map(
    ({ breachId, incidentId }): FaultRef => (breachId ? { breachId } : { incidentId: Number(incidentId) }),
  );
  return [...touched, ...mates];
}

/** First key of the locks on single people; the second is the person's id. */
const PERSON_LOCK = 4004;

/** Two judgements about one person settle one after the other, so that neither ranks without the other. */
export async function holdPerson(ctx: Context, staffId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PERSON_LOCK}::int, hashint8(${staffId}::bigint))`.execute(ctx.db);
}
