import { type RawBuilder, sql } from 'kysely';
import type { RecurringRule } from '../../../kernel/rulebook/rule.ts';
import { compileCondition, constantOf, type Scope } from './expression.ts';
import type { RecurringJob, Variant } from './recurring.ts';

/**
 * What each rule of a group needs on a day, as an array in the order of the rules: the need of the first tier that
 * holds, null outside the population; null altogether where no rule needs anything. `aliases` says where the attributes
 * of the subject and of each span ledger stand.
 */
export function needs(job: RecurringJob, aliases: Map<string, string>): RawBuilder<unknown> {
  const { variants, ruleIds } = job;
  const arrays = variants.map(
    (variant) => sql`array[${sql.join(variant.rules.map((rule) => need(job, variant, rule, aliases)))}]`,
  );
  const cases = arrays.map((array, variant) => sql`when ${variant}::int then ${array}`);
  const [only] = arrays;
  const array = arrays.length === 1 && only ? only : sql`case c.variant ${sql.join(cases, sql` `)} end`;
  return sql`nullif(${array}, ${ruleIds.map(() => null)}::int[])`;
}

function need(
  { vocabulary }: RecurringJob,
  { version }: Variant,
  { tiers }: RecurringRule,
  aliases: Map<string, string>,
): RawBuilder<unknown> {
  const { parameters } = version.rulebook;
  const scope: Scope = {
    parameters,
    attribute(name) {
      const attribute = vocabulary.attributes[name];
      if (!attribute) throw new Error(`unknown attribute ${name}; the rulebook check refuses this`);
      return sql.ref(`${aliases.get(attribute.of)}.${attribute.column}`);
    },
    field() {
      throw new Error('a population reads attributes, not fields of facts; the rulebook check refuses this');
    },
  };
  const cases = tiers.map(
    (tier) => sql`when ${compileCondition(tier.where, scope)} then ${constantOf(tier.need, parameters)}::int`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
}
