import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Context } from '../../../platform/context.ts';
import { type Explanation, explainDuty } from '../../../platform/duties/public.ts';
import { endOf, evaluationAt } from '../as-of/moment.ts';
import { dutyErrors } from '../errors.ts';
import { DUTY_READERS, dutyScope } from './duty-scope.ts';
import { rowId, subjectCandidates } from './subject.ts';

export type DutyAsked = {
  rule: string;
  subject: string;
  anchor: string;
  /** As it stood at the end of this day, by what was known then; absent: now. */
  on?: CivilDate | undefined;
};

/**
 * A duty with its clause, arithmetic and facts, as known now or then. `subject` is the row's id or the bank's own number; where
 * both fit, the id. Throws DUTY_UNKNOWN for what the principal may not see, DUTY_NOT_OWED for a void duty that no fact
 * asks for any more.
 */
export async function explainForReader(ctx: Context, asked: DutyAsked): Promise<Explanation> {
  const found = await findDuty(ctx, asked);
  if (!found) return fail(dutyErrors.DUTY_UNKNOWN());
  const at = asked.on === undefined ? ctx.clock.now() : endOf(ctx, asked.on);
  const evaluation = await evaluationAt(ctx, at, at);
  const key = { rule: asked.rule, subjectType: found.subject_type, subjectId: found.subject_id, anchor: asked.anchor };
  return (await explainDuty(ctx.db, evaluation, key)) ?? fail(dutyErrors.DUTY_NOT_OWED());
}

async function findDuty(ctx: Context, { rule, subject, anchor }: DutyAsked) {
  const { rows } = await sql<{ subject_type: SubjectType; subject_id: number }>`
    select d.subject_type, d.subject_id from duty d
    where d.rule_id = ${rule} and d.anchor = ${anchor} and d.subject_id in (${subjectCandidates(subject)})
      and ${dutyScope(ctx, 'd', DUTY_READERS)}
    order by d.subject_id = ${rowId(subject) ?? -1} desc limit 1`.execute(ctx.db);
  return rows[0];
}
