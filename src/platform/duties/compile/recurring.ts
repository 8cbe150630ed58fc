import { type RawBuilder, sql } from 'kysely';
import type { RecurringRule } from '../../../kernel/rulebook/rule.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { DayTables } from './day-table.ts';
import { compileCondition, constantOf, type Scope as ExpressionScope } from './expression.ts';
import { extensionCtes } from './extension.ts';
import { fieldOf } from './field.ts';
import { inForceAt } from './known.ts';
import { officerAt } from './officer.ts';
import { spanCtes, usedSpans } from './spans.ts';

/** Everything a recurring rule's query depends on: the pure function's arguments. */
export interface RecurringJob {
  rule: RecurringRule;
  parameters: Record<string, Parameter>;
  vocabulary: Vocabulary;
  tables: DayTables;
  asOf: Date;
  known: Date;
  /** Only these subjects; absent: all. The incremental form differs from the full one in nothing else. */
  subjectIds?: number[] | undefined;
  /** Subjects whose neighbouring periods matter because of a handover near a period's end. */
  linkedIds: number[];
}

/**
 * The duties of a recurring rule as one query without side effects, one row per (subject, unit). Its stages, each a
 * named part of the statement:
 * `scope` who × period → `hold` who holds → `segment` days of one tier and one holder → `target` eligible workdays →
 * `base` need and bearer → `hit` facts that qualify → `carry` dates lent to an older duty → the row.
 */
export function recurringQuery(job: RecurringJob): RawBuilder<unknown> {
  return sql`with recursive ${recurringCtes(job)} ${desiredRows(job)}`;
}

/** The stages, for the query above and for the explanation of one duty. */
export function recurringCtes(job: RecurringJob): RawBuilder<unknown> {
  const { tables, rule } = job;
  const parts = [
    sql`unit as materialized ${tables.units}`,
    sql`unit_calendar as materialized ${tables.unitCalendars}`,
    sql`day as materialized ${tables.days}`,
    sql`calendar_of as materialized ${tables.calendarOf}`,
    sql`scope as materialized (${scope(job)})`,
    ...(subjectSource(rule, job.vocabulary).spans ? [sql`life as materialized (${life(job)})`] : []),
    ...(rule.held ? [sql`hold as materialized (${hold(job, rule.held)})`] : []),
    ...spanCtes(job),
    sql`segment as materialized (${segment(job)})`,
    ...(absenceOf(job.rule, job.vocabulary) ? [sql`away as materialized (${away(job)})`] : []),
    sql`weight as (${weight(job)})`,
    sql`target as (${target(rule)})`,
    sql`base as materialized (${base(job)})`,
    sql`hit as materialized (${hit(job)})`,
    ...(rule.held ? extensionCtes(job) : []),
    sql`waived as (${waived(job)})`,
  ];
  return sql.join(parts);
}

function scope({ rule, vocabulary, known, subjectIds, linkedIds }: RecurringJob): RawBuilder<unknown> {
  const source = subjectSource(rule, vocabulary);
  const until = source.until ? sql`coalesce(${sql.ref(`s.${source.until}`)}, 'infinity')` : sql`'infinity'::date`;
  const only = subjectIds ? sql`and ${sql.ref(`s.${source.id}`)} = any(${subjectIds}::bigint[])` : sql``;
  const plain = subjectAttributes(rule, vocabulary).map((column) => sql`, ${sql.ref(`s.${column}`)}`);
  const id = sql.ref(`s.${source.id}`);
  // Of a subject with several rows the last one of the period says where the duty belongs.
  const newest = source.spans ? sql`distinct on (${id}, u.unit_no)` : sql``;
  const inOrder = source.spans ? sql`order by ${id}, u.unit_no, ${sql.ref(`s.${source.from}`)} desc` : sql``;
  return sql`
    select ${newest} ${id} as id, u.*, ${sql.ref(`s.${source.from}`)} as exists_from,
      ${until} as exists_until, ${sql.ref(`s.${source.institution}`)} as institution_id,
      coalesce(k.calendar_id, 0) as calendar_id ${sql.join(plain, sql``)}
    from ${sql.table(source.table)} s
    join unit u on ${sql.ref(`s.${source.from}`)} < u.unit_end and ${until} > u.unit_start
      and (u.own or ${sql.ref(`s.${source.id}`)} = any(${linkedIds}::bigint[]))
    left join calendar_of k on k.institution_id = ${sql.ref(`s.${source.institution}`)}
    where ${inForceAt('s', known)} ${only} ${inOrder}`;
}

