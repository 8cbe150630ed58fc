import { type RawBuilder, sql } from 'kysely';
import { type Condition, walkValues } from '../../../kernel/rulebook/expression.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { compileCondition } from './expression.ts';
import { inForceAt } from './known.ts';

/** A population over time: who exists, whom somebody holds, and for which of its days some conditions are true. */
export interface Population {
  subject: SubjectType;
  held?: string | undefined;
  /** Each becomes a boolean column `c0`, `c1` … of the stretches. */
  conditions: (Condition | undefined)[];
  parameters: Record<string, Parameter>;
  vocabulary: Vocabulary;
  known: Date;
  /** Narrows the subjects `s`, or with `held` the relation `h`; absent: everybody. */
  only?: RawBuilder<unknown> | undefined;
}

/**
 * The days `[f, u)` of each subject on which nothing that is asked changes: `id, institution_id, holder, f, u, c0 …`.
 * Stretches of one subject do not overlap; days on which it does not exist, or nobody holds it, are in none.
 */
export function stretches(population: Population): RawBuilder<unknown> {
  const { vocabulary, subject, held, known, only } = population;
  const source = vocabulary.subjects[subject];
  if (!source) throw new Error(`unknown subject ${subject}; the rulebook check refuses this`);
  const relation = held === undefined ? undefined : vocabulary.relations[held];
  const spans = spansOf(population);
  const id = sql.ref(`s.${source.id}`);
  const from = [sql.ref(`s.${source.from}`), ...spans.map((_, i) => sql.ref(`v${i}.f`))];
  const until = [
    source.until ? sql`coalesce(${sql.ref(`s.${source.until}`)}, 'infinity')` : sql`'infinity'::date`,
    ...spans.map((_, i) => sql.ref(`v${i}.u`)),
  ];
  const joins = spans.map(
    (name, i) => sql`join ${spanTable(name, population)} ${sql.table(`v${i}`)}
    on ${sql.ref(`v${i}.id`)} = ${id}`,
  );
  if (relation) {
    const where = Object.entries(relation.where).map(
      ([column, value]) => sql`and ${sql.ref(`h.${column}`)} = ${value}`,
    );
    joins.push(sql`join ${sql.table(relation.table)} h on ${sql.ref(`h.${relation.subject}`)} = ${id}
      and ${inForceAt('h', known)} ${sql.join(where, sql` `)}`);
    from.push(sql.ref(`h.${relation.from}`));
    until.push(sql`coalesce(${sql.ref(`h.${relation.until}`)}, 'infinity')`);
  }
  const flags = population.conditions.map(
    (condition, i) =>
      sql`, coalesce(${compileCondition(condition, scopeOf(population, spans))}, false) as ${sql.ref(`c${i}`)}`,
  );
  return sql`
    select * from (
      select ${id} as id, ${sql.ref(`s.${source.institution}`)} as institution_id,
        ${relation ? sql.ref(`h.${relation.holder}`) : sql`null::bigint`} as holder,
        greatest(${sql.join(from)}) as f, least(${sql.join(until)}) as u ${sql.join(flags, sql``)}
      from ${sql.table(source.table)} s ${sql.join(joins, sql` `)}
      where ${inForceAt('s', known)} ${only ? sql`and ${only}` : sql``}
    ) stretch where f < u`;
}

/** The span ledgers that the conditions read. */
function spansOf({ conditions, vocabulary }: Population): string[] {
  const names = new Set<string>();
  for (const condition of conditions) {
    walkValues(condition, (value) => {
      if (typeof value !== 'object' || !('attr' in value)) return;
      const of = vocabulary.attributes[value.attr]?.of;
      if (of && of !== 'subject') names.add(of);
    });
  }
  return [...names].sort();
}

/** A span ledger as days `[f, u)` that cover everything: the values before the first row, then each row until the next. */
function spanTable(name: string, { vocabulary, known, subject }: Population): RawBuilder<unknown> {
  const span = vocabulary.spans[name];
  const source = vocabulary.subjects[subject];
  if (!span || !source) throw new Error(`unknown span ${name}`);
  const attributes = Object.values(vocabulary.attributes).filter((attribute) => attribute.of === name);
  const columns = [...new Map(attributes.map((attribute) => [attribute.column, attribute])).values()];
  const plain = sql.join(
    columns.map(({ column }) => sql`, ${sql.ref(`r.${column}`)}`),
    sql``,
  );
  const before = sql.join(
    columns.map(({ column, before: value, type }) => {
      const literal = value === undefined ? sql`null` : sql.lit(value);
      return sql`, ${literal}::${sql.raw(type === 'number' ? 'numeric' : 'text')} as ${sql.ref(column)}`;
    }),
    sql``,
  );
  const [owner, from] = [sql.ref(`r.${span.subject}`), sql.ref(`r.${span.from}`)];
  return sql`(
    select ${owner} as id, ${from} as f, lead(${from}, 1, 'infinity') over (partition by ${owner} order by ${from}) as u ${plain}
    from ${sql.table(span.table)} r where ${inForceAt('r', known)}
    union all
    select o.id, '-infinity'::date, coalesce((
        select min(${from}) from ${sql.table(span.table)} r where ${owner} = o.id and ${inForceAt('r', known)}
      ), 'infinity') ${before}
    from (select distinct ${sql.ref(source.id)} as id from ${sql.table(source.table)}) o)`;
}

function scopeOf({ parameters, vocabulary }: Population, spans: string[]) {
  return {
    parameters,
    attribute(name: string) {
      const attribute = vocabulary.attributes[name];
      if (!attribute) throw new Error(`unknown attribute ${name}; the rulebook check refuses this`);
      const alias = attribute.of === 'subject' ? 's' : `v${spans.indexOf(attribute.of)}`;
      return sql.ref(`${alias}.${attribute.column}`);
    },
    field() {
      throw new Error('a population reads attributes, not fields of facts; the rulebook check refuses this');
    },
  };
}
