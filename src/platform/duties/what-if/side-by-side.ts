import { type CivilDate, periodOf } from '../../../kernel/calendar/index.ts';
import type { RecurringRule } from '../../../kernel/rulebook/rule.ts';
import type { Rulebook, RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import { ruleOf } from '../units.ts';

/** Rules as they stand and as drafted in one rulebook, so that one scan can answer both. */
export interface SideBySide {
  /** Both names of each rule. */
  names: string[];
  versions: RulebookVersion[];
}

export type Side = 'before' | 'after';

const DRAFTED = '（拟）';

/** Which rule a name in `SideBySide` means, and on which side. */
export function sideOf(name: string): { ruleId: string; side: Side } {
  if (!name.endsWith(DRAFTED)) return { ruleId: name, side: 'before' };
  return { ruleId: name.slice(0, -DRAFTED.length), side: 'after' };
}

/**
 * Of the rules with these ids those that can stand side by side from a day on: recurring on both sides, and ruled from
 * that day by one version, with which a period of theirs begins. Then it makes no difference to the side before that
 * the draft takes effect there, too.
 */
export function sideBySide(
  versions: readonly RulebookVersion[],
  draft: Rulebook,
  from: CivilDate,
  ruleIds: readonly string[],
): SideBySide {
  const inForce = versions.at(-1);
  if (!inForce || inForce.effectiveOn > from) return { names: [], versions: [] };
  const next: RulebookVersion = { id: 0, effectiveOn: from, until: null, rulebook: draft };
  const rules = ruleIds.flatMap((id) => {
    const [before, after] = [ruleOf(inForce, id), ruleOf(next, id)];
    if (before?.shape !== 'recurring' || after?.shape !== 'recurring') return [];
    if (periodOf(before.period, from).start !== from || !areFactsAlike(inForce.rulebook, draft, before)) return [];
    return [before, drafted(ownParameters(after))];
  });
  const parameters = bothParameters(inForce.rulebook, draft);
  return {
    names: rules.map(({ id }) => id),
    versions: [
      ...twofold(versions, from, new Set(rules.map(({ id }) => id))),
      { ...next, rulebook: { ...draft, parameters, rules } },
    ],
  };
}

/** What ruled before the draft: the same on both sides. */
function twofold(versions: readonly RulebookVersion[], from: CivilDate, ids: Set<string>): RulebookVersion[] {
  const earlier = versions.filter(({ effectiveOn }) => effectiveOn < from);
  return earlier.map(({ until, rulebook, ...version }) => {
    const twins = rulebook.rules.filter(({ id }) => ids.has(id)).map(drafted);
    const ended = until === null || until > from ? from : until;
    return { ...version, until: ended, rulebook: { ...rulebook, rules: [...rulebook.rules, ...twins] } };
  });
}

const drafted = <Named extends { id: string }>(rule: Named): Named => ({ ...rule, id: `${rule.id}${DRAFTED}` });

/** What both sides read of facts is declared in the one rulebook that they share. */
function areFactsAlike(before: Rulebook, after: Rulebook, { count }: RecurringRule): boolean {
  return JSON.stringify(before.facts[count.fact]) === JSON.stringify(after.facts[count.fact]);
}

/** Each side has parameters of its own under the same names; the draft's stand beside the others under another. */
function ownParameters<Node>(node: Node): Node;
function ownParameters(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => ownParameters(item));
  if (typeof node !== 'object' || node === null) return node;
  if ('param' in node) return { param: `${node.param}${DRAFTED}` };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, ownParameters(value)]));
}

function bothParameters(before: Rulebook, after: Rulebook): Rulebook['parameters'] {
  const drafts = Object.entries(after.parameters).map(([name, parameter]) => [`${name}${DRAFTED}`, parameter]);
  return { ...before.parameters, ...Object.fromEntries(drafts) };
}
