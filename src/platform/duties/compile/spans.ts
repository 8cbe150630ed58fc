import { type RawBuilder, sql } from 'kysely';
import { walkValues } from '../../../kernel/rulebook/expression.ts';
import type { Vocabulary } from '../vocabulary.ts';
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
 * that only they are sorted.
 */
export function spanCtes(job: RecurringJob): RawBuilder<unknown>[] {
  return usedSpans(job).flatMap((name) => {
    const source = job.vocabulary.spans[name];
    if (!source) throw new Error(`unknown span ${name}`);
    const attributes = Object.values(job.vocabulary.attributes).filter((a) => a.of === name);
    const columns = [...new Map(attributes.map((a) => [a.column, a])).values()];
    const from = sql.ref(`v.${source.from}`);
    const subject = sql.ref(`v.${source.subject}`);
    const [span, change, recent] = [
      sql.table(`span_${name}`),
      sql.table(`change_${name}`),
      sql.table(`recent_${name}`),
    ];
    const plain = columns.map(({ column }) => sql`, ${sql.ref(`v.${column}`)}`);
    const filled = columns.map(
      ({ column, before }) =>
        sql`, coalesce(${sql.ref(`v.${column}`)}, ${sql.lit(before ?? null)}) as ${sql.ref(column)}`,
    );
    const only = job.subjectIds ? sql`and ${subject} = any(${job.subjectIds}::bigint[])` : sql``;
    return [
      sql`${recent} as materialized (
        select * from ${sql.table(source.table)} v
        where ${from} > ${job.tables.first}::date and ${from} < ${job.tables.end}::date
          and ${inForceAt('v', job.known)} ${only})`,
      sql`${change} as materialized (
        select ${subject} as id, u.unit_no, ${from} as f,
          lead(${from}, 1, u.unit_end) over (partition by ${subject}, u.unit_no order by ${from}) as u
          ${sql.join(plain, sql``)}
        from ${recent} v join unit u on ${from} > u.unit_start and ${from} < u.unit_end)`,
      sql`${span} as (
        select c.id, c.unit_no, c.unit_start as f, coalesce(n.f, c.unit_end) as u ${sql.join(filled, sql``)}
        from scope c
        left join (select id, unit_no, min(f) as f from ${change} group by id, unit_no) n
          on n.id = c.id and n.unit_no = c.unit_no
        left join ${inForceAtStart(job, source)}
        union all select * from ${change})`,
    ];
  });
}

/** The row `v` in force at the start of a unit of the subject `c`: for a few subjects one look into the index each, for all of them one walk along it. */
function inForceAtStart(job: RecurringJob, source: Vocabulary['spans'][string]): RawBuilder<unknown> {
  const from = sql.ref(`v.${source.from}`);
  const subject = sql.ref(`v.${source.subject}`);
  const begun = (unit: string) => sql`
    select * from ${sql.table(source.table)} v
    where ${from} <= ${sql.ref(`${unit}.unit_start`)} and ${inForceAt('v', job.known)}`;
  if (job.subjectIds) {
    return sql`lateral (${begun('c')} and ${subject} = c.id order by ${from} desc limit 1) v on true`;
  }
  return sql`(
    select u.unit_no, v.* from unit u cross join lateral (
      select distinct on (${subject}) * from (
        ${begun('u')} and (u.own or ${subject} = any(${job.linkedIds}::bigint[]))
      ) v order by ${subject} desc, ${from} desc
    ) v
  ) v on ${subject} = c.id and v.unit_no = c.unit_no`;
}
