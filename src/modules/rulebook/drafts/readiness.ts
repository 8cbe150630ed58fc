import { fail } from '../../../kernel/errors/public.ts';
import { type Document, same } from '../../../kernel/rulebook/compare.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { tierProblems } from '../../../kernel/rulebook/tier-table.ts';
import { declaredVocabulary, wordsOf } from '../../../platform/duties/public.ts';
import { checkedRulebook } from '../library/publish.ts';

/**
 * The rulebook that a draft would publish. Throws AppError with every reason against it and its path (依据 RUL-2):
 * what no rulebook may have, and in the rules that differ from `base` conflicts and gaps.
 */
export function publishableRulebook(content: Document, base: Document): Rulebook {
  const rulebook = checkedRulebook(content);
  const words = wordsOf(declaredVocabulary());
  const before = (base.rules ?? []) as { id: string }[];
  const problems = rulebook.rules.flatMap((rule, index) => {
    if (rule.shape !== 'recurring' || before.some((old) => old.id === rule.id && same(old, rule))) return [];
    return tierProblems(rule.tiers, rulebook.parameters, words, `rules.${index}`);
  });
  return problems.length > 0 ? fail(problems) : rulebook;
}
