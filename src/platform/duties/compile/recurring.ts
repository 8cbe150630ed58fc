import { type RawBuilder, sql } from 'kysely';
import type { RecurringRule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { type DayTables, relation } from './day-table.ts';
import { extensionCtes } from './extension.ts';
import { countedCte, type Marks } from './facts.ts';
import { inForceAt } from './known.ts';
import { officerAt } from './officer.ts';
import { spanCtes, usedSpans } from './spans.ts';
import { needs } from './tiers.ts';

/** Everything the query of a group of recurring rules depends on: the pure function's arguments. */
export interface RecurringJob {
  /** In this order everywhere: place n of an array is about rule n. */
  ruleIds: string[];
  /** What each version says; a unit names its version by the place in this list. */
  variants: Variant[];
  /** Any rule of the group, for what they all have in common: subject, custody, bearer and whose facts count. */
  rule: RecurringRule;
  marks: Marks;
  vocabulary: Vocabulary;
  tables: DayTables;
  asOf: Date;
  known: Date;
  /** Only these subjects; absent: all. The incremental form differs from the full one in nothing else. */
  subjectIds?: number[] | undefined;
  /** Subjects whose neighbouring periods matter because of a handover near a period's end. */
  linkedIds: number[];
}

export interface Variant {
  version: RulebookVersion;
  rules: RecurringRule[];
}

/**
 * The duties of a group of recurring rules as one query without side effects, one row per (rule, subject, unit). All
 * that does not depend on a rule is done once for all of them. Its stages, each a named part of the statement:
 * `scope` who × period → `tiered` days of one need for each rule, an array; who owes nothing at all leaves here →
 * `hold` who holds → `segment` days of one holder, too → `worked` their workdays → `target` rule by rule from here →
 * `base` need and bearer → `counted` facts that qualify → `carry` dates lent to an older duty → the row.
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
    sql`ruling as materialized ${rulings(job)}`,
    sql`scope as materialized (${scope(job)})`,
    ...(subjectSource(rule, job.vocabulary).spans ? [sql`life as materialized (${life(job)})`] : []),
    ...spanCtes(job),
    sql`tiered as materialized (${tiered(job)})`,
    ...(rule.held ? [sql`hold as materialized (${hold(job, rule.held)})`] : []),
    sql`segment as materialized (${segment(job)})`,
    ...(absenceOf(job.rule, job.vocabulary) ? [sql`absent as materialized (${absent(job)})`] : []),
    sql`worked as materialized (${worked(job)})`,
    sql`target as (${target()})`,
    sql`base as materialized (${base(job)})`,
    countedCte(job),
    ...(rule.held ? extensionCtes(job) : []),
    sql`waived as (${waived(job)})`,
  ];
  return sql.join(parts);
}

/** rule_no, from 1 as in arrays, of each variant: its id, its version and the place of the mark that it looks for. */
function rulings({ variants, ruleIds, marks }: RecurringJob): RawBuilder<unknown> {
  const all = variants.flatMap(({ version, rules }, variant) =>
    rules.map((rule, place) => ({ variant, version, rule, place })),
  );
  return relation({
    variant: ['int', all.map((r) => r.variant)],
    rule_no: ['int', all.map((r) => r.place + 1)],
    rule_id: ['text', all.map((r) => ruleIds[r.place])],
    version_id: ['int', all.map((r) => r.version.id)],
    mark: ['int', all.map((r) => marks.placeOf(r.rule, r.version))],
  });
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
    select ${newest} ${id} as id, u.unit_no, u.unit_start, u.unit_end, u.variant,
      ${sql.ref(`s.${source.from}`)} as exists_from, ${until} as exists_until,
      ${sql.ref(`s.${source.institution}`)} as institution_id, coalesce(k.calendar_id, 0) as calendar_id
      ${sql.join(plain, sql``)}
    from ${sql.table(source.table)} s
    join unit u on ${sql.ref(`s.${source.from}`)} < u.unit_end and ${until} > u.unit_start
      and (u.own or ${id} = any(${linkedIds}::bigint[]))
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

/** Days `[f, u)` of one subject in one period on which no rule's need changes, with all the needs. */
function tiered(job: RecurringJob): RawBuilder<unknown> {
  const spans = usedSpans(job).map((name, index) => ({ table: sql.table(`span_${name}`), name, alias: `s${index}` }));
  const inSpans = subjectSource(job.rule, job.vocabulary).spans;
  const from = [inSpans ? sql`l.f` : sql`c.exists_from`, sql`k.eligible_from`];
  const until = [inSpans ? sql`l.u` : sql`c.exists_until`, sql`k.eligible_until`];
  const joins = inSpans ? [sql`join life l on l.id = c.id and l.unit_no = c.unit_no`] : [];
  for (const { table, alias } of spans) {
    const at = (column: string) => sql.ref(`${alias}.${column}`);
    from.push(at('f'));
    until.push(at('u'));
    joins.push(sql`join ${table} ${sql.table(alias)} on ${at('id')} = c.id and ${at('unit_no')} = c.unit_no`);
  }
  const aliases = new Map(spans.map(({ name, alias }) => [name, alias]));
  aliases.set('subject', inSpans ? 'l' : 'c');
  return sql`
    select * from (
      select c.id, c.unit_no, c.unit_start, c.unit_end, c.institution_id, c.calendar_id, ${needs(job, aliases)} as needs,
        greatest(${sql.join(from)}) as f, least(${sql.join(until)}) as u
      from scope c join unit_calendar k on k.unit_no = c.unit_no and k.calendar_id = c.calendar_id
      ${sql.join(joins, sql` `)}
    ) x where needs is not null and f < u`;
}

function hold({ vocabulary, known }: RecurringJob, relation: string): RawBuilder<unknown> {
  const source = relationSource(relation, vocabulary);
  const from = sql.ref(`h.${source.from}`);
  const until = sql`coalesce(${sql.ref(`h.${source.until}`)}, 'infinity')`;
  const where = Object.entries(source.where).map(([column, value]) => sql`and ${sql.ref(`h.${column}`)} = ${value}`);
  return sql`
    select c.id, c.unit_no, c.unit_start, c.unit_end, ${sql.ref(`h.${source.holder}`)} as holder,
      greatest(${from}, c.unit_start) as f, least(${until}, c.unit_end) as u, ${from} as began
    from (select distinct id, unit_no, unit_start, unit_end from tiered) c
    join ${sql.table(source.table)} h on ${sql.ref(`h.${source.subject}`)} = c.id
      and ${from} < c.unit_end and ${until} > c.unit_start
    where ${inForceAt('h', known)} and ${until} > ${from} ${sql.join(where, sql` `)}`;
}

/** Days `[f, u)` of one subject in one period with one holder and the same needs; they do not overlap. */
function segment({ rule }: RecurringJob): RawBuilder<unknown> {
  const columns = sql`t.id, t.unit_no, t.unit_start, t.institution_id, t.calendar_id, t.needs`;
  if (!rule.held) return sql`select ${columns}, t.id as holder, t.f, t.u from tiered t`;
  return sql`
    select ${columns}, h.holder, greatest(t.f, h.f) as f, least(t.u, h.u) as u
    from tiered t join hold h on h.id = t.id and h.unit_no = t.unit_no and h.f < t.u and h.u > t.f`;
}

/** When each holder is away; overlapping absences are merged. */
function absent({ rule, vocabulary, known, tables }: RecurringJob): RawBuilder<unknown> {
  const name = absenceOf(rule, vocabulary);
  const source = name ? vocabulary.absences[name] : undefined;
  if (!source) throw new Error(`unknown absence ${name}`);
  const person = sql.ref(`v.${source.person}`);
  const [from, until] = [sql.ref(`v.${source.from}`), sql.ref(`v.${source.until}`)];
  return sql`
    select ${person} as person, range_agg(daterange(${from}, ${until})) as days
    from ${sql.table(source.table)} v
    where ${sql.ref(`v.${source.counts}`)} and ${inForceAt('v', known)} and ${person} in (select holder from segment)
      and ${from} < ${tables.end}::date and ${until} > ${tables.first}::date
    group by ${person}`;
}

/** Workdays of each segment, and how many of them its holder is away. */
function worked({ rule, vocabulary }: RecurringJob): RawBuilder<unknown> {
  const workdays = sql`${workdaysBefore(sql`s.u`)} - ${workdaysBefore(sql`s.f`)} as workdays`;
  const days = sql`from segment s join day d on d.unit_no = s.unit_no and d.calendar_id = s.calendar_id`;
  if (!absenceOf(rule, vocabulary)) return sql`select s.*, ${workdays}, 0 as away ${days}`;
  return sql`
    select s.*, ${workdays}, case when a.days is null then 0 else coalesce((
        select sum(${workdaysBefore(sql`least(upper(r), s.u)`)} - ${workdaysBefore(sql`greatest(lower(r), s.f)`)})
        from unnest(a.days) r where lower(r) < s.u and upper(r) > s.f), 0) end as away
    ${days} left join absent a on a.person = s.holder`;
}

/** How many workdays of the unit come before a day, by the arrays of `day`. */
function workdaysBefore(date: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`d.workdays_before[${date} - s.unit_start + 1]`;
}

/** From here on there is a row for each rule that asks for something. */
function target(): RawBuilder<unknown> {
  return sql`
    select id, unit_no, rule_no, institution_id, calendar_id, sum(n * workdays)::bigint as weighted,
      sum(workdays)::int as workdays, max(n) as highest
    from (
      select id, unit_no, institution_id, calendar_id, workdays - away as workdays, unnest(needs) as n,
        generate_subscripts(needs, 1) as rule_no
      from worked where workdays > away
    ) t where n is not null group by id, unit_no, rule_no, institution_id, calendar_id`;
}

/** Need, bearer and period of each duty, before any fact is looked at. Where several versions may rule, the lightest. */
function base(job: RecurringJob): RawBuilder<unknown> {
  const isVoid = sql`(u.weighted and t.workdays * u.share_whole < k.workdays * u.share_part)`;
  const weighted = sql`greatest(1, (2 * t.weighted + k.workdays) / (2 * k.workdays))::int`;
  const all = sql`
    select t.id, t.unit_no, t.rule_no, u.unit_start, u.unit_end, u.own, t.institution_id, t.calendar_id, ${isVoid} as void,
      case when ${isVoid} then 0 when u.weighted then ${weighted} else t.highest end as need, t.workdays, t.weighted,
      k.workdays as period_workdays, k.judgeable_at, ${bearer(job)} as bearer
    from target t
    join unit u on u.unit_no = t.unit_no
    join unit_calendar k on k.unit_no = t.unit_no and k.calendar_id = t.calendar_id
    ${job.rule.held ? sql`left join hold l on l.id = t.id and l.unit_no = t.unit_no and l.u = u.unit_end` : sql``}`;
  if (!job.variants.some(({ rules }) => rules[0]?.edges.ruleChange === 'lenient')) return all;
  return sql`
    select distinct on (id, rule_no, unit_start) * from (${all}) b order by id, rule_no, unit_start, need, unit_no`;
}

/** Who holds on the period's last day; nobody then: the last who did. An officer is the one of the last day. */
function bearer({ rule, vocabulary, known }: RecurringJob): RawBuilder<unknown> {
  if (rule.bearer === 'subject') return sql`t.id`;
  if (typeof rule.bearer === 'object') {
    return officerAt(rule.bearer.officer, { institution: sql`t.institution_id`, day: sql`(u.unit_end - 1)`, known });
  }
  if (rule.bearer !== 'holder' || !rule.held) throw new Error('a recurring duty is borne by its holder or its subject');
  const source = relationSource(rule.held, vocabulary);
  const where = Object.entries(source.where).map(([column, value]) => sql`and ${sql.ref(`b.${column}`)} = ${value}`);
  return sql`coalesce(l.holder, (
    select ${sql.ref(`b.${source.holder}`)} from ${sql.table(source.table)} b
    where ${sql.ref(`b.${source.subject}`)} = t.id and ${sql.ref(`b.${source.from}`)} < u.unit_end
      and coalesce(${sql.ref(`b.${source.until}`)}, 'infinity') > ${sql.ref(`b.${source.from}`)}
      and ${inForceAt('b', known)} ${sql.join(where, sql` `)}
    order by ${sql.ref(`b.${source.from}`)} desc limit 1))`;
}

function waived({ known }: RecurringJob): RawBuilder<unknown> {
  return sql`
    select distinct b.id, b.unit_no, b.rule_no from waiver w
    join (select distinct rule_id, rule_no from ruling) r on r.rule_id = w.rule_id
    join base b on b.rule_no = r.rule_no and b.unit_start >= w.from_date and b.unit_start < w.until_date
    left join institution o on o.id = w.institution_id
    left join institution i on i.id = b.institution_id
    where ${inForceAt('w', known)}
      and (w.subject_id = b.id or (w.subject_id is null and i.ord >= o.ord and i.ord < o.ord_until))`;
}

function desiredRows({ rule, asOf }: RecurringJob): RawBuilder<unknown> {
  const until = rule.held ? sql`coalesce(e.until_at, u.ends_at)` : sql`u.ends_at`;
  const judgeable = rule.held ? sql`coalesce(e.judgeable_at, b.judgeable_at)` : sql`b.judgeable_at`;
  const counted = sql`g.got[r.mark + 1]`;
  const got = rule.held ? sql`coalesce(x.got, ${counted}, 0)` : sql`coalesce(${counted}, 0)`;
  const onDuty = (alias: string) =>
    sql`${sql.ref(`${alias}.id`)} = b.id and ${sql.ref(`${alias}.unit_no`)} = b.unit_no and ${sql.ref(`${alias}.rule_no`)} = b.rule_no`;
  const extended = sql`left join extension e on ${onDuty('e')} left join carry x on ${onDuty('x')}`;
  return sql`
    select r.rule_id, r.rule_no, b.id as subject_id, to_char(b.unit_start, 'YYYY-MM-DD') as anchor, u.unit_label as period,
      ${rule.subject} as subject_type, u.starts_at, ${until} as until_at, b.bearer as bearer_id, b.institution_id,
      b.need, ${got} as got,
      case when b.void then 'void' when w.id is not null then 'waived' when ${got} >= b.need then 'fulfilled'
        when ${until} <= ${asOf} then 'breached' else 'open' end as status,
      ${judgeable} as judgeable_at, r.version_id as rulebook_version
    from base b
    join unit u on u.unit_no = b.unit_no
    join ruling r on r.variant = u.variant and r.rule_no = b.rule_no
    left join counted g on g.id = b.id and g.unit_no = b.unit_no
      and g.actor = case when u.credited then b.bearer else 0 end
    ${rule.held ? extended : sql``}
    left join waived w on ${onDuty('w')}
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
