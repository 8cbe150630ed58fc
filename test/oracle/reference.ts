import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { Instant } from './days.ts';
import type { DutyRow, History } from './history.ts';
import { Knowledge } from './knowledge.ts';
import { limitDuties } from './limit.ts';
import { recurringDuties } from './recurring.ts';
import { responseDuties } from './response.ts';

/**
 * The reference evaluator: what RULES.md wants of a history at `asOf` with the knowledge of `known`, by plain loops.
 * Rows are sorted by rule, subject, anchor.
 */
export function evaluate(
  history: History,
  versions: RulebookVersion[],
  { asOf, known }: { asOf: Instant; known: Instant },
): DutyRow[] {
  const knowledge = new Knowledge(history, known);
  const rules = versions.flatMap((version) => version.rulebook.rules);
  for (const rule of rules)
    if (rule.subject !== 'customer' && rule.shape === 'response')
      throw new Error(`${rule.id}: only customers have responses here`);
  const idsOf = (shape: string) => [...new Set(rules.filter((r) => r.shape === shape).map((r) => r.id))];
  return sortRows([
    ...idsOf('recurring').flatMap((id) => recurringDuties(knowledge, versions, id, asOf)),
    ...idsOf('response').flatMap((id) => responseDuties(knowledge, versions, id, asOf)),
    ...idsOf('limit').flatMap((id) => limitDuties(knowledge, versions, id, asOf)),
  ]);
}

export function sortRows(rows: DutyRow[]): DutyRow[] {
  const order = (row: DutyRow) => `${row.rule} ${row.subject} ${row.anchor}`;
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}
