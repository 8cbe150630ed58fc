import { type RawBuilder, sql } from 'kysely';
import type { ResponseRule } from '../../../kernel/rulebook/rule.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { DeadlineTables } from './deadline-table.ts';
import { dateOf } from './field.ts';
import { inForceAt } from './known.ts';
import { officerAt } from './officer.ts';
import { selectorCondition } from './selector.ts';
import { subjectRowOn } from './subject-row.ts';

/** Everything a response rule's query depends on. */
export interface ResponseJob {
  rule: ResponseRule;
  parameters: Record<string, Parameter>;
  vocabulary: Vocabulary;
  tables: DeadlineTables;
  /** Triggers whose business day lies in `[from, until)`: those that this version of the rulebook rules. */
  from: string;
  until: string;
  asOf: Date;
  known: Date;
  subjectIds?: number[] | undefined;
  /** What the rule's older versions took, where a response serves one duty. */
  takers: Taker[];
}

/** An older version of a rule and its finished query, as a stage that can be read. */
export interface Taker {
  rule: ResponseRule;
  stage: RawBuilder<unknown>;
}

/**
 * The duties of a response rule as one query without side effects, one row per trigger. Stages: `raised` the triggers →
 * `dated` with their deadlines → `answer` the responses → `matched` who is answered by what → the row.
 */
export function responseQuery(job: ResponseJob): RawBuilder<unknown> {
  return sql`with ${responseCtes(job)} ${desiredRows(job)}`;
}

export function responseCtes(job: ResponseJob): RawBuilder<unknown> {
  return sql.join([
    sql`deadline as materialized ${job.tables.deadlines}`,
    ...(job.tables.openings ? [sql`opening as materialized ${job.tables.openings}`] : []),
    sql`entry_day as materialized ${job.tables.entryDays}`,
    sql`calendar_of as materialized ${job.tables.calendarOf}`,
    sql`raised as materialized (${raised(job)})`,
    sql`dated as materialized (select d.*, ${dischargedBy(job)} as discharged_by from (${dated(job)}) d)`,
    sql`answer as materialized (${answer(job)})`,
    sql`matched as (${matched(job.rule)})`,
  ]);
}

/** Triggers as known, retracted ones too: their duty is void. A moved anchoring date voids the duty of the old one. */
function raised(job: ResponseJob): RawBuilder<unknown> {
  const { rule, known, asOf } = job;
  const { notBefore } = rule;
  const opensFrom =
    notBefore && 'before' in notBefore
      ? dateOf(job.vocabulary, rule.trigger.fact, notBefore.before, 'f')
      : sql`f.biz_date`;
  const columns = sql`f.key, f.subject_id, f.actor_id, f.biz_date, f.occurred_at, f.retracted, ${opensFrom} as opens_from`;
  const where = sql`f.kind = ${rule.trigger.fact} and f.occurred_at < ${asOf}
    and f.biz_date >= ${job.from}::date and f.biz_date < ${job.until}::date
    ${only(job)} and ${selectorCondition(rule.trigger, job)}`;
  if (!('before' in rule.within)) {
    return sql`select ${columns}, f.biz_date as counted_from, false as moved from fact f where ${where} and ${inForceAt('f', known)}`;
  }
  const date = dateOf(job.vocabulary, rule.trigger.fact, rule.within.before, 'f');
  return sql`
    select distinct on (f.subject_id, f.key, ${date}) ${columns}, ${date} as counted_from,
      not (${inForceAt('f', known)}) as moved
    from fact f where ${where} and ${date} is not null and f.recorded_at <= ${known}
    order by f.subject_id, f.key, ${date}, (${inForceAt('f', known)}) desc, f.id desc`;
}

