import { sql } from 'kysely';
import { addDays } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { refreshDuties } from '../../../platform/duties/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { dutyErrors } from '../errors.ts';
import { type DutyKey, decidableDuty, seenDuty, type Waivable } from './waivable.ts';

/**
 * 豁免: closes one duty by a clause and a reason; it leaves the denominators, and a breach nobody has judged yet is
 * withdrawn. Of a response duty, all of its rule and subject whose triggers are of the same day.
 * Throws DUTY_UNKNOWN, WAIVER_OWN, WAIVER_NOT_YOURS, WAIVER_CLOSED.
 */
export function waiveDuty(ctx: Context, asked: DutyKey & { clause: string; reason: string }): Promise<void> {
  return transact(ctx, async (inside) => {
    const duty = await decidableDuty(inside, asked);
    if (duty.status === 'waived' || duty.status === 'void') fail(dutyErrors.WAIVER_CLOSED());
    await sql`
      insert into waiver (rule_id, subject_id, institution_id, from_date, until_date, clause, reason, approver_id, recorded_at)
      values (${duty.rule_id}, ${duty.subject_id}, ${duty.institution_id}, ${duty.day}::date,
        ${addDays(duty.day, 1)}::date, ${asked.clause}, ${asked.reason}, ${inside.principal?.staffId},
        ${inside.clock.now()})`.execute(inside.db);
    await settle(inside, duty, 'duty.waive', { clause: asked.clause, reason: asked.reason, before: duty.status });
  });
}

/**
 * 撤回豁免: the duty is owed again as if it had never been waived, and what it lacks is a breach again; the waiver stays
 * on record with who took it back and why (依据 RUL-3). Whoever may waive may take back.
 * Throws DUTY_UNKNOWN, WAIVER_OWN, WAIVER_NOT_YOURS, WAIVER_NONE.
 */
export function retractWaiver(ctx: Context, asked: DutyKey & { reason: string }): Promise<void> {
  return transact(ctx, async (inside) => {
    const duty = await decidableDuty(inside, asked);
    const ended = await inside.db
      .updateTable('waiver')
      .set({
        superseded_at: inside.clock.now(),
        retracted_by: inside.principal?.staffId ?? null,
        retraction_reason: asked.reason,
      })
      .where('rule_id', '=', duty.rule_id)
      .where('subject_id', '=', duty.subject_id)
      .where('from_date', '<=', duty.day)
      .where('until_date', '>', duty.day)
      .where('superseded_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0) fail(dutyErrors.WAIVER_NONE());
    await settle(inside, duty, 'duty.retract-waiver', { waivers: ended.map(({ id }) => id), reason: asked.reason });
  });
}

async function settle(ctx: Context, duty: Waivable, action: string, detail: Record<string, unknown>): Promise<void> {
  await audit(ctx, {
    action,
    register: 'duty',
    rowId: `${duty.rule_id}/${duty.subject_id}/${duty.anchor}`,
    institutionOrd: duty.institution_ord,
    detail,
  });
  await refreshDuties(ctx, { subjectType: duty.subject_type, subjectIds: [duty.subject_id], since: duty.day });
}

export type WaiverView = {
  clause: string;
  reason: string;
  approver: string | null;
  at: Date;
  /** null: it is in force. */
  retracted: { by: string | null; at: Date; reason: string } | null;
};

/** The waivers of a duty, the latest first, those taken back too. Throws DUTY_UNKNOWN. */
export async function waiversOf(ctx: Context, key: DutyKey): Promise<WaiverView[]> {
  const duty = await seenDuty(ctx, key);
  const rows = await ctx.db
    .selectFrom('waiver as w')
    .leftJoin('staff as a', 'a.id', 'w.approver_id')
    .leftJoin('staff as r', 'r.id', 'w.retracted_by')
    .select(['w.clause', 'w.reason', 'a.name as approver', 'w.recorded_at', 'w.superseded_at', 'w.retraction_reason'])
    .select('r.name as retracted_by')
    .where('w.rule_id', '=', duty.rule_id)
    .where('w.subject_id', '=', duty.subject_id)
    .where('w.from_date', '<=', duty.day)
    .where('w.until_date', '>', duty.day)
    .orderBy('w.id', 'desc')
    .execute();
  return rows.map(({ clause, reason, approver, recorded_at, superseded_at, retraction_reason, retracted_by }) => ({
    clause,
    reason,
    approver,
    at: recorded_at,
    retracted:
      superseded_at && retraction_reason !== null
        ? { by: retracted_by, at: superseded_at, reason: retraction_reason }
        : null,
  }));
}
