import { type RawBuilder, sql } from 'kysely';
import { countable, isMarked, ownerOf } from './facts.ts';
import type { RecurringJob } from './recurring.ts';

/**
 * A duty handed over near its period's end lasts longer, and dates in the extension go to it first (docs/rules.md,
 * 移交). Handovers near an end are few, so this part looks at the facts again for the few subjects that have one: `turn`
 * holds what qualifies for each of their duties by its own rule, `carry` walks these in order, because a date that an
 * older duty took is gone for the next.
 */
export function extensionCtes(job: RecurringJob): RawBuilder<unknown>[] {
  return [
    // Only a holder of the period's last day whose span began within it can have taken over.
    sql`candidate as (
      select h.id, h.unit_no, h.holder from hold h where h.u = h.unit_end and h.began > h.unit_start)`,
    // Spans of one holder that touch are one span.
    sql`run as (
      select h.id, h.unit_no, h.holder, h.f, c.holder as last_holder,
        lag(h.holder) over w is distinct from h.holder or lag(h.u) over w is distinct from h.f as begins
      from hold h join candidate c on c.id = h.id and c.unit_no = h.unit_no
      window w as (partition by h.id, h.unit_no order by h.f))`,
    sql`takeover as (
      select id, unit_no, last_holder, max(f) filter (where begins) as since
      from run group by id, unit_no, last_holder)`,
    sql`extension as materialized (
      select b.id, b.unit_no, b.rule_no, d.extends_until[t.since - b.unit_start + 1] as until,
        d.extends_until_at[t.since - b.unit_start + 1] as until_at,
        d.extends_judgeable_at[t.since - b.unit_start + 1] as judgeable_at
      from takeover t
      join base b on b.id = t.id and b.unit_no = t.unit_no and not b.void
      join day d on d.unit_no = b.unit_no and d.calendar_id = b.calendar_id
      where t.since > b.unit_start and d.extends_until[t.since - b.unit_start + 1] > b.unit_end
        and exists (
          select from run r
          where r.id = t.id and r.unit_no = t.unit_no and r.f < t.since and r.holder <> t.last_holder))`,
    sql`turn as materialized (
      select b.id, b.rule_no, b.unit_no, b.need, ${nameOfDay(sql`b.unit_end`)} as end_name, q.names,
        row_number() over (partition by b.id, b.rule_no order by b.unit_start) as step
      from base b
      join (select distinct id, rule_no from extension) x on x.id = b.id and x.rule_no = b.rule_no
      join unit u on u.unit_no = b.unit_no
      join ruling r on r.variant = u.variant and r.rule_no = b.rule_no
      join day d on d.unit_no = b.unit_no and d.calendar_id = b.calendar_id
      left join extension e on e.id = b.id and e.unit_no = b.unit_no and e.rule_no = b.rule_no
      cross join lateral (${names(job)}) q)`,
    sql`carry as (
      select id, rule_no, 0::bigint as step, null::int as unit_no, array[]::text[] collate "C" as spent,
        array[]::text[] collate "C" as added,
        0 as got
      from turn where step = 1
      union all
      select t.id, t.rule_no, t.step, t.unit_no, c.spent || c.added, p.added, own.got + cardinality(p.added)
      from carry c
      join turn t on t.id = c.id and t.rule_no = c.rule_no and t.step = c.step + 1
      cross join lateral (
        select count(*)::int as got from unnest(t.names) n where n < t.end_name and n <> all(c.spent || c.added)
      ) own
      cross join lateral (
        select coalesce(array_agg(n), array[]::text[]) as added from (
          select n from unnest(t.names) n where n >= t.end_name and n <> all(c.spent || c.added)
          order by n limit greatest(t.need - own.got, 0)
        ) first
      ) p)`,
  ];
}

/**
 * What qualifies for the duty `b` from its first day to its extension's last, in order. By the index, whatever the plan
 * of the rest: `offset 0` keeps the planner from scanning all facts for these few subjects.
 */
function names(job: RecurringJob): RawBuilder<unknown> {
  return sql`
    select coalesce(array_agg(distinct ${nameOf('u')}), array[]::text[]) as names
    from (
      select * from fact f
      where ${ownerOf(job)} = b.id and f.biz_date >= b.unit_start and f.biz_date < coalesce(e.until, b.unit_end) offset 0
    ) f
    where ${countable(job, sql`b.unit_start`)} and ${isMarked(job)} and (not u.credited or f.actor_id = b.bearer)`;
}

/**
 * What a duty spends, as a text that sorts by time and is the same for every duty: the date of the fact `f`, or the fact
 * itself where the unit `unit` counts each.
 */
export function nameOf(unit: string): RawBuilder<unknown> {
  return sql`(${nameOfDay(sql`f.biz_date`)} || case when ${sql.ref(`${unit}.each_fact`)}
    then to_char(f.occurred_at at time zone 'UTC', ' YYYY-MM-DD HH24:MI:SS.US ') || f.key else '' end) collate "C"`;
}

function nameOfDay(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${day}, 'YYYY-MM-DD') collate "C"`;
}
