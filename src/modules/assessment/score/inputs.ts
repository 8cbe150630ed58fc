import { type RawBuilder, sql } from 'kysely';
import type { Quantity, ScoreInputs } from '../../../kernel/assess/score.ts';
import type { Source } from '../../../kernel/rulebook/score.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, selectorCondition } from '../../../platform/duties/public.ts';
import type { ScoredPeriod } from './definition.ts';

type Counted = { staffId: number; numerator: string; denominator: string };

/** What each person reached, by measure and adjustment: one query a source, whoever the people are. */
export async function readInputs(
  ctx: Context,
  scored: ScoredPeriod,
  people: readonly number[],
): Promise<Map<number, ScoreInputs>> {
  const inputs = new Map(people.map((id): [number, Record<string, Quantity | null>] => [id, {}]));
  for (const { id, source } of [...scored.score.measures, ...scored.score.adjustments]) {
    const { rows } = await sql<Counted>`${countOf(source, { measure: id, scored, people })}`.execute(ctx.db);
    const counted = new Map(rows.map(({ staffId, ...quantity }) => [staffId, quantity]));
    for (const [staffId, own] of inputs) own[id] = counted.get(staffId) ?? absent(source);
  }
  return inputs;
}

/** A count that finds nothing is zero; a rate, a person's word or a closing that is not there does not apply. */
function absent(source: Source): Quantity | null {
  const counts = 'breaches' in source || 'points' in source || 'facts' in source;
  return counts ? { numerator: '0', denominator: '1' } : null;
}

type Asked = { measure: string; scored: ScoredPeriod; people: readonly number[] };

function countOf(source: Source, asked: Asked): RawBuilder<unknown> {
  const { scored, people, measure } = asked;
  const { period, score } = scored;
  if ('onTimeRate' in source) return onTimeRate(source.onTimeRate.rules, asked);
  if ('breaches' in source) {
    return sql`
      select b.bearer_id as "staffId", count(*)::text as numerator, '1' as denominator
      from breach b
      where b.bearer_id = any(${people}::bigint[]) and b.state = 'confirmed' and b.breached_at > ${scored.opens}
        and b.breached_at <= ${scored.ends} ${among('b.rule_id', source.breaches.rules)}
      group by b.bearer_id`;
  }
  if ('points' in source) {
    return sql`
      select e.staff_id as "staffId", trim_scale(sum(e.points))::text as numerator, '1' as denominator
      from points_entry e
      where e.staff_id = any(${people}::bigint[]) and e.on_date >= ${period.start}::date
        and e.on_date < ${period.end}::date ${among('e.table_id', source.points.tables)}
      group by e.staff_id`;
  }
  if ('facts' in source) {
    const { parameters } = scored.version.rulebook;
    return sql`
      select f.actor_id as "staffId", count(*)::text as numerator, '1' as denominator
      from fact f
      where f.kind = ${source.facts.fact} and f.actor_id = any(${people}::bigint[])
        and f.biz_date >= ${period.start}::date and f.biz_date < ${period.end}::date
        and f.superseded_at is null and not f.retracted
        and ${selectorCondition(source.facts, { vocabulary: declaredVocabulary(), parameters })}
      group by f.actor_id`;
  }
  if ('entered' in source) {
    return sql`
      select s.staff_id as "staffId", trim_scale(s.value)::text as numerator, '1' as denominator
      from score_entry s
      where s.score_id = ${score.id} and s.period = ${period.label} and s.measure_id = ${measure}
        and s.staff_id = any(${people}::bigint[]) and s.superseded_at is null`;
  }
  return sql`
    select distinct on (r.staff_id) r.staff_id as "staffId", trim_scale(r.total)::text as numerator, '1' as denominator
    from score_closing c join score_result r on r.closing_id = c.id
    where c.score_id = ${source.closedScore} and c.superseded_at is null and c.period_end <= ${period.end}::date
      and r.staff_id = any(${people}::bigint[])
    order by r.staff_id, c.period_end desc`;
}

/**
 * Of the duties that ended in the period, in percent. A duty whose breach was dismissed leaves the denominator, as a
 * waived one does.
 */
function onTimeRate(rules: readonly string[] | undefined, { scored, people }: Asked): RawBuilder<unknown> {
  return sql`
    select d.bearer_id as "staffId", (100 * count(*) filter (where d.status = 'fulfilled'))::text as numerator,
      count(*)::text as denominator
    from duty d
    where d.bearer_id = any(${people}::bigint[]) and d.until_at > ${scored.opens} and d.until_at <= ${scored.ends}
      and d.status in ('fulfilled', 'late', 'breached') ${among('d.rule_id', rules)}
      and not exists (
        select from breach b
        where b.subject_id = d.subject_id and b.rule_id = d.rule_id and b.anchor = d.anchor and b.state = 'dismissed')
    group by d.bearer_id`;
}

function among(column: string, values: readonly string[] | undefined): RawBuilder<unknown> {
  return values === undefined ? sql`` : sql`and ${sql.ref(column)} = any(${values}::text[])`;
}
