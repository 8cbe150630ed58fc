import type { Parameter, Rulebook, RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';

/**
 * The rules that a draft makes another between two days: those it adds, drops or words otherwise than any version that
 * is in force in `[from, until)`. A rule whose words stay but whose parameters move is another rule; where nothing was in
 * force yet on the first day, every rule of the draft is a new one.
 */
export function changedRules(versions: readonly RulebookVersion[], draft: Rulebook, range: [string, string]): string[] {
  const after = meanings(draft);
  const before = versions.filter((version) => rulesWithin(version, range)).map(({ rulebook }) => meanings(rulebook));
  if (!versions.some((version) => rulesOn(version, range[0]))) before.push(new Map());
  const ids = new Set([...after.keys(), ...before.flatMap((rules) => [...rules.keys()])]);
  return [...ids].filter((id) => before.some((rules) => rules.get(id) !== after.get(id))).sort();
}

function rulesWithin({ effectiveOn, until }: RulebookVersion, [from, end]: [string, string]): boolean {
  return effectiveOn < end && (until === null || until > from);
}

const rulesOn = ({ effectiveOn, until }: RulebookVersion, day: string): boolean =>
  effectiveOn <= day && (until === null || until > day);

/** Each rule with the values of its parameters in their places, as one comparable text. */
function meanings({ rules, parameters }: Rulebook): Map<string, string> {
  return new Map(
    rules.map(({ title: _, clause: __, ...rule }) => [rule.id, JSON.stringify(withValues(rule, parameters))]),
  );
}

function withValues(node: unknown, parameters: Record<string, Parameter>): unknown {
  if (Array.isArray(node)) return node.map((item) => withValues(item, parameters));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'param') return { value: parameters[String(only[1])]?.value };
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, withValues(value, parameters)]),
  );
}
