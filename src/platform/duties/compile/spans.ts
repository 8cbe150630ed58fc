import { type RawBuilder, sql } from 'kysely';
import { walkValues } from '../../../kernel/rulebook/expression.ts';
import type { RecurringRule } from '../../../kernel/rulebook/rule.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { inForceAt } from './known.ts';
import type { RecurringJob } from './recurring.ts';

/** The span ledgers that a rule's tiers read, in a stable order. */
export function usedSpans(rule: RecurringRule, vocabulary: Vocabulary): string[] {
  const names = new Set<string>();
  for (const tier of rule.tiers) {
    walkValues(tier.where, (value) => {
      if (typeof value !== 'object' || !('attr' in value)) return;
      const of = vocabulary.attributes[value.attr]?.of;
      if (of && of !== 'subject') names.add(of);
    });
  }
  return [...names].sort();
}

/**
 * For each used span ledger the values in force within a period, as days `[f, u)` that cover it: the row in force at
 * its start (or the values before the first row), then every row that begins within it.
 */
export function spanCtes(job: RecurringJob): RawBuilder<unknown>[] {
  return usedSpans(job.rule, job.vocabulary).map((name) => {
    const source = job.vocabulary.spans[name];
    if (!source) throw new Error(`unknown span ${name}`);
    const attributes = Object.values(job.vocabulary.attributes).filter((a) => a.of === name);
    const columns = [...new Map(attributes.map((a) => [a.column, a])).values()];
    const from = sql.ref(`v.${source.from}`);
    const subject = sql.ref(`v.${source.subject}`);
    const plain = sql.join(
      columns.map((a) => sql`, ${sql.ref(`v.${a.column}`)}`),
      sql``,
    );
    const filled = sql.join(
      columns.map(
        (a) => sql`, coalesce(${sql.ref(`v.${a.column}`)}, ${sql.lit(a.before ?? null)}) as ${sql.ref(a.column)}`,
      ),
      sql``,
    );
    return sql`${sql.table(`span_${name}`)} as (
      select *, lead(f, 1, unit_end) over (partition by id, unit_no order by f) as u from (
        select c.id, c.unit_no, c.unit_end, c.unit_start as f ${filled}
        from scope c left join lateral (
          select * from ${sql.table(source.table)} v
          where ${subject} = c.id and ${from} <= c.unit_start and ${inForceAt('v', job.known)}
          order by ${from} desc limit 1
        ) v on true
        union all
        select c.id, c.unit_no, c.unit_end, ${from} ${plain}
        from scope c join ${sql.table(source.table)} v on ${subject} = c.id
          and ${from} > c.unit_start and ${from} < c.unit_end
          and ${from} > ${job.tables.first}::date and ${from} < ${job.tables.end}::date and ${inForceAt('v', job.known)}
      ) r)`;
  });
}
