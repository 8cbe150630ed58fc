import { sql } from 'kysely';
import { addMonths, type CivilDate, periodOf, periodsBetween } from '../../../kernel/calendar/index.ts';
import type { Rule, SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Context } from '../../../platform/context.ts';
import type { Evaluation } from '../../../platform/duties/public.ts';

export type SubjectSet = { type: SubjectType; ids: number[]; ruleIds: string[] };

/** A response may be due this long after its trigger; rarer ones are found through the person's own facts. */
const LONGEST_RESPONSE_MONTHS = 12;

/**
 * Everything for which a person may have borne a duty around a day: himself, whom he ever held, what he ever reported
 * about, what he was found wanting in; and by the rules that an officer answers for, what lies below his posts. Too many
 * are harmless, because who bears each duty comes from the evaluation; one too few would be a lie.
 */
export async function subjectsOf(
  ctx: Context,
  staffId: number,
  day: CivilDate,
  evaluations: readonly Evaluation[],
): Promise<SubjectSet[]> {
  const rules = [
    ...new Map(
      evaluations
        .flatMap(({ versions }) => versions.flatMap(({ rulebook }) => rulebook.rules))
        .map((rule) => [`${rule.id} ${JSON.stringify(rule.bearer)}`, rule]),
    ).values(),
  ];
  const own = rules.filter(({ bearer }) => typeof bearer === 'string');
  const officers = rules.filter(({ bearer }) => typeof bearer === 'object');
  const sets = [...(await ownSubjects(ctx, staffId, day, own)), ...(await belowPosts(ctx, staffId, day, officers))];
  return sets.filter(({ ids, ruleIds }) => ids.length > 0 && ruleIds.length > 0);
}

const idsOf = (rules: readonly Rule[], type: SubjectType) => [
  ...new Set(rules.filter(({ subject }) => subject === type).map(({ id }) => id)),
];

async function ownSubjects(
  ctx: Context,
  staffId: number,
  day: CivilDate,
  rules: readonly Rule[],
): Promise<SubjectSet[]> {
  const { rows } = await sql<{ type: SubjectType; id: number }>`
    select 'staff' as type, ${staffId}::bigint as id
    union select 'customer', customer_id from custody where staff_id = ${staffId}
    union select subject_type, subject_id from breach where bearer_id = ${staffId}
    union select kinds.subject, f.subject_id
      from fact f join unnest(${kindsOf(rules).map(({ kind }) => kind)}::text[], ${kindsOf(rules).map(({ subject }) => subject)}::text[])
        as kinds (kind, subject) on kinds.kind = f.kind
      where f.actor_id = ${staffId} and f.biz_date <= ${day}::date`.execute(ctx.db);
  return [...Map.groupBy(rows, ({ type }) => type)].map(([type, found]) => ({
    type,
    ids: found.map(({ id }) => id),
    ruleIds: idsOf(rules, type),
  }));
}

/** The triggers after which whoever acted owes something. */
function kindsOf(rules: readonly Rule[]): { kind: string; subject: SubjectType }[] {
  return rules.flatMap((rule) =>
    rule.shape === 'response' && rule.bearer === 'actor' ? { kind: rule.trigger.fact, subject: rule.subject } : [],
  );
}

/** Duties are kept even when nobody owes them any more, so those of the periods in question name every subject. */
async function belowPosts(
  ctx: Context,
  staffId: number,
  day: CivilDate,
  rules: readonly Rule[],
): Promise<SubjectSet[]> {
  if (rules.length === 0) return [];
  const { rows } = await sql<{ type: SubjectType; ids: number[]; ruleIds: string[] }>`
    with post_range as (
      select distinct i.ord, i.ord_until from appointment a join institution i on i.id = a.institution_id
      where a.staff_id = ${staffId})
    select d.subject_type as type, array_agg(distinct d.subject_id) as ids, array_agg(distinct d.rule_id) as "ruleIds"
    from duty d
    where d.rule_id = any(${rules.map(({ id }) => id)}::text[]) and d.period = any(${labelsAround(rules, day)}::text[])
      and exists (select from post_range r where d.institution_ord >= r.ord and d.institution_ord < r.ord_until)
    group by d.subject_type`.execute(ctx.db);
  return rows;
}

/** A handover lends a duty days of the next period: the period before may still run on the day. */
function labelsAround(rules: readonly Rule[], day: CivilDate): string[] {
  const month = periodOf('month', day);
  const months = periodsBetween('month', addMonths(month.start, -LONGEST_RESPONSE_MONTHS), month.end);
  const own = rules.flatMap((rule) => {
    if (rule.shape !== 'recurring') return [];
    const period = periodOf(rule.period, day);
    return periodsBetween(rule.period, addMonths(period.start, -1), period.end);
  });
  return [...new Set([...months, ...own].map(({ label }) => label))];
}