/** The subject's institution and the deadline that its calendar gives. Hours run at once, whatever the calendar. */
function dated({ rule, vocabulary, known }: ResponseJob): RawBuilder<unknown> {
  const source = vocabulary.subjects[rule.subject];
  if (!source) throw new Error(`unknown subject ${rule.subject}`);
  const until =
    'hours' in rule.within ? sql`r.occurred_at + make_interval(hours => ${rule.within.hours}::int)` : sql`d.until_at`;
  const opens =
    rule.notBefore && 'hours' in rule.notBefore
      ? sql`r.occurred_at + make_interval(hours => ${rule.notBefore.hours}::int)`
      : rule.notBefore
        ? sql`greatest(r.occurred_at, o.opens_at)`
        : sql`r.occurred_at`;
  return sql`
    select r.*, ${sql.ref(`s.${source.institution}`)} as institution_id, coalesce(k.calendar_id, 0) as calendar_id,
      ${until} as until_at, d.judgeable_at, ${opens} as opens_at
    from raised r
    join ${sql.table(source.table)} s on ${subjectRowOn(source, { id: sql`r.subject_id`, day: sql`r.biz_date`, known })}
    left join calendar_of k on k.institution_id = ${sql.ref(`s.${source.institution}`)}
    join deadline d on d.calendar_id = coalesce(k.calendar_id, 0) and d.day = r.counted_from
      and r.occurred_at >= d.published_from and r.occurred_at < d.published_until
    ${rule.notBefore && !('hours' in rule.notBefore) ? opening() : sql``}`;
}

/** When the window of a trigger opens. */
function opening(): RawBuilder<unknown> {
  return sql`left join opening o on o.calendar_id = coalesce(k.calendar_id, 0) and o.day = r.opens_from
      and r.occurred_at >= o.published_from and r.occurred_at < o.published_until`;
}

/** The first fact that discharges the duty of the trigger `d`: it is void then and takes no response. */
function dischargedBy(job: ResponseJob): RawBuilder<unknown> {
  const { rule, known, asOf } = job;
  const { unless } = rule;
  if (!unless) return sql`null::text`;
  const belongs = {
    ref: sql`f.ref = d.key`,
    subject: sql`true`,
    actor: sql`f.actor_id = d.actor_id`,
  };
  return sql`(
    select f.key from fact f join entry_day e on e.calendar_id = d.calendar_id and e.day = f.biz_date
      and f.dated_at >= e.published_from and f.dated_at < e.published_until
    where f.subject_id = d.subject_id and f.kind = ${unless.fact} and ${inForceAt('f', known)} and not f.retracted
      and f.occurred_at < ${asOf} and f.dated_at < e.grace_until and ${belongs[unless.match]}
      and f.occurred_at >= d.occurred_at and f.occurred_at < ${unless.before === 'deadline' ? sql`d.until_at` : sql`d.opens_at`} and f.biz_date >= ${job.from}::date
      and (f.kind, f.key) <> (${rule.trigger.fact}, d.key) and ${selectorCondition(unless, job)}
    order by f.occurred_at, f.key collate "C" limit 1)`;
}

/** Responses that occurred and became known in time to count. */
function answer(job: ResponseJob): RawBuilder<unknown> {
  const { rule, known, asOf } = job;
  return sql`
    select f.key, f.ref, f.subject_id, f.actor_id, f.occurred_at
    from fact f
    join (select distinct subject_id, calendar_id from dated) s on s.subject_id = f.subject_id
    join entry_day e on e.calendar_id = s.calendar_id and e.day = f.biz_date
      and f.dated_at >= e.published_from and f.dated_at < e.published_until
    where f.kind = ${rule.response.fact} and ${inForceAt('f', known)} and not f.retracted
      and f.occurred_at < ${asOf} and f.biz_date >= ${job.from}::date and f.dated_at < e.grace_until
      ${only(job)} and ${selectorCondition(rule.response, job)} ${sql.join(untaken(job), sql` `)}`;
}

/** Duties of older versions began before: what they took is gone. */
function untaken({ rule, takers }: ResponseJob): RawBuilder<unknown>[] {
  return takers
    .filter(({ rule: older }) => older.subject === rule.subject && older.response.fact === rule.response.fact)
    .map(
      ({ stage }) =>
        sql`and not exists (select from ${stage} t where t.subject_id = f.subject_id and t.answered_by = f.key)`,
    );
}

/**
 * The earliest response not yet taken wins. Triggers of a group, in order of time, each take the first response after
 * their own; counting from the first one that fits each trigger, the place of the one it takes is its own rank plus the
 * largest backlog so far.
 */
