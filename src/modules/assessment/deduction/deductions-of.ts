import { sql } from 'kysely';
import { deductionTerms, mostDeductible } from '../../../kernel/assess/deduction.ts';
import { type CivilDate, periodOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { visiblePerson } from '../points/people.ts';
import { monthStanding } from './deductible.ts';

export type DeductionLine = {
  incidentId: number;
  no: string;
  title: string;
  occurredAt: Date;
  amount: string;
  judgedBy: string | null;
  judgedAt: Date;
};

export type DeductionsOfMonth = {
  month: string;
  /** What was deducted from performance pay, in yuan. */
  sum: string;
  /** The most that the month allows; null where the wage or the terms are not known, or are not the reader's to know. */
  most: string | null;
  lines: DeductionLine[];
};

/**
 * 依据 ASM-16: one's own deductions of a month, or those of somebody one answers for. The limit tells the wage, so only the
 * person and human resources read it. Throws PERSON_UNKNOWN for whom the principal may not see.
 */
export async function deductionsOf(
  ctx: Context,
  { staff, month }: { staff?: number | undefined; month?: CivilDate | undefined },
): Promise<DeductionsOfMonth> {
  const asked = staff ?? ctx.principal?.staffId ?? null;
  const person = asked === null ? undefined : await visiblePerson(ctx, asked);
  if (!person) return fail(assessmentErrors.PERSON_UNKNOWN());
  const { today } = momentOf(ctx);
  const { start, end, label } = periodOf('month', month ?? today);
  const { rows } = await sql<DeductionLine>`
    select i.id as "incidentId", i.no, i.fault_title as title, i.occurred_at as "occurredAt", i.deduction as amount,
      j.name as "judgedBy", i.judged_at as "judgedAt"
    from incident i left join staff j on j.id = i.judged_by
    where i.staff_id = ${person.id} and i.state = 'confirmed' and i.deduction is not null
      and i.judged_at >= ${startOfDay(start, ctx.zone)} and i.judged_at < ${startOfDay(end, ctx.zone)}
    order by i.judged_at, i.id`.execute(ctx.db);
  const { wage, taken } = await monthStanding(ctx, person.id, start);
  const knows = person.id === ctx.principal?.staffId || ctx.principal?.appointments.some(({ role }) => role === 'hr');
  return { month: label, sum: taken, most: knows ? await mostOf(ctx, wage, today) : null, lines: rows };
}

async function mostOf({ db, clock }: Context, wage: string | null, day: CivilDate): Promise<string | null> {
  const inForce = (await loadVersions(db, clock.now())).findLast(({ effectiveOn }) => effectiveOn <= day);
  const terms = inForce ? deductionTerms(inForce.rulebook) : null;
  return wage === null || terms === null ? null : mostDeductible(wage, terms);
}