/** The days `[f, u)` of a period on which a subject with several rows exists, with what each row says of it. */
function life({ rule, vocabulary, known }: RecurringJob): RawBuilder<unknown> {
  const source = subjectSource(rule, vocabulary);
  const from = sql.ref(`s.${source.from}`);
  const until = source.until ? sql`coalesce(${sql.ref(`s.${source.until}`)}, 'infinity')` : sql`'infinity'::date`;
  const plain = subjectAttributes(rule, vocabulary).map((column) => sql`, ${sql.ref(`s.${column}`)}`);
  return sql`
    select c.id, c.unit_no, ${from} as f, ${until} as u ${sql.join(plain, sql``)}
    from scope c join ${sql.table(source.table)} s on ${sql.ref(`s.${source.id}`)} = c.id
      and ${from} < c.unit_end and ${until} > c.unit_start
    where ${inForceAt('s', known)}`;
}

function hold({ vocabulary, known }: RecurringJob, relation: string): RawBuilder<unknown> {
  const source = relationSource(relation, vocabulary);
  const from = sql.ref(`h.${source.from}`);
  const until = sql`coalesce(${sql.ref(`h.${source.until}`)}, 'infinity')`;
  const where = Object.entries(source.where).map(([column, value]) => sql`and ${sql.ref(`h.${column}`)} = ${value}`);
  return sql`
    select c.id, c.unit_no, c.unit_start, c.unit_end, ${sql.ref(`h.${source.holder}`)} as holder,
      greatest(${from}, c.unit_start) as f, least(${until}, c.unit_end) as u, ${from} as began
    from scope c join ${sql.table(source.table)} h on ${sql.ref(`h.${source.subject}`)} = c.id
      and ${from} < c.unit_end and ${until} > c.unit_start
    where ${inForceAt('h', known)} and ${until} > ${from} ${sql.join(where, sql` `)}`;
}

/** Days `[f, u)` of one subject in one period with one holder and one tier; they do not overlap. */
function segment(job: RecurringJob): RawBuilder<unknown> {
  const { rule } = job;
  const spans = usedSpans(rule, job.vocabulary);
  const aliases = spans.map((_, index) => `s${index}`);
  const holder = rule.held ? sql`h.holder` : sql`c.id`;
  const inSpans = subjectSource(rule, job.vocabulary).spans;
  const from = [
    inSpans ? sql`l.f` : sql`c.exists_from`,
    sql`k.eligible_from`,
    ...(rule.held ? [sql`h.f`] : []),
    ...aliases.map((a) => sql.ref(`${a}.f`)),
  ];
  const until = [
    inSpans ? sql`l.u` : sql`c.exists_until`,
    sql`k.eligible_until`,
    ...(rule.held ? [sql`h.u`] : []),
    ...aliases.map((a) => sql.ref(`${a}.u`)),
  ];
  const joins = [
    ...(inSpans ? [sql`join life l on l.id = c.id and l.unit_no = c.unit_no`] : []),
    ...(rule.held ? [sql`join hold h on h.id = c.id and h.unit_no = c.unit_no`] : []),
    ...spans.map(
      (name, index) => sql`join ${sql.table(`span_${name}`)} ${sql.table(aliases[index] as string)}
        on ${sql.ref(`${aliases[index]}.id`)} = c.id and ${sql.ref(`${aliases[index]}.unit_no`)} = c.unit_no`,
    ),
  ];
  return sql`
    select * from (
      select c.id, c.unit_no, c.unit_start, c.calendar_id, ${holder} as holder, ${tierNeed(job, aliases)} as n,
        greatest(${sql.join(from)}) as f, least(${sql.join(until)}) as u
      from scope c join unit_calendar k on k.unit_no = c.unit_no and k.calendar_id = c.calendar_id
      ${sql.join(joins, sql` `)}
    ) x where n is not null and f < u`;
}

