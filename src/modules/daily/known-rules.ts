import type { Rule } from '../../kernel/rulebook/rule.ts';
import type { Context } from '../../platform/context.ts';
import { loadVersions } from '../../platform/duties/public.ts';

export type RuleTitle = { clause: string; title: string };

export type KnownRules = {
  /** The clause and short title; an unknown rule is shown by its id. */
  titleOf(ruleId: string): RuleTitle;
  /** The rules of one shape. */
  ofShape(shape: Rule['shape']): string[];
};

/** Every rule that was ever in force, as its newest version has it. */
export async function knownRules({ db, clock }: Context): Promise<KnownRules> {
  const rules = new Map<string, Rule>();
  for (const { rulebook } of await loadVersions(db, clock.now())) {
    for (const rule of rulebook.rules) rules.set(rule.id, rule);
  }
  return {
    titleOf(ruleId) {
      const rule = rules.get(ruleId);
      return { clause: rule?.clause ?? ruleId, title: rule?.title ?? ruleId };
    },
    ofShape: (shape) => [...rules.values()].filter((rule) => rule.shape === shape).map(({ id }) => id),
  };
}
