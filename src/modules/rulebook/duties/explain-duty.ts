import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, type Explanation, explainDuty, loadVersions } from '../../../platform/duties/public.ts';
import { dutyErrors } from '../errors.ts';
import { dutyScope } from './duty-scope.ts';
import { rowId, subjectCandidates } from './subject.ts';

export type DutyAsked = { rule: string; subject: string; anchor: string };

/**
 * A duty with its clause, arithmetic and facts, as known now. `subject` is the row's id or the bank's own number; where
 * both fit, the id. Throws DUTY_UNKNOWN for what the principal may not see, DUTY_NOT_OWED for a void duty that no fact
 * asks for any more.
 */
export async function explainForReader(ctx: Context, asked: DutyAsked): Promise<Explanation> {
  const found = await findDuty(ctx, asked);
  if (!found) return fail(dutyErrors.DUTY_UNKNOWN());
  const now = ctx.clock.now();
  const versions = await loadVersions(ctx.db, now);
  const evaluation = { vocabulary: declaredVocabulary(), versions, asOf: now, known: now, zone: ctx.zone };
  const key = { rule: asked.rule, subjectType: found.subject_type, subjectId: found.subject_id, anchor: asked.anchor };
  return (await explainDuty(ctx.db, evaluation, key)) ?? fail(dutyErrors.DUTY_NOT_OWED());
}

async function findDuty(ctx: Context, { rule, subject, anchor }: DutyAsked) {
  const { rows } = await sql<{ subject_type: SubjectType; subject_id: number }>`
    select d.subject_type, d.subject_id from duty d
    where d.rule_id = ${rule} and d.anchor = ${anchor} and d.subject_id in (${subjectCandidates(subject)})
      and ${dutyScope(ctx, 'd')}
    order by d.subject_id = ${rowId(subject) ?? -1} desc limit 1`.execute(ctx.db);
  return rows[0];
}