/** The need of the first tier that holds; null outside the population. */
function tierNeed(job: RecurringJob, aliases: string[]): RawBuilder<unknown> {
  const spans = usedSpans(job.rule, job.vocabulary);
  const scopeOf: ExpressionScope = {
    parameters: job.parameters,
    attribute(name) {
      const attribute = attributeSource(name, job.vocabulary);
      const own = subjectSource(job.rule, job.vocabulary).spans ? 'l' : 'c';
      const alias = attribute.of === 'subject' ? own : (aliases[spans.indexOf(attribute.of)] as string);
      return sql.ref(`${alias}.${attribute.column}`);
    },
    field() {
      throw new Error('a population reads attributes, not fields of facts; the rulebook check refuses this');
    },
  };
  const cases = job.rule.tiers.map(
    ({ where, need }) => sql`when ${compileCondition(where, scopeOf)} then ${constantOf(need, job.parameters)}::int`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** Parts of the segments on whose days their holder is away; overlapping absences are merged first. */
function away({ rule, vocabulary, known, tables }: RecurringJob): RawBuilder<unknown> {
  const name = absenceOf(rule, vocabulary);
  const source = name ? vocabulary.absences[name] : undefined;
  if (!source) throw new Error(`unknown absence ${name}`);
  const person = sql.ref(`v.${source.person}`);
  const [from, until] = [sql.ref(`v.${source.from}`), sql.ref(`v.${source.until}`)];
  return sql`
    select s.id, s.unit_no, s.calendar_id, s.n, s.unit_start, greatest(s.f, a.f) as f, least(s.u, a.u) as u
    from segment s
    join (
      select person, lower(r) as f, upper(r) as u from (
        select ${person} as person, range_agg(daterange(${from}, ${until})) as ranges
        from ${sql.table(source.table)} v
        where ${sql.ref(`v.${source.counts}`)} and ${inForceAt('v', known)}
          and ${person} in (select holder from segment)
          and ${from} < ${tables.end}::date and ${until} > ${tables.first}::date
        group by ${person}
      ) merged, unnest(ranges) r
    ) a on s.holder = a.person and s.f < a.u and s.u > a.f`;
}

/** Workdays of each segment, less those on which its holder is away. */
function weight({ rule, vocabulary }: RecurringJob): RawBuilder<unknown> {
  const present = sql`select s.id, s.unit_no, s.n, ${workdaysOf('s')} as workdays ${daysOf('segment')}`;
  if (!absenceOf(rule, vocabulary)) return present;
  return sql`${present} union all select s.id, s.unit_no, s.n, - ${workdaysOf('s')} ${daysOf('away')}`;
}

function daysOf(table: string): RawBuilder<unknown> {
  return sql`from ${sql.table(table)} s join day d on d.unit_no = s.unit_no and d.calendar_id = s.calendar_id`;
}

/** Workdays in `[f, u)` of a row, by the arrays of `day`. */
export function workdaysOf(alias: string): RawBuilder<unknown> {
  const at = (date: string) =>
    sql`d.workdays_before[${sql.ref(`${alias}.${date}`)} - ${sql.ref(`${alias}.unit_start`)} + 1]`;
  return sql`(${at('u')} - ${at('f')})`;
}

function target(rule: RecurringRule): RawBuilder<unknown> {
  const perTier =
    rule.tiers.length === 1
      ? sql`weight`
      : sql`(select id, unit_no, n, sum(workdays) as workdays from weight group by id, unit_no, n) t`;
  return sql`
    select id, unit_no, sum(n * workdays)::bigint as weighted, sum(workdays)::int as workdays,
      max(n) filter (where workdays > 0) as highest
    from ${perTier} group by id, unit_no having sum(workdays) > 0`;
}

/** Need, bearer and period of each duty, before any fact is looked at. */
function base(job: RecurringJob): RawBuilder<unknown> {
  const { rule } = job;
  const [part, whole] = rule.edges.minShare;
  const weighted = rule.edges.change === 'timeWeighted';
  const isVoid = weighted ? sql`t.workdays * ${whole}::int < k.workdays * ${part}::int` : sql`false`;
  const need = weighted ? sql`greatest(1, (2 * t.weighted + k.workdays) / (2 * k.workdays))::int` : sql`t.highest`;
  return sql`
    select c.id, c.unit_no, c.unit_start, c.unit_end, c.unit_label, c.own, c.starts_at, c.ends_at, c.institution_id,
      c.calendar_id, k.judgeable_at, ${isVoid} as void, case when ${isVoid} then 0 else ${need} end as need,
      t.workdays, t.weighted, k.workdays as period_workdays, ${bearer(job)} as bearer
    from target t
    join scope c on c.id = t.id and c.unit_no = t.unit_no
    join unit_calendar k on k.unit_no = c.unit_no and k.calendar_id = c.calendar_id
    ${rule.held ? sql`left join hold l on l.id = t.id and l.unit_no = t.unit_no and l.u = c.unit_end` : sql``}`;
}

/** Who holds on the period's last day; nobody then: the last who did. An officer is the one of the last day. */
function bearer({ rule, vocabulary, known }: RecurringJob): RawBuilder<unknown> {
  if (rule.bearer === 'subject') return sql`c.id`;
  if (typeof rule.bearer === 'object') {
    return officerAt(rule.bearer.officer, { institution: sql`c.institution_id`, day: sql`(c.unit_end - 1)`, known });
  }
  if (rule.bearer !== 'holder' || !rule.held) throw new Error('a recurring duty is borne by its holder or its subject');
  const source = relationSource(rule.held, vocabulary);
  const where = Object.entries(source.where).map(([column, value]) => sql`and ${sql.ref(`b.${column}`)} = ${value}`);
  return sql`coalesce(l.holder, (
    select ${sql.ref(`b.${source.holder}`)} from ${sql.table(source.table)} b
    where ${sql.ref(`b.${source.subject}`)} = c.id and ${sql.ref(`b.${source.from}`)} < c.unit_end
      and coalesce(${sql.ref(`b.${source.until}`)}, 'infinity') > ${sql.ref(`b.${source.from}`)}
      and ${inForceAt('b', known)} ${sql.join(where, sql` `)}
    order by ${sql.ref(`b.${source.from}`)} desc limit 1))`;
}

/**
 * What qualifies, one row per date (or per fact), with a token that orders it within its subject: days since
 * 2000-01-01 in millions, plus the fact's place in its day.
 */
function hit(job: RecurringJob): RawBuilder<unknown> {
  const { rule, tables, known, asOf } = job;
  const perDate = rule.count.distinct === 'date';
  const byBearer = rule.edges.credit === 'bearer';
  const place = perDate
    ? sql`0`
    : sql`row_number() over (partition by c.id, f.biz_date order by f.occurred_at, f.key collate "C")`;
  const actor = byBearer ? sql`f.actor_id` : sql`null::bigint`;
  return sql`
    select ${perDate ? sql`distinct` : sql``} c.id, c.unit_no, ${actor} as actor,
      (f.biz_date - date '2000-01-01')::bigint * 1000000 + ${place} as token
    from scope c
    join fact f on ${rule.count.by === 'actor' ? sql`f.actor_id` : sql`f.subject_id`} = c.id and f.biz_date >= c.unit_start and f.biz_date < c.unit_end
    join day d on d.unit_no = c.unit_no and d.calendar_id = c.calendar_id
    where f.kind = ${rule.count.fact} and f.biz_date >= ${tables.first}::date and f.biz_date < ${tables.end}::date
      and ${inForceAt('f', known)} and not f.retracted
      and f.occurred_at < ${asOf} and f.dated_at < d.grace_until[f.biz_date - c.unit_start + 1] and ${factCondition(job)}`;
}

export function factCondition({ rule, vocabulary, parameters }: RecurringJob): RawBuilder<boolean> {
  return compileCondition(rule.count.where, {
    parameters,
    attribute() {
      throw new Error('a fact has fields, not attributes; the rulebook check refuses this');
    },
    field: (name) => fieldOf(vocabulary, rule.count.fact, name, 'f'),
  });
}

function waived({ rule, known }: RecurringJob): RawBuilder<unknown> {
  return sql`
    select distinct b.id, b.unit_no from waiver w
    join base b on b.unit_start >= w.from_date and b.unit_start < w.until_date
    left join institution o on o.id = w.institution_id
    left join institution i on i.id = b.institution_id
    where w.rule_id = ${rule.id} and ${inForceAt('w', known)}
      and (w.subject_id = b.id or (w.subject_id is null and i.ord >= o.ord and i.ord < o.ord_until))`;
}

function desiredRows({ rule, asOf }: RecurringJob): RawBuilder<unknown> {
  const until = rule.held ? sql`coalesce(e.until_at, b.ends_at)` : sql`b.ends_at`;
  const judgeable = rule.held ? sql`coalesce(e.judgeable_at, b.judgeable_at)` : sql`b.judgeable_at`;
  const bearerMatches =
    rule.edges.credit === 'bearer'
      ? sql`join base q on q.id = h.id and q.unit_no = h.unit_no and q.bearer = h.actor`
      : sql``;
  const got = rule.held ? sql`coalesce(x.got, g.got, 0)` : sql`coalesce(g.got, 0)`;
  return sql`
    , counted as (select h.id, h.unit_no, count(*)::int as got from hit h ${bearerMatches} group by h.id, h.unit_no)
    select ${rule.id} as rule_id, b.id as subject_id, to_char(b.unit_start, 'YYYY-MM-DD') as anchor,
      b.unit_label as period, ${rule.subject} as subject_type, b.starts_at, ${until} as until_at, b.bearer as bearer_id,
      b.institution_id, b.need, ${got} as got,
      case when b.void then 'void' when w.id is not null then 'waived' when ${got} >= b.need then 'fulfilled'
        when ${until} <= ${asOf} then 'breached' else 'open' end as status,
      ${judgeable} as judgeable_at
    from base b
    left join counted g on g.id = b.id and g.unit_no = b.unit_no
    ${
      rule.held
        ? sql`left join extension e on e.id = b.id and e.unit_no = b.unit_no
    left join lent x on x.id = b.id and x.unit_no = b.unit_no`
        : sql``
    }
    left join waived w on w.id = b.id and w.unit_no = b.unit_no
    where b.own`;
}

export function subjectSource(rule: RecurringRule, vocabulary: Vocabulary) {
  const source = vocabulary.subjects[rule.subject];
  if (!source) throw new Error(`unknown subject ${rule.subject}`);
  return source;
}

export function relationSource(name: string, vocabulary: Vocabulary) {
  const source = vocabulary.relations[name];
  if (!source) throw new Error(`unknown relation ${name}`);
  return source;
}

export function attributeSource(name: string, vocabulary: Vocabulary) {
  const source = vocabulary.attributes[name];
  if (!source) throw new Error(`unknown attribute ${name}`);
  return source;
}

/** Whose absence makes a day not eligible: the holder's, or a staff subject's own. */
function absenceOf(rule: RecurringRule, vocabulary: Vocabulary): string | undefined {
  if (rule.held) return relationSource(rule.held, vocabulary).absence;
  return rule.subject === 'staff' ? Object.keys(vocabulary.absences)[0] : undefined;
}

function subjectAttributes(rule: RecurringRule, vocabulary: Vocabulary): string[] {
  const columns = Object.values(vocabulary.attributes)
    .filter((attribute) => attribute.of === 'subject' && attribute.subject === rule.subject)
    .map((attribute) => attribute.column);
  return [...new Set(columns)];
}
