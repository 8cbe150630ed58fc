import type { Period } from '../../src/kernel/calendar/index.ts';

/** A tier: customers whose money is in [from, until) owe `need` dates a period; `method` null counts any contact. */
export type Tier = { rule: string; from: number; until: number | null; need: number; method: 'visit' | null };

/** The monthly rules of the template. */
export const MONTHLY_TIERS: readonly Tier[] = [
  { rule: 'CUS-1a', from: 5e6, until: null, need: 2, method: 'visit' },
  { rule: 'CUS-1b', from: 1e6, until: 5e6, need: 1, method: 'visit' },
  { rule: 'CUS-2', from: 100e6, until: null, need: 1, method: null },
];

/**
 * The floor: the question of CUS-1 and CUS-2 for one month, answered from the facts by one set-based statement such as
 * a good engineer writes for a report. Same meaning as the rules: tier by the balance in force, custody, days of leave
 * taken out, the share of workdays, distinct dates, entry grace. Left out is only what a report would leave out: the
 * extension after a late hand-over. $1 for each day of the period and the one after it the workdays before it, $2 for the
 * same days when the grace of an entry ends.
 */
export function plainSql(
  { start, end }: Period,
  tiers: readonly Tier[],
  { onlyShort }: { onlyShort: boolean },
): string {
  const tierRows = tiers.map(({ rule, from, until, need, method }) => {
    return `('${rule}', ${from}::numeric, ${until ?? 'null'}::numeric, ${need}, ${method ? `'${method}'` : 'null'})`;
  });
  const workdaysBefore = (day: string) => `($1::int[])[${day} - date '${start}' + 1]`;
  const workdays = workdaysBefore(`date '${end}'`);
  return `
    with tier (rule, low, high, need, method) as (values ${tierRows.join(', ')}
    ), money as (
      select customer_id, greatest(deposit, credit) as money, greatest(valid_from, '${start}') as f, least(u, '${end}') as u
      from (
        select customer_id, deposit, credit, valid_from,
          lead(valid_from, 1, date 'infinity') over (partition by customer_id order by valid_from) as u
        from balance where superseded_at is null and valid_from < '${end}'
      ) b where u > '${start}' and greatest(deposit, credit) >= ${Math.min(...tiers.map(({ from }) => from))}
    ), away as materialized (
      select staff_id, range_agg(daterange(greatest(valid_from, '${start}'), least(valid_until, '${end}'))) as days
      from leave_version where counts and superseded_at is null and valid_from < '${end}' and valid_until > '${start}'
      group by staff_id
    ), held as (
      select h.customer_id, h.staff_id, away.days as away, greatest(h.valid_from, k.opened_on, '${start}') as f,
        least(coalesce(h.valid_until, 'infinity'), '${end}') as u,
        first_value(h.staff_id) over (partition by h.customer_id order by h.valid_from desc) as bearer
      from custody h join customer k on k.id = h.customer_id left join away on away.staff_id = h.staff_id
      where h.role = 'primary' and h.superseded_at is null and h.valid_from < '${end}'
        and (h.valid_until is null or h.valid_until > '${start}')
    ), span as (
      select t.rule, t.need, t.method, m.customer_id, h.bearer, h.away, greatest(m.f, h.f) as f, least(m.u, h.u) as u
      from money m join held h on h.customer_id = m.customer_id and h.f < m.u and h.u > m.f
        join tier t on m.money >= t.low and (t.high is null or m.money < t.high)
    ), eligible as (
      select rule, need, method, customer_id, bearer, sum(
        ${workdaysBefore('u')} - ${workdaysBefore('f')} - case when away is null then 0 else coalesce((
          select sum(${workdaysBefore('least(upper(a), u)')} - ${workdaysBefore('greatest(lower(a), f)')})
          from unnest(away) a where lower(a) < u and upper(a) > f), 0) end) as days
      from span group by rule, need, method, customer_id, bearer
    ), got as (
      select subject_id, count(distinct biz_date) filter (where method = 'visit') as visits,
        count(distinct biz_date) as dates
      from fact
      where kind = 'contact' and biz_date >= '${start}' and biz_date < '${end}' and superseded_at is null
        and not retracted and dated_at < ($2::timestamptz[])[biz_date - date '${start}' + 1]
      group by subject_id
    ), duty_now as (
      select e.rule, e.customer_id, e.bearer, greatest(1, round(e.need * e.days::numeric / ${workdays})) as need,
        coalesce(case when e.method is null then g.dates else g.visits end, 0) as got
      from eligible e left join got g on g.subject_id = e.customer_id
      where e.days * 3 >= ${workdays}
    )
    select rule, customer_id, bearer, need, got from duty_now ${onlyShort ? 'where got < need' : ''}`;
}
