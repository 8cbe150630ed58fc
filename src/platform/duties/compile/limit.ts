import { type RawBuilder, sql } from 'kysely';
import type { LimitRule, Measure, StateMeasure } from '../../../kernel/rulebook/rule.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { constantOf } from './expression.ts';
import { inForceAt } from './known.ts';
import { officerAt } from './officer.ts';
import { type Population, stretches } from './stretches.ts';

/** Everything a limit's query depends on, whatever it measures. */
export interface LimitJob {
  rule: LimitRule;
  parameters: Record<string, Parameter>;
  vocabulary: Vocabulary;
  asOf: Date;
  known: Date;
  /** Only these subjects; absent: all. */
  subjectIds?: number[] | undefined;
}

/** A limit with the days `[from, until)` on which one version of the rulebook has it. */
export interface LimitPart {
  rule: LimitRule;
  parameters: Record<string, Parameter>;
  from: string;
  until: string;
}

export interface StateJob extends LimitJob {
  /** Every version's limit, in order: an interval goes on while the next version is broken, too. */
  parts: LimitPart[];
  /** Rows whose first day lies in `[from, until)`: those of this version. */
  from: string;
  until: string;
  /** First day that had not begun by `asOf`. */
  end: string;
  /** calendar_id, day, starts_at, ends_at, judgeable_at */
  days: RawBuilder<unknown>;
  /** institution_id, calendar_id */
  calendarOf: RawBuilder<unknown>;
}

/** Shares are written in parts of ten thousand, so that need and got stay whole numbers. */
const SHARE = 10_000;

/**
 * The breaches of a limit on a maintained state as one query, one row per subject and maximal interval of days beyond it.
 * Stages: `move` what comes and goes on which day → `level` the measure from day to day → `beyond` → `island` the
 * intervals → the row, which belongs to the interval's first day.
 */
export function stateLimitQuery(job: StateJob): RawBuilder<unknown> {
  const { rule, asOf, known } = job;
  const parts = job.parts.flatMap((part, i) => [
    sql`${sql.table(`own_${i}`)} as materialized (${ownStretches(job, part)})`,
    sql`${sql.table(`level_${i}`)} as materialized (${levels(job, part, i)})`,
  ]);
  const beyond = job.parts.map(
    (part, i) => sql`
      select id, greatest(day, ${part.from}::date) as f, least(next_day, ${part.until}::date, ${job.end}::date) as u,
        ${needOf(part)}::int as need, ${gotOf(part)}::int as got
      from ${sql.table(`level_${i}`)}
      where alive > 0 and next_day > ${part.from}::date and day < least(${part.until}::date, ${job.end}::date)
        and ${isBeyond(part)}`,
  );
  const places = job.parts.map((_, i) => sql`select id, f, u, institution_id from ${sql.table(`own_${i}`)}`);
  return sql`
    with ${sql.join(parts)},
    day as materialized ${job.days},
    calendar_of as materialized ${job.calendarOf},
    place as (${sql.join(places, sql` union `)}),
    beyond as (${sql.join(beyond, sql` union all `)}),
    island as (
      select id, min(f) as f, max(u) as u, (array_agg(need order by f))[1] as need, (array_agg(got order by f))[1] as got
      from (
        select *, sum(begins) over (partition by id order by f) as no from (
          select *, case when lag(u) over (partition by id order by f) = f then 0 else 1 end as begins from beyond
        ) marked
      ) counted group by id, no
    )
    select ${rule.id} as rule_id, s.id as subject_id, to_char(s.f, 'YYYY-MM-DD') as anchor,
      to_char(s.f, 'YYYY-MM') as period, ${rule.subject} as subject_type, d.starts_at, d.ends_at as until_at,
      ${bearer(rule, known)} as bearer_id, home.institution_id, s.need, s.got,
      case when ${isWaived(rule, known)} then 'waived' when d.ends_at > ${asOf} then 'open'
        when s.u < ${job.end}::date then 'late' else 'breached' end as status,
      d.judgeable_at
    from island s
    join lateral (select institution_id from place where id = s.id and f <= s.f and u > s.f limit 1) home on true
    left join calendar_of k on k.institution_id = home.institution_id
    join day d on d.day = s.f and d.calendar_id = coalesce(k.calendar_id, 0)
    where s.f >= ${job.from}::date and s.f < ${job.until}::date`;
}

/** The subject's own days; `c0` says whether the rule is about him on them. */
export function ownStretches(
  { vocabulary, known, subjectIds }: LimitJob,
  { rule, parameters }: Pick<LimitPart, 'rule' | 'parameters'>,
): RawBuilder<unknown> {
  const id = sql.ref(`s.${vocabulary.subjects[rule.subject]?.id}`);
  return stretches({
    subject: rule.subject,
    conditions: [rule.where],
    parameters,
    vocabulary,
    known,
    only: subjectIds ? sql`${id} = any(${subjectIds}::bigint[])` : undefined,
  });
}

/** The measure of each subject from day to day: `id, day, next_day, alive, part, whole`. */
function levels(job: StateJob, part: LimitPart, no: number): RawBuilder<unknown> {
  const measure = part.rule.measure as StateMeasure;
  return sql`
    select id, day, lead(day, 1, 'infinity') over ordered as next_day, sum(alive) over ordered as alive,
      sum(part) over ordered as part, sum(whole) over ordered as whole
    from (
      select id, day, sum(alive) as alive, sum(part) as part, sum(whole) as whole from (
        select id, f as day, c0::int as alive, 0 as part, 0 as whole from ${sql.table(`own_${no}`)}
        union all select id, u, - c0::int, 0, 0 from ${sql.table(`own_${no}`)} where u < 'infinity'
        union all ${'held' in measure ? heldMoves(job, part) : peopleMoves(job, part)}
      ) move group by id, day
    ) day_sum
    window ordered as (partition by id order by day)`;
}

