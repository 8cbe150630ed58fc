import type { Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { readTemplate } from '../../src/modules/rulebook/public.ts';

/** What is owed about customers. */
export const CUSTOMER_CLAUSES: readonly string[] = ['CUS-1', 'CUS-2', 'DAY-7', 'DAY-8'];

/**
 * The standard template with the rules of these clauses alone: what a test does not speak of shall not crowd the lists
 * that it looks at.
 */
export async function templateOf(clauses: readonly string[] = CUSTOMER_CLAUSES): Promise<Rulebook> {
  const template = await readTemplate('standard');
  return { ...template, rules: template.rules.filter(({ clause }) => clauses.includes(clause)) };
}
