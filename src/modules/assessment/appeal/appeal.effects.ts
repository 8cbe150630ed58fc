import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { revokeMeasure } from '../measure/revoke.ts';
import type { FaultRef } from '../settle/faults.ts';
import { type Settlement, settle } from '../settle/settle.ts';
import { appeal } from './appeal.register.ts';
import { type GroundRef, holdGround } from './ground.ts';

type AppealRow = Row<typeof appeal>;

/** Only the person concerned appeals, against what stands, and only while no other appeal of it is open. */
async function prepareAppeal(ctx: Context, ref: GroundRef) {
  const ground = await holdGround(ctx, ref);
  if (!ground || ground.staff_id !== ctx.principal?.staffId) {
    return fail(assessmentErrors.APPEAL_NOT_YOURS());
  }
  if (!ground.stands) fail(assessmentErrors.APPEAL_NOT_CONFIRMED());
  if (ground.open) fail(assessmentErrors.APPEAL_OPEN());
  const { staff_id, institution_id, institution_ord, judged_by } = ground;
  return { staff_id, institution_id, institution_ord, judged_by };
}

async function requireSuperior(ctx: Context, _values: unknown, before: AppealRow | null) {
  const ground = before && (await holdGround(ctx, before));
  if (!ground?.superior) fail(assessmentErrors.APPEAL_NOT_SUPERIOR());
  return {};
}

/** Overturned: what was appealed against no longer stands, and its consequences go back in the same transaction. */
async function undo(ctx: Context, { row }: { row: AppealRow }) {
  const comment = `申诉 ${row.no} 撤销：${row.decision}`;
  if (row.measure_id !== null) {
    await revokeMeasure(ctx, row.measure_id, { by: row.decided_by, at: row.decided_at, comment });
    return undefined;
  }
  const fault: FaultRef =
    row.breach_id === null ? { incidentId: Number(row.incident_id) } : { breachId: row.breach_id };
  await dismiss(ctx, fault, { row, comment });
  const settlement = await settle(ctx, row.staff_id, [fault]);
  await recordOverturn(ctx, fault, { row, settlement });
  return { detail: { ...settlement } };
}

async function dismiss(ctx: Context, fault: FaultRef, { row, comment }: { row: AppealRow; comment: string }) {
  const judged = sql`state = 'dismissed', judged_by = ${row.decided_by}, judged_at = ${row.decided_at}, version = version + 1`;
  if (fault.breachId === undefined) {
    await sql`
      update incident set ${judged}, comment = ${comment}
      where id = ${fault.incidentId} and state = 'confirmed'`.execute(ctx.db);
  } else {
    await sql`
      update breach set ${judged}, reason = ${comment} where id = ${fault.breachId} and state = 'confirmed'`.execute(
      ctx.db,
    );
  }
}

function recordOverturn(
  ctx: Context,
  { breachId, incidentId }: FaultRef,
  { row, settlement }: { row: AppealRow; settlement: Settlement },
): Promise<void> {
  const register = breachId === undefined ? 'incident' : 'breach';
  return audit(ctx, {
    action: `${register}.overturn`,
    register,
    rowId: Number(breachId ?? incidentId),
    institutionOrd: row.institution_ord,
    detail: { appeal: row.no, ...settlement },
  });
}

export const appealEffects = defineEffects(appeal, {
  create: { prepare: prepareAppeal },
  uphold: { prepare: requireSuperior },
  overturn: { prepare: requireSuperior, after: undo },
});
