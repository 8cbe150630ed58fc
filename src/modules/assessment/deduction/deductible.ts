import { sql } from 'kysely';
import { deductionTerms, judgeDeduction } from '../../../kernel/assess/deduction.ts';
import { type CivilDate, periodOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { holdPerson } from '../settle/settle.ts';

/**
 * 依据 ASM-16: refuses what this month's wage does not allow, with the reason. A deduction belongs to the month in which it
 * is decided. The person is locked, so that two decisions at once do not both take the last of it.
 */
export async function assertDeductible(ctx: Context, staffId: number, amount: string): Promise<void> {
  await holdPerson(ctx, staffId);
  const { now, today } = momentOf(ctx);
  const standing = await monthStanding(ctx, staffId, today);
  const inForce = (await loadVersions(ctx.db, now)).findLast(({ effectiveOn }) => effectiveOn <= today);
  const verdict = judgeDeduction({ ...standing, amount }, inForce ? deductionTerms(inForce.rulebook) : null);
  if (verdict.allowed) return;
  if (verdict.why === 'beyond') fail(assessmentErrors.DEDUCTION_BEYOND_WAGE({ left: verdict.left }, 'deduction'));
  if (verdict.why === 'noTerms') fail(assessmentErrors.DEDUCTION_NO_TERMS(undefined, 'deduction'));
  fail(assessmentErrors.DEDUCTION_WAGE_UNKNOWN(undefined, 'deduction'));
}

/** What a person's wage is in the month of a day, and what was deducted in it, in yuan. */
export async function monthStanding(
  { db, zone }: Context,
  staffId: number,
  day: CivilDate,
): Promise<{ wage: string | null; taken: string }> {
  const { start, end } = periodOf('month', day);
  const { rows } = await sql<{ wage: string | null; taken: string }>`
    select (
      select w.amount from monthly_wage w where w.staff_id = ${staffId} and w.from_date <= ${start}::date
      order by w.from_date desc limit 1) as wage,
      (select coalesce(sum(i.deduction), 0) from incident i
       where i.staff_id = ${staffId} and i.state = 'confirmed' and i.deduction is not null
         and i.judged_at >= ${startOfDay(start, zone)} and i.judged_at < ${startOfDay(end, zone)}) as taken`.execute(
    db,
  );
  return rows[0] ?? { wage: null, taken: '0' };
}
