import { type RawBuilder, sql } from 'kysely';
import type { RecurringJob } from './recurring.ts';

/**
 * A duty handed over near its period's end lasts longer, and dates in the extension go to it first (docs/rules.md,
 * 移交). Handovers near an end are few, so this part works only on the subjects that have one; `carry` walks each
 * subject's extended duties in order, because a date that an older duty took is gone for the next.
 */
export function extensionCtes({ rule }: RecurringJob): RawBuilder<unknown>[] {
  const credited = rule.edges.credit === 'bearer';
  const creditedTo = (bearer: RawBuilder<unknown>) => (credited ? sql`and r.actor = ${bearer}` : sql``);
  return [
    // Only a holder of the period's last day whose span began within it can have taken over.
    sql`candidate as (
      select h.id, h.unit_no, h.holder from hold h where h.u = h.unit_end and h.began > h.unit_start)`,
    // Spans of one holder that touch are one span.
    sql`run as (
      select h.id, h.unit_no, h.holder, h.f, h.unit_start, c.holder as last_holder,
        lag(h.holder) over w is distinct from h.holder or lag(h.u) over w is distinct from h.f as begins
      from hold h join candidate c on c.id = h.id and c.unit_no = h.unit_no
      window w as (partition by h.id, h.unit_no order by h.f))`,
    sql`takeover as (
      select id, unit_no, last_holder, max(f) filter (where begins) as since, min(f) as first_held
      from run group by id, unit_no, last_holder)`,
    sql`extension as materialized (
      select t.id, t.unit_no, d.extends_until[t.since - b.unit_start + 1] as until,
        d.extends_until_at[t.since - b.unit_start + 1] as until_at,
        d.extends_judgeable_at[t.since - b.unit_start + 1] as judgeable_at
      from takeover t
      join base b on b.id = t.id and b.unit_no = t.unit_no and not b.void
      join day d on d.unit_no = b.unit_no and d.calendar_id = b.calendar_id
      where t.since > b.unit_start and d.extends_until[t.since - b.unit_start + 1] > b.unit_end
        and exists (
          select from run r
          where r.id = t.id and r.unit_no = t.unit_no and r.f < t.since and r.holder <> t.last_holder))`,
    sql`link as materialized (
      select b.id, b.unit_no, b.need, b.bearer, ${dayToken(sql`b.unit_start`)} as from_token,
        ${dayToken(sql`b.unit_end`)} as end_token, ${dayToken(sql`e.until`)} as until_token,
        row_number() over (partition by b.id order by b.unit_start) as step
      from extension e join base b on b.id = e.id and b.unit_no = e.unit_no)`,
    sql`token_list as materialized (
      select id, array_agg(token order by token) as tokens, array_agg(actor order by token) as actors
      from hit where id in (select id from link) group by id)`,
    sql`carry as (
      select id, 0::bigint as step, null::int as unit_no, array[]::bigint[] as taken, 0 as extra from token_list
      union all
      select c.id, l.step, l.unit_no, c.taken || a.added, cardinality(a.added)
      from carry c
      join link l on l.id = c.id and l.step = c.step + 1
      join token_list t on t.id = c.id
      cross join lateral (
        select count(distinct r.token) as got from unnest(t.tokens, t.actors) as r(token, actor)
        where r.token >= l.from_token and r.token < l.end_token and r.token <> all(c.taken) ${creditedTo(sql`l.bearer`)}
      ) own
      cross join lateral (
        select coalesce(array_agg(p.token), array[]::bigint[]) as added from (
          select distinct r.token from unnest(t.tokens, t.actors) as r(token, actor)
          where r.token >= l.end_token and r.token < l.until_token and r.token <> all(c.taken) ${creditedTo(sql`l.bearer`)}
          order by r.token limit greatest(l.need - own.got, 0)
        ) p
      ) a)`,
    sql`lent as (
      select b.id, b.unit_no, (
          select count(distinct r.token) from unnest(t.tokens, t.actors) as r(token, actor)
          where r.token >= ${dayToken(sql`b.unit_start`)} and r.token < ${dayToken(sql`b.unit_end`)}
            and r.token <> all(f.taken) ${creditedTo(sql`b.bearer`)}
        )::int + coalesce(c.extra, 0) as got
      from token_list t
      join (select distinct on (id) id, taken from carry order by id, step desc) f on f.id = t.id
      join base b on b.id = t.id
      left join carry c on c.id = b.id and c.unit_no = b.unit_no)`,
  ];
}

/** The smallest token of a day; see `hit`. */
function dayToken(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`((${day} - date '2000-01-01')::bigint * 1000000)`;
}
