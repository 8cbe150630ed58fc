import { type RawBuilder, sql } from 'kysely';
import type { FactMeasure, FactSelector } from '../../../kernel/rulebook/rule.ts';
import { inForceAt } from './known.ts';
import { bearer, gotOf, isBeyond, isWaived, type LimitJob, needOf, ownStretches } from './limit.ts';
import { selectorCondition } from './selector.ts';

export interface FactLimitJob extends LimitJob {
  /** unit_no, unit_start, unit_end, unit_label, starts_at, ends_at */
  units: RawBuilder<unknown>;
  /** unit_no, calendar_id, judgeable_at */
  unitCalendars: RawBuilder<unknown>;
  /** calendar_id, day, grace_until */
  graces: RawBuilder<unknown>;
  calendarOf: RawBuilder<unknown>;
  /** All periods lie in `[first, end)`. */
  first: string;
  end: string;
  /** First day that had not begun by `asOf`. */
  until: string;
}

/**
 * The periods in which a subject's facts are beyond a limit, one row per subject and period. Stages: `own` whom the rule
 * is about → `scope` in which periods → `counted` the facts → the rows beyond the limit.
 */
export function factLimitQuery(job: FactLimitJob): RawBuilder<unknown> {
  const { rule, asOf, known } = job;
  const measure = rule.measure as FactMeasure;
  const whole = measure.of ? counted(job, measure, measure.of) : sql`0`;
  return sql`
    with unit as materialized ${job.units},
    unit_calendar as materialized ${job.unitCalendars},
    grace as materialized ${job.graces},
    calendar_of as materialized ${job.calendarOf},
    own as materialized (${ownStretches(job, job)}),
    scope as materialized (
      select distinct on (o.id, u.unit_no) o.id, u.*, o.institution_id, coalesce(k.calendar_id, 0) as calendar_id
      from own o join unit u on o.f < least(u.unit_end, ${job.until}::date) and o.u > u.unit_start
      left join calendar_of k on k.institution_id = o.institution_id
      where o.c0 order by o.id, u.unit_no, o.f desc),
    level as materialized (
      select s.id, s.unit_start as f, s.unit_label, s.starts_at, s.ends_at, s.institution_id, k.judgeable_at,
        ${counted(job, measure, measure)} as part, ${whole} as whole
      from scope s join unit_calendar k on k.unit_no = s.unit_no and k.calendar_id = s.calendar_id)
    select ${rule.id} as rule_id, s.id as subject_id, to_char(s.f, 'YYYY-MM-DD') as anchor, s.unit_label as period,
      ${rule.subject} as subject_type, s.starts_at, s.ends_at as until_at, ${bearer(rule, known)} as bearer_id,
      home.institution_id, ${needOf(job)}::int as need, ${gotOf(job)}::int as got,
      case when ${isWaived(rule, known)} then 'waived' when s.ends_at > ${asOf} then 'open' else 'breached' end as status,
      s.judgeable_at
    from level s cross join lateral (select s.institution_id) home
    where ${isBeyond(job)}`;
}

/** How many facts of the subject `s` in its period a selector takes: each once, or each date once. */
function counted(job: FactLimitJob, measure: FactMeasure, selector: FactSelector): RawBuilder<unknown> {
  const { known, asOf } = job;
  const owner = measure.by === 'actor' ? sql`f.actor_id` : sql`f.subject_id`;
  return sql`(
    select ${measure.distinct === 'date' ? sql`count(distinct f.biz_date)` : sql`count(*)`}::int
    from fact f join grace g on g.calendar_id = s.calendar_id and g.day = f.biz_date
    where ${owner} = s.id and f.biz_date >= s.unit_start and f.biz_date < s.unit_end and f.kind = ${selector.fact}
      and f.biz_date >= ${job.first}::date and f.biz_date < ${job.end}::date and ${inForceAt('f', known)}
      and not f.retracted and f.occurred_at < ${asOf} and f.dated_at < g.grace_until and ${selectorCondition(selector, job)})`;
}
