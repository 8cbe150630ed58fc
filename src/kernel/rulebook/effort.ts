import type { Rule } from './rule.ts';
import type { Rulebook } from './rulebook.ts';

/** Hours that one counted act of a rule takes: `hours.<rule>`, else `hours.<kind of fact>`. */
export function hoursParameter(rule: { id: string }): string {
  return `hours.${rule.id}`;
}

/**
 * Estimated hours for one act that a rule asks for, an exact decimal text from the rulebook's parameters; null where
 * nobody has estimated them.
 */
export function hoursOf(rule: Rule, parameters: Rulebook['parameters']): string | null {
  const kind = 'count' in rule ? rule.count.fact : 'response' in rule ? rule.response.fact : undefined;
  const parameter = parameters[hoursParameter(rule)] ?? parameters[`hours.${kind}`];
  return parameter === undefined ? null : String(parameter.value);
}