function matched(rule: ResponseRule): RawBuilder<unknown> {
  const columns = { ref: ['subject_id', 'key'], subject: ['subject_id'], actor: ['subject_id', 'actor_id'] };
  const group = tuple('d', columns[rule.response.match]);
  const answers = { ref: ['subject_id', 'ref'], subject: ['subject_id'], actor: ['subject_id', 'actor_id'] };
  const answerGroup = tuple('a', answers[rule.response.match]);
  if (rule.consume === 'shared' || rule.response.match === 'ref') {
    return sql`
      select d.subject_id, d.key, d.counted_from, min(a.occurred_at) as answered_at,
        (array_agg(a.key order by a.occurred_at, a.key collate "C"))[1] as answered_by
      from dated d join answer a on ${answerGroup} = ${group} and ${follows(rule)}
      where not d.retracted and not d.moved and d.discharged_by is null group by d.subject_id, d.key, d.counted_from`;
  }
  return sql`
    select r.subject_id, r.key, r.counted_from, p.occurred_at as answered_at, p.key as answered_by
    from (
      select *, rank + max(first_place - rank) over (partition by grp order by rank) as place from (
        select d.subject_id, d.key, d.counted_from, ${group} as grp,
          row_number() over (partition by ${group} order by d.occurred_at, d.key collate "C") as rank,
          1 + (select count(*) from answer a where ${answerGroup} = ${group} and not ${follows(rule)}) as first_place
        from dated d where not d.retracted and not d.moved and d.discharged_by is null
      ) t
    ) r
    join (
      select ${answerGroup} as grp, a.occurred_at, a.key,
        row_number() over (partition by ${answerGroup} order by a.occurred_at, a.key collate "C") as place
      from answer a
    ) p on p.grp = r.grp and p.place = r.place`;
}

/** A response comes at or after its trigger; where both are facts of one kind, a trigger does not answer itself. */
function follows(rule: ResponseRule): RawBuilder<boolean> {
  const opened = rule.notBefore ? sql`and a.occurred_at >= d.opens_at` : sql``;
  if (rule.trigger.fact !== rule.response.fact) return sql`(a.occurred_at >= d.occurred_at ${opened})`;
  return sql`((a.occurred_at, a.key collate "C") > (d.occurred_at, d.key collate "C") ${opened})`;
}

function tuple(alias: string, columns: string[] | undefined): RawBuilder<unknown> {
  return sql`row(${sql.join((columns ?? []).map((column) => sql.ref(`${alias}.${column}`)))})`;
}

function desiredRows(job: ResponseJob): RawBuilder<unknown> {
  const { rule, asOf, known } = job;
  const anchor = 'before' in rule.within ? sql`d.key || '@' || to_char(d.counted_from, 'YYYY-MM-DD')` : sql`d.key`;
  return sql`
    select ${rule.id} as rule_id, d.subject_id, ${anchor} as anchor, to_char(d.biz_date, 'YYYY-MM') as period,
      ${rule.subject} as subject_type, d.opens_at as starts_at, d.until_at, ${responseBearer(rule, known)} as bearer_id,
      d.institution_id, 1 as need, case when m.answered_at is null then 0 else 1 end as got,
      case when d.retracted or d.moved or d.discharged_by is not null then 'void'
        when exists (
          select from waiver w
          left join institution o on o.id = w.institution_id left join institution i on i.id = d.institution_id
          where w.rule_id = ${rule.id} and ${inForceAt('w', known)}
            and d.biz_date >= w.from_date and d.biz_date < w.until_date
            and (w.subject_id = d.subject_id or (w.subject_id is null and i.ord >= o.ord and i.ord < o.ord_until))
        ) then 'waived'
        when m.answered_at < d.until_at then 'fulfilled'
        when m.answered_at is not null then 'late'
        when d.until_at <= ${asOf} then 'breached' ${rule.notBefore ? sql`when d.opens_at > ${asOf} then 'pending'` : sql``}
        else 'open' end as status,
      coalesce(d.judgeable_at, d.until_at) as judgeable_at, m.answered_by, d.discharged_by
    from dated d
    left join matched m on m.subject_id = d.subject_id and m.key = d.key and m.counted_from = d.counted_from
      and not d.moved`;
}

/** Who answers the trigger `d`; an officer is the one of the trigger's day. */
export function responseBearer(rule: ResponseRule, known: Date | RawBuilder<Date>): RawBuilder<unknown> {
  if (rule.bearer === 'actor') return sql`d.actor_id`;
  if (rule.bearer === 'subject') return sql`d.subject_id`;
  if (rule.bearer === 'holder') throw new Error('a response duty is borne by an actor, its subject or an officer');
  return officerAt(rule.bearer.officer, { institution: sql`d.institution_id`, day: sql`d.biz_date`, known });
}

function only({ subjectIds }: ResponseJob): RawBuilder<unknown> {
  return subjectIds ? sql`and f.subject_id = any(${subjectIds}::bigint[])` : sql``;
}
