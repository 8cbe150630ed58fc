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
 * extension after a late hand-over. $1 workdays: days with the number of workdays before each, $2 the same days' last
 * instants of entry.
 */
export function plainSql(
  { start, end }: Period,
  tiers: readonly Tier[],
  { onlyShort }: { onlyShort: boolean },
): string {
  const tierRows = tiers.map(({ rule, from, until, need, method }) => {
    return `('${rule}', ${from}::numeric, ${until ?? 'null'}::numeric, ${need}, ${method ? `'${method}'` : 'null'})`;
  });
  return `
    with cal as materialized (
      select day, before, entered_until from unnest($1::date[], $2::int[], $3::timestamptz[]) c (day, before, entered_until)
    ), total as (
      select max(before) - min(before) as workdays from cal
    ), tier (rule, low, high, need, method) as (values ${tierRows.join(', ')}
    ), money as (
      select customer_id, greatest(deposit, credit) as money, greatest(valid_from, '${start}') as f, least(u, '${end}') as u
      from (
        select customer_id, deposit, credit, valid_from,
          lead(valid_from, 1, date 'infinity') over (partition by customer_id order by valid_from) as u
        from balance where superseded_at is null and valid_from < '${end}'
      ) b where u > '${start}' and greatest(deposit, credit) >= ${Math.min(...tiers.map(({ from }) => from))}
    ), held as (
      select h.customer_id, h.staff_id, greatest(h.valid_from, k.opened_on, '${start}') as f,
        least(coalesce(h.valid_until, 'infinity'), '${end}') as u
      from custody h join customer k on k.id = h.customer_id
      where h.role = 'primary' and h.superseded_at is null and h.valid_from < '${end}'
        and (h.valid_until is null or h.valid_until > '${start}')
    ), away as (
      select staff_id, unnest(range_agg(daterange(greatest(valid_from, '${start}'), least(valid_until, '${end}')))) as days
      from leave_version where counts and superseded_at is null and valid_from < '${end}' and valid_until > '${start}'
      group by staff_id
    ), span as (
      select t.rule, t.need, m.customer_id, h.staff_id, greatest(m.f, h.f) as f, least(m.u, h.u) as u
      from money m join tier t on m.money >= t.low and (t.high is null or m.money < t.high)
        join held h on h.customer_id = m.customer_id and h.f < m.u and h.u > m.f
    ), eligible as (
      select s.rule, s.need, s.customer_id, sum(u.before - f.before - coalesce((
          select sum(au.before - af.before) from away a
            join cal af on af.day = greatest(lower(a.days), s.f) join cal au on au.day = least(upper(a.days), s.u)
          where a.staff_id = s.staff_id and lower(a.days) < s.u and upper(a.days) > s.f), 0)) as days
      from span s join cal f on f.day = s.f join cal u on u.day = s.u
      group by s.rule, s.need, s.customer_id
    ), got as (
      select subject_id, count(distinct biz_date) filter (where method = 'visit') as visits,
        count(distinct biz_date) as dates
      from fact join cal on cal.day = fact.biz_date
      where kind = 'contact' and biz_date >= '${start}' and biz_date < '${end}' and superseded_at is null
        and not retracted and dated_at < cal.entered_until
      group by subject_id
    ), duty_now as (
      select e.rule, e.customer_id, greatest(1, round(e.need * e.days / total.workdays)) as need,
        case when t.method is null then coalesce(g.dates, 0) else coalesce(g.visits, 0) end as got,
        last.staff_id as bearer
      from eligible e cross join total join tier t on t.rule = e.rule left join got g on g.subject_id = e.customer_id
        left join held last on last.customer_id = e.customer_id and last.u = '${end}'
      where e.days * 3 >= total.workdays
    )
    select rule, customer_id, bearer, need, got from duty_now ${onlyShort ? 'where got < need' : ''}`;
}
