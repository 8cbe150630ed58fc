import type { Context } from '../../platform/context.ts';
import { loadVersions } from '../../platform/duties/public.ts';

export type RuleTitle = { clause: string; title: string };

/** The clause and short title of rules, of the newest version that has the rule. An unknown one is shown by its id. */
export async function ruleTitles({ db, clock }: Context): Promise<(ruleId: string) => RuleTitle> {
  const titles = new Map<string, RuleTitle>();
  for (const { rulebook } of await loadVersions(db, clock.now())) {
    for (const { id, clause, title } of rulebook.rules) titles.set(id, { clause, title });
  }
  return (ruleId) => titles.get(ruleId) ?? { clause: ruleId, title: ruleId };
}
