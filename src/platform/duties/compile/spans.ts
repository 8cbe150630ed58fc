import { type RawBuilder, sql } from 'kysely';
import { walkValues } from '../../../kernel/rulebook/expression.ts';
import { inForceAt } from './known.ts';
import type { RecurringJob } from './recurring.ts';

/** The span ledgers that the tiers read, in a stable order. */
export function usedSpans({ variants, vocabulary }: RecurringJob): string[] {
  const names = new Set<string>();
  for (const { where } of variants.flatMap(({ rules }) => rules).flatMap(({ tiers }) => tiers)) {
    walkValues(where, (value) => {
      if (typeof value !== 'object' || !('attr' in value)) return;
      const of = vocabulary.attributes[value.attr]?.of;
      if (of && of !== 'subject') names.add(of);
    });
  }
  return [...names].sort();
}

/**
 * For each used span ledger the values in force within a period, as days `[f, u)` that cover it: the row in force at
 * its start (or the values before the first row), then every row that begins within it. These are few and set apart, so
 * that only they are sorted and the others cost one look into the index each.
 */
export function spanCtes(job: RecurringJob): RawBuilder<unknown>[] {
  return usedSpans(job).flatMap((name) => {
    const source = job.vocabulary.spans[name];
    if (!source) throw new Error(`unknown span ${name}`);
    const attributes = Object.values(job.vocabulary.attributes).filter((a) => a.of === name);
    const columns = [...new Map(attributes.map((a) => [a.column, a])).values()];
    const from = sql.ref(`v.${source.from}`);
    const subject = sql.ref(`v.${source.subject}`);
    const [span, change] = [sql.table(`span_${name}`), sql.table(`change_${name}`)];
    const plain = columns.map(({ column }) => sql`, ${sql.ref(`v.${column}`)}`);
    const filled = columns.map(
      ({ column, before }) =>
        sql`, coalesce(${sql.ref(`v.${column}`)}, ${sql.lit(before ?? null)}) as ${sql.ref(column)}`,
    );
    const only = job.subjectIds ? sql`and ${subject} = any(${job.subjectIds}::bigint[])` : sql``;
    return [
      sql`${change} as materialized (
        select ${subject} as id, u.unit_no, ${from} as f,
          lead(${from}, 1, u.unit_end) over (partition by ${subject}, u.unit_no order by ${from}) as u
          ${sql.join(plain, sql``)}
        from ${sql.table(source.table)} v join unit u on ${from} > u.unit_start and ${from} < u.unit_end
        where ${from} > ${job.tables.first}::date and ${from} < ${job.tables.end}::date
          and ${inForceAt('v', job.known)} ${only})`,
      sql`${span} as (
        select c.id, c.unit_no, c.unit_start as f, coalesce(n.f, c.unit_end) as u ${sql.join(filled, sql``)}
        from scope c
        left join (select id, unit_no, min(f) as f from ${change} group by id, unit_no) n
          on n.id = c.id and n.unit_no = c.unit_no
        left join lateral (
          select * from ${sql.table(source.table)} v
          where ${subject} = c.id and ${from} <= c.unit_start and ${inForceAt('v', job.known)}
          order by ${from} desc limit 1
        ) v on true
        union all select * from ${change})`,
    ];
  });
}
