import { fail } from '../../../kernel/errors/public.ts';
import type { CaseDuty } from '../../../kernel/rulebook/case-outcome.ts';
import type { Document } from '../../../kernel/rulebook/compare.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, runCases } from '../../../platform/duties/public.ts';
import { dutyErrors } from '../errors.ts';
import { checkedRulebook } from '../library/publish.ts';

export type CaseOutcome = { actual: CaseDuty[] | null; reason: string | null };

/**
 * How the golden cases of a rule come out as the draft is written now, in their order, by the function that decides at
 * publication (依据 RUL-2). Writes nothing. Throws AppError while the draft has problems, RULE_UNKNOWN.
 */
export async function runDraftCases(ctx: Context, content: Document, ruleId: string): Promise<CaseOutcome[]> {
  const rulebook = checkedRulebook(content);
  if (!rulebook.rules.some(({ id }) => id === ruleId)) fail(dutyErrors.RULE_UNKNOWN({ id: ruleId }));
  const vocabulary = declaredVocabulary();
  const results = await runCases(ctx.db, { rulebook, vocabulary, zone: ctx.zone, ruleIds: [ruleId] });
  return results.map(({ actual, reason }) => ({ actual, reason }));
}
