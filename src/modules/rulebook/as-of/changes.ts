import { sql } from 'kysely';
import type { Rule, SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Context } from '../../../platform/context.ts';

/** What became known after a day, in a word. */
export type ChangeKind =
  | 'lateEntry'
  | 'corrected'
  | 'retracted'
  | 'afterwards'
  | 'waived'
  | 'waiverRetracted'
  | 'judged'
  | 'appealed'
  | 'calendar'
  | 'version'
  | 'custody'
  | 'balance'
  | 'leave';

export type Change = {
  kind: ChangeKind;
  /** When it became known. */
  at: Date;
  /** The fact's number, the judgement, the waiver's reason, the years of the calendar. */
  detail: string | null;
  by: string | null;
};

/** One duty, with the window in which facts matter to it; ids are rows'. */
export type Window = {
  key: string;
  rule: Rule;
  subjectType: SubjectType;
  subjectId: number;
  anchor: string;
  from: Date;
  until: Date;
};

type Found = Change & { key: string };

/**
 * What became known in `(known, now]` that a duty reads: facts, waivers, judgements, appeals, calendars, and the
 * customer's holder, balance and the holder's leave. Set-based: a handful of statements however many duties.
 */
export async function changesSince(
  ctx: Context,
  windows: readonly Window[],
  { known, asOf, staffId }: { known: Date; asOf: Date; staffId: number },
): Promise<Map<string, Change[]>> {
  const now = ctx.clock.now();
  const duty = sql`(select * from unnest(${windows.map(({ key }) => key)}::text[], ${windows.map(({ rule }) => rule.id)}::text[],
    ${windows.map((w) => w.subjectType)}::text[], ${windows.map((w) => w.subjectId)}::bigint[],
    ${windows.map((w) => w.anchor)}::text[], ${windows.map((w) => w.from)}::timestamptz[],
    ${windows.map((w) => w.until)}::timestamptz[]) as w (key, rule_id, subject_type, subject_id, anchor, from_at, until_at))`;
  const kinds = windows.flatMap(({ key, rule }) =>
    factKinds(rule).map((kind) => ({ key, kind, actor: byActor(rule) })),
  );
  const wanted = sql`(select * from unnest(${kinds.map(({ key }) => key)}::text[], ${kinds.map(({ kind }) => kind)}::text[],
    ${kinds.map(({ actor }) => actor)}::boolean[]) as k (key, kind, by_actor))`;
  const came = (column: string) => sql`${sql.ref(column)} > ${known} and ${sql.ref(column)} <= ${now}`;
  const covers = sql`v.rule_id = w.rule_id and (v.subject_id = w.subject_id or v.subject_id is null)
    and v.from_date <= w.from_at + interval '1 day' and v.until_date > w.from_at - interval '1 day'`;
  // By subject and by actor apart, each within the window's days, so that an index finds them and no other month is read.
  const factsOf = (whose: 'subject_id' | 'actor_id', learnt: 'recorded_at' | 'superseded_at') => sql`
    select w.key as duty, w.from_at, w.until_at, f.*
    from w join ${wanted} k on k.key = w.key and k.by_actor = ${whose === 'actor_id'}
    join fact f on ${sql.ref(`f.${whose}`)} = w.subject_id and f.kind = k.kind
      and f.biz_date >= (w.from_at - interval '1 day')::date and f.biz_date <= (w.until_at + interval '1 day')::date
      and f.occurred_at >= w.from_at and f.occurred_at < w.until_at and ${came(`f.${learnt}`)}`;
  const { rows } = await sql<Found>`
    with w as materialized ${duty},
    found as (
      select f.duty as key, case when f.retracted then 'retracted'
          when exists (select from fact o where o.key = f.key and o.kind = f.kind and o.recorded_at <= ${known}) then 'corrected'
          when f.occurred_at < ${asOf} then 'lateEntry' else 'afterwards' end as kind,
        f.recorded_at as at, f.key as detail, f.actor_id as by_id
      from (${factsOf('subject_id', 'recorded_at')} union all ${factsOf('actor_id', 'recorded_at')}) f
      union all -- corrected away: to another day or another subject
      select f.duty, 'corrected', f.superseded_at, f.key, f.actor_id
      from (${factsOf('subject_id', 'superseded_at')} union all ${factsOf('actor_id', 'superseded_at')}) f
      where f.recorded_at <= ${known} and not f.retracted and not exists (
        select from fact n where n.key = f.key and n.kind = f.kind and n.recorded_at = f.superseded_at
          and n.subject_id = f.subject_id and n.occurred_at >= f.from_at and n.occurred_at < f.until_at)
      union all
      select w.key, 'waived', v.recorded_at, concat_ws('：', v.clause, v.reason), v.approver_id
      from w join waiver v on ${covers} and ${came('v.recorded_at')}
      union all
      select w.key, 'waiverRetracted', v.superseded_at, v.retraction_reason, v.retracted_by
      from w join waiver v on ${covers} and ${came('v.superseded_at')}
      union all
      select w.key, 'judged', b.judged_at, b.state, b.judged_by
      from w join breach b on b.subject_id = w.subject_id and b.rule_id = w.rule_id and b.anchor = w.anchor
        and ${came('b.judged_at')}
      union all
      select w.key, 'appealed', coalesce(a.decided_at, a.recorded_at), a.state, coalesce(a.decided_by, a.staff_id)
      from w join breach b on b.subject_id = w.subject_id and b.rule_id = w.rule_id and b.anchor = w.anchor
      join appeal a on a.breach_id = b.id
        and coalesce(a.decided_at, a.recorded_at) > ${known} and coalesce(a.decided_at, a.recorded_at) <= ${now}
      union all
      select w.key, 'calendar', y.published_at, y.year::text, null
      from w join calendar_year y on y.year between extract(year from w.from_at) and extract(year from w.until_at)
        and ${came('y.published_at')}
      union all
      select w.key, 'calendar', max(c.recorded_at), string_agg(distinct c.day::text, '、'), null
      from w join calendar_day c on c.day >= w.from_at::date and c.day <= w.until_at::date + 1 and ${came('c.recorded_at')}
      group by w.key
      union all
      select w.key, 'custody', greatest(c.recorded_at, c.superseded_at), c.valid_from::text, c.staff_id
      from w join custody c on w.subject_type = 'customer' and c.customer_id = w.subject_id and c.role = 'primary'
        and c.superseded_at is null and ${came('c.recorded_at')}
      union all
      select w.key, 'balance', c.recorded_at, c.valid_from::text, null
      from w join balance c on w.subject_type = 'customer' and c.customer_id = w.subject_id
        and c.valid_from < w.until_at and ${came('c.recorded_at')}
      union all
      select w.key, 'leave', l.recorded_at, l.valid_from::text, l.staff_id
      from w join leave_version l on l.staff_id = ${staffId} and l.valid_from < w.until_at and l.valid_until > w.from_at - interval '1 day'
        and ${came('l.recorded_at')}
    )
    select f.key, f.kind, f.at, f.detail, s.name as by from found f left join staff s on s.id = f.by_id
    where f.at <= ${now} order by f.at, f.detail`.execute(ctx.db);
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, found]) => [
      key,
      found.map(({ kind, at, detail, by }) => ({ kind, at, detail, by })),
    ]),
  );
}

function factKinds(rule: Rule): string[] {
  if (rule.shape === 'recurring') return [rule.count.fact];
  if (rule.shape === 'response') return [...new Set([rule.trigger.fact, rule.response.fact])];
  return 'fact' in rule.measure ? [rule.measure.fact, ...(rule.measure.of ? [rule.measure.of.fact] : [])] : [];
}

function byActor(rule: Rule): boolean {
  if (rule.shape === 'recurring') return rule.count.by === 'actor';
  return rule.shape === 'limit' && 'fact' in rule.measure && rule.measure.by === 'actor';
}
