import { sql } from 'kysely';
import { addDays, civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Grants } from '../../../kernel/register/public.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { refreshDuties } from '../../../platform/duties/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { dutyErrors } from '../errors.ts';
import { dutyScope } from './duty-scope.ts';
import { subjectCandidates } from './subject.ts';

const APPROVERS: Grants = { leader: 'institution', president: 'institution', business: 'institution' };

type Waivable = {
  subject_type: SubjectType;
  subject_id: number;
  bearer_id: number | null;
  institution_id: number | null;
  institution_ord: number | null;
  starts_at: Date;
  status: string;
};

/**
 * 豁免: closes one duty by a clause and a reason; it leaves the denominators, and a breach nobody has judged yet is
 * withdrawn. Of a response duty, all of its rule and subject whose triggers are of the same day.
 * Throws DUTY_UNKNOWN, WAIVER_OWN, WAIVER_NOT_YOURS, WAIVER_CLOSED.
 */
export function waiveDuty(
  ctx: Context,
  asked: { rule: string; subject: string; anchor: string; clause: string; reason: string },
): Promise<void> {
  return transact(ctx, async (inside) => {
    const duty = await findWaivable(inside, asked);
    const from = civilDateOf(duty.starts_at, inside.zone);
    await sql`
      insert into waiver (rule_id, subject_id, institution_id, from_date, until_date, clause, reason, approver_id, recorded_at)
      values (${asked.rule}, ${duty.subject_id}, ${duty.institution_id}, ${from}::date, ${addDays(from, 1)}::date,
        ${asked.clause}, ${asked.reason}, ${inside.principal?.staffId}, ${inside.clock.now()})`.execute(inside.db);
    await audit(inside, {
      action: 'duty.waive',
      register: 'duty',
      rowId: `${asked.rule}/${duty.subject_id}/${asked.anchor}`,
      institutionOrd: duty.institution_ord,
      detail: { clause: asked.clause, reason: asked.reason, before: duty.status },
    });
    await refreshDuties(inside, { subjectType: duty.subject_type, subjectIds: [duty.subject_id], since: from });
  });
}

async function findWaivable(
  ctx: Context,
  { rule, subject, anchor }: { rule: string; subject: string; anchor: string },
): Promise<Waivable> {
  const { rows } = await sql<Waivable & { mine: boolean }>`
    select d.subject_type, d.subject_id, d.bearer_id, d.institution_id, d.institution_ord, d.starts_at, d.status,
      ${dutyScope(ctx, 'd', APPROVERS)} as mine
    from duty d
    where d.rule_id = ${rule} and d.anchor = ${anchor} and d.subject_id in (${subjectCandidates(subject)})
      and ${dutyScope(ctx, 'd')}
    limit 1`.execute(ctx.db);
  const duty = rows[0];
  if (!duty) return fail(dutyErrors.DUTY_UNKNOWN());
  if (duty.bearer_id !== null && duty.bearer_id === ctx.principal?.staffId) fail(dutyErrors.WAIVER_OWN());
  if (!duty.mine) fail(dutyErrors.WAIVER_NOT_YOURS());
  if (duty.status === 'waived' || duty.status === 'void') fail(dutyErrors.WAIVER_CLOSED());
  return duty;
}
