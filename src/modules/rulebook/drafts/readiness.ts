import { fail } from '../../../kernel/errors/public.ts';
import { newFindings } from '../../../kernel/rulebook/clause-table.ts';
import type { Document } from '../../../kernel/rulebook/compare.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { declaredVocabulary, wordsOf } from '../../../platform/duties/public.ts';
import { checkedRulebook } from '../library/publish.ts';

/**
 * The rulebook that a draft would publish. Throws AppError with every reason against it and its path (依据 RUL-2):
 * what no rulebook may have, and the conflicts and gaps that `base` had not.
 */
export function publishableRulebook(content: Document, base: Document): Rulebook {
  const rulebook = checkedRulebook(content);
  const words = wordsOf(declaredVocabulary(), rulebook);
  const findings = newFindings(rulebook, checkedRulebook(base), words);
  return findings.length > 0 ? fail(findings.map(({ problem }) => problem)) : rulebook;
}
