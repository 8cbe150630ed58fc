import { type RawBuilder, sql } from 'kysely';
import type { RecurringRule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import { type Vocabulary, vocabularyOf } from '../vocabulary.ts';
import { inForceAt } from './known.ts';
import type { RecurringJob } from './recurring.ts';
import { selectorCondition } from './selector.ts';

/**
 * What the rules of a query look for in the facts. Rules that look for the same share a mark, so that one pass over the
 * facts answers all of them: a fact carries the marks that fit it as the bits of one number.
 */
export interface Marks {
  kinds: string[];
  /** The marks of the fact `f`. */
  ofFact: RawBuilder<unknown>;
  count: number;
  /** Place of the mark that a rule looks for, from 0. */
  placeOf(rule: RecurringRule, version: RulebookVersion): number;
}

export function marksOf({ variants, vocabulary }: Pick<RecurringJob, 'variants' | 'vocabulary'>): Marks {
  const conditions = new Map<string, RawBuilder<boolean>>();
  const kinds = new Set<string>();
  for (const { version, rules } of variants) {
    for (const rule of rules) {
      kinds.add(rule.count.fact);
      conditions.set(lookedFor(rule, version), factCondition(rule, version, vocabulary));
    }
  }
  const places = [...conditions.keys()];
  const bits = [...conditions.values()].map((fits, place) => sql`case when ${fits} then ${bitOf(place)} else 0 end`);
  return {
    kinds: [...kinds],
    ofFact: sql`(${sql.join(bits, sql` | `)})`,
    count: places.length,
    placeOf: (rule, version) => places.indexOf(lookedFor(rule, version)),
  };
}

/** Two rules that differ only in the names of their parameters look for the same. */
function lookedFor({ count }: RecurringRule, { rulebook }: RulebookVersion): string {
  return JSON.stringify([count.fact, count.where, rulebook.facts[count.fact]], (_, value) =>
    typeof value === 'object' && value && 'param' in value ? { value: rulebook.parameters[value.param]?.value } : value,
  );
}

/** The fact `f` is one that the rule looks for. */
export function factCondition(
  { count }: RecurringRule,
  { rulebook }: RulebookVersion,
  vocabulary: Vocabulary,
): RawBuilder<boolean> {
  const { parameters } = rulebook;
  return sql`f.kind = ${count.fact} and (${selectorCondition(count, { vocabulary: vocabularyOf(vocabulary, rulebook), parameters })})`;
}

const bitOf = (place: number) => sql.raw(`${2n ** BigInt(place)}::bigint`);

/** The facts `f` that occurred, stand, and were entered in time for the unit whose days `d` counts, from `firstDay` on. */
export function countable({ marks, known, asOf }: RecurringJob, firstDay: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`f.kind = any(${marks.kinds}::text[]) and ${inForceAt('f', known)} and not f.retracted
    and f.occurred_at < ${asOf} and f.dated_at < d.grace_until[f.biz_date - ${firstDay} + 1]`;
}

/** Whose the fact `f` is. */
export function ownerOf({ rule }: RecurringJob): RawBuilder<unknown> {
  return rule.count.by === 'actor' ? sql`f.actor_id` : sql`f.subject_id`;
}

/**
 * `counted`: for each subject and period, and where only the bearer's facts count for each who acted, an array with the
 * number of dates (or facts) for each mark.
 */
export function countedCte(job: RecurringJob): RawBuilder<unknown> {
  const { marks, tables } = job;
  const counts = Array.from(
    { length: marks.count },
    (_, place) => sql`count(*) filter (where marks & ${bitOf(place)} <> 0)::int`,
  );
  return sql`counted as (
    select id, unit_no, actor, array[${sql.join(counts)}] as got
    from (
      select p.id, p.unit_no, case when u.credited then f.actor_id else 0 end as actor, bit_or(${marks.ofFact}) as marks
      from (select distinct id, unit_no, calendar_id from base where own) p
      join unit u on u.unit_no = p.unit_no
      join day d on d.unit_no = p.unit_no and d.calendar_id = p.calendar_id
      join fact f on ${ownerOf(job)} = p.id and f.biz_date >= u.unit_start and f.biz_date < u.unit_end
      where f.biz_date >= ${tables.first}::date and f.biz_date < ${tables.end}::date
        and ${countable(job, sql`u.unit_start`)} and ${marks.ofFact} <> 0
      group by p.id, p.unit_no, f.biz_date, 3, case when u.each_fact then f.id else 0 end
    ) dates group by id, unit_no, actor)`;
}

/** The fact `f` has the mark of the ruling `r`. */
export function isMarked({ marks }: RecurringJob): RawBuilder<boolean> {
  return sql`${marks.ofFact} & (1::bigint << r.mark) <> 0`;
}
