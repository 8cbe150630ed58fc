import { type RawBuilder, sql } from 'kysely';
import type { FactSelector, RecurringRule, ResponseRule, Rule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import { declaredVocabulary, selectorCondition, vocabularyOf } from '../../../platform/duties/public.ts';

/**
 * For the fulfilled duties of `chosen` (a relation with the columns of `duty`, of one rule under one version): when the
 * last fact that was needed became known, as `(subject_id, anchor, known_at)`. It asks when people wrote things down,
 * not whether the duty stands; that the engine has settled. Null for limits, which nobody fulfils by an entry.
 */
export function lastNeededEntries(
  rule: Rule,
  version: RulebookVersion,
  chosen: RawBuilder<unknown>,
): RawBuilder<unknown> | null {
  if (rule.shape === 'limit') return null;
  return rule.shape === 'recurring' ? ofCounted(rule, version, chosen) : ofAnswers(rule, version, chosen);
}

/** The entries in the order in which they came; as many as are needed, the last of them. */
function ofCounted({ count }: RecurringRule, version: RulebookVersion, chosen: RawBuilder<unknown>) {
  const owner = count.by === 'actor' ? sql`f.actor_id` : sql`f.subject_id`;
  const one = count.distinct === 'date' ? sql`f.biz_date` : sql`f.id`;
  return sql`
    select subject_id, anchor, (array_agg(known_at order by known_at))[need] as known_at
    from (
      select d.subject_id, d.anchor, d.need, min(f.dated_at) as known_at
      from (${chosen}) d
      join fact f on ${owner} = d.subject_id and f.occurred_at >= d.starts_at and f.occurred_at < d.until_at
        and ${standing(count, version)}
      where d.status = 'fulfilled' and d.need > 0
      group by d.subject_id, d.anchor, d.need, ${one}
    ) entry
    group by subject_id, anchor, need`;
}

/** The first answer; of a rule that looks ahead to a date the anchor ends in that date. */
function ofAnswers({ response, bearer }: ResponseRule, version: RulebookVersion, chosen: RawBuilder<unknown>) {
  const answers =
    response.match === 'ref'
      ? sql`f.ref in (d.anchor, regexp_replace(d.anchor, '@[^@]*$', ''))`
      : response.match === 'actor' && bearer === 'actor'
        ? sql`f.actor_id = d.bearer_id`
        : sql`true`;
  return sql`
    select d.subject_id, d.anchor, min(f.dated_at) as known_at
    from (${chosen}) d
    join fact f on f.subject_id = d.subject_id and f.occurred_at >= d.starts_at and f.occurred_at < d.until_at
      and ${answers} and ${standing(response, version)}
    where d.status = 'fulfilled'
    group by d.subject_id, d.anchor`;
}

function standing(selector: FactSelector, { rulebook }: RulebookVersion): RawBuilder<unknown> {
  const vocabulary = vocabularyOf(declaredVocabulary(), rulebook);
  return sql`f.kind = ${selector.fact} and f.superseded_at is null and not f.retracted
    and (${selectorCondition(selector, { vocabulary, parameters: rulebook.parameters })})`;
}