/** Whom the people hold: one more from the day on which custody or the condition begins, one less when it ends. */
function heldMoves(job: StateJob, part: LimitPart): RawBuilder<unknown> {
  const { subjectIds } = job;
  return moves(sql`holder`, sql`(${heldDays({ ...job, ...part }, part.rule.measure as HeldMeasure, subjectIds)}) x`);
}

/** The people whose place lies in the institution's subtree. */
function peopleMoves(job: StateJob, part: LimitPart): RawBuilder<unknown> {
  const { subjectIds } = job;
  const only = subjectIds ? sql`and o.id = any(${subjectIds}::bigint[])` : sql``;
  const days = stretches({ ...measured({ ...job, ...part }, part.rule.measure as StateMeasure), subject: 'staff' });
  return moves(
    sql`o.id`,
    sql`(${days}) x
      join institution i on i.id = x.institution_id join institution o on i.ord >= o.ord and i.ord < o.ord_until ${only}`,
  );
}

type HeldMeasure = Extract<Measure, { held: string }>;
type Words = Pick<Population, 'parameters' | 'vocabulary' | 'known'>;

function heldDays(words: Words, measure: HeldMeasure, holders: number[] | undefined): RawBuilder<unknown> {
  const { held } = measure;
  const holder = sql.ref(`h.${words.vocabulary.relations[held]?.holder}`);
  const only = holders ? sql`${holder} = any(${holders}::bigint[])` : undefined;
  return stretches({ ...measured(words, measure), subject: 'customer', held, only });
}

/** `c0` the whole, `c1` what is counted of it. */
function measured(
  { vocabulary, known, parameters }: Words,
  { where, of }: StateMeasure,
): Omit<Population, 'subject' | 'held' | 'only'> {
  return { conditions: [of?.where, where], parameters, vocabulary, known };
}

/** Those of whom one subject's measure is made: their days `id, f, u`, `c0` in the whole and `c1` counted of it. */
export function measuredSubjects(
  words: Words,
  measure: StateMeasure,
  subjectId: number,
): { subject: 'customer' | 'staff'; days: RawBuilder<unknown> } {
  if ('held' in measure) return { subject: 'customer', days: heldDays(words, measure, [subjectId]) };
  const everybody = stretches({ ...measured(words, measure), subject: 'staff' });
  const days = sql`
    select x.* from (${everybody}) x join institution i on i.id = x.institution_id
    join institution o on o.id = ${subjectId} and i.ord >= o.ord and i.ord < o.ord_until`;
  return { subject: 'staff', days };
}

function moves(id: RawBuilder<unknown>, source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select ${id}, x.f, 0, (c0 and c1)::int, c0::int from ${source}
    union all select ${id}, x.u, 0, - (c0 and c1)::int, - c0::int from ${source} where x.u < 'infinity'`;
}

const isShare = ({ measure }: LimitRule) => measure.of !== undefined;

/** The bound that breaks the limit, its tolerance included, as an exact number. */
function bound({ rule, parameters }: Pick<LimitPart, 'rule' | 'parameters'>): RawBuilder<unknown> {
  const limit = sql`${String(constantOf(rule.atMost ?? rule.atLeast ?? 0, parameters))}::numeric`;
  const tolerance = sql`${String(constantOf(rule.tolerance, parameters))}::numeric`;
  return rule.atMost === undefined ? sql`(${limit} - ${tolerance})` : sql`(${limit} + ${tolerance})`;
}

/** Whether `part` (of `whole`) is beyond the limit. A share of nothing is not. */
export function isBeyond(part: Pick<LimitPart, 'rule' | 'parameters'>): RawBuilder<boolean> {
  const { rule } = part;
  const sign = rule.atMost === undefined ? sql`<` : sql`>`;
  if (!isShare(rule)) return sql`part ${sign} ${bound(part)}`;
  return sql`(whole > 0 and part ${sign} ${bound(part)} * whole)`;
}

export function needOf({ rule, parameters }: Pick<LimitPart, 'rule' | 'parameters'>): RawBuilder<unknown> {
  const limit = sql`${String(constantOf(rule.atMost ?? rule.atLeast ?? 0, parameters))}::numeric`;
  return isShare(rule) ? sql`round(${limit} * ${SHARE}::int)` : sql`round(${limit})`;
}

export function gotOf({ rule }: Pick<LimitPart, 'rule'>): RawBuilder<unknown> {
  return isShare(rule) ? sql`round(part::numeric * ${SHARE}::int / whole)` : sql`part`;
}

/** Who answers for the subject `s` whose place is `home`: himself, or the officer of the first day `s.f`. */
export function bearer(rule: LimitRule, known: Date): RawBuilder<unknown> {
  if (rule.bearer === 'subject') return sql`s.id`;
  if (typeof rule.bearer !== 'object') throw new Error('a limit is borne by its subject or an officer');
  return officerAt(rule.bearer.officer, { institution: sql`home.institution_id`, day: sql`s.f`, known });
}

export function isWaived(rule: LimitRule, known: Date): RawBuilder<boolean> {
  return sql`exists (
    select from waiver w
    left join institution o on o.id = w.institution_id left join institution i on i.id = home.institution_id
    where w.rule_id = ${rule.id} and ${inForceAt('w', known)} and s.f >= w.from_date and s.f < w.until_date
      and (w.subject_id = s.id or (w.subject_id is null and i.ord >= o.ord and i.ord < o.ord_until)))`;
}
