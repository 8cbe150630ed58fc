import { addMonths, type CivilDate } from '../../src/kernel/calendar/index.ts';
import { renumberInstitutions } from '../../src/modules/organisation/public.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { ensureFactPartitions } from '../../src/platform/db/partitions.ts';

export type Size = { customers: number; managers: number };
export type Times = { firstMonth: CivilDate; months: number; now: Date };

const MANAGERS_PER_OUTLET = 5;
const OUTLETS_PER_BRANCH = 10;
const KNOWN = `'2020-01-01 00:00+08'::timestamptz`;

/** A share in [0, 1) that depends on a number and a salt only: the same data on every machine. */
const share = (of: string, salt: number) => `((hashint8extended(${of}, ${salt}) & 1048575) / 1048576.0)`;

/**
 * Fills an empty schema set by set, in SQL. Of 1,000 customers 8 are core, 70 more major, 190 more middle ones; a month
 * has as many contacts as there are customers, of which the major ones get more.
 */
export async function generate({ pool, kysely }: Database, size: Size, times: Times): Promise<void> {
  await pool.query(institutions(size));
  await renumberInstitutions(kysely);
  await pool.query(people(size));
  await pool.query(customers(size, times));
  await pool.query(ledgers(times));
  const months = Array.from({ length: times.months + 1 }, (_, index) => addMonths(times.firstMonth, index));
  await ensureFactPartitions(kysely, months);
  for (const month of months) {
    await pool.query(contacts(size, month, times.now));
  }
  await pool.query(copies());
}

function institutions({ managers }: Size): string {
  const outlets = Math.ceil(managers / MANAGERS_PER_OUTLET);
  const branches = Math.ceil(outlets / OUTLETS_PER_BRANCH);
  const columns = 'insert into institution (no, name, type, parent_id, opened_on, recorded_at)';
  return `
    ${columns} values ('0', '总行', '总行', null, '2010-01-01', ${KNOWN});
    ${columns} select 'B' || n, '分行' || n, '分行', (select id from institution where no = '0'), '2010-01-01', ${KNOWN}
      from generate_series(1, ${branches}) n;
    ${columns} select 'O' || n, '支行' || n, '支行',
        (select id from institution where no = 'B' || (1 + (n - 1) / ${OUTLETS_PER_BRANCH})), '2010-01-01', ${KNOWN}
      from generate_series(1, ${outlets}) n;`;
}

function people({ managers }: Size): string {
  const outlets = Math.ceil(managers / MANAGERS_PER_OUTLET);
  const outletOf = `'O' || (1 + (n - 1) / ${MANAGERS_PER_OUTLET})`;
  const columns = 'insert into staff (no, name, joined_on, institution_id, institution_ord, recorded_at)';
  return `
    ${columns} select 'M' || lpad(n::text, 6, '0'), '客户经理' || n, '2012-01-01', i.id, i.ord, ${KNOWN}
      from generate_series(1, ${managers}) n join institution i on i.no = ${outletOf};
    ${columns} select 'P' || lpad(n::text, 4, '0'), '行长' || n, '2012-01-01', i.id, i.ord, ${KNOWN}
      from generate_series(1, ${outlets}) n join institution i on i.no = 'O' || n;
    insert into appointment (staff_id, post, institution_id, institution_ord, valid_from, recorded_at)
      select id, case left(no, 1) when 'M' then '客户经理' else '支行行长' end, institution_id, institution_ord,
        '2012-01-01', ${KNOWN} from staff order by id;
    insert into leave (no, staff_id, institution_id, institution_ord, state, from_date, to_date, recorded_at)
      select 'L' || s.id || '-' || k, s.id, s.institution_id, s.institution_ord, 'approved', f.day, f.day + f.days, ${KNOWN}
      from staff s, generate_series(1, 8) k, lateral (
        select current_date - (k * 50) + (${share('s.id', 41)} * 30)::int as day, (${share('s.id + k', 42)} * 6)::int as days
      ) f where left(s.no, 1) = 'M';
    insert into leave_version (leave_id, staff_id, valid_from, valid_until, counts, recorded_at)
      select id, staff_id, from_date, to_date + 1, true, ${KNOWN} from leave;`;
}

/** Customers of one manager follow each other in steps, so that every outlet has some of each size. */
function customers({ customers: count, managers }: Size, { firstMonth }: Times): string {
  return `
    insert into customer (no, name, kind, institution_id, institution_ord, opened_on, holder_id, recorded_at)
      select 'C' || lpad(n::text, 8, '0'), '客户' || n, case when n % 3 = 0 then 'corporate' else 'individual' end,
        s.institution_id, s.institution_ord,
        case when ${share('n', 1)} < 0.96 then date '2018-01-01'
          else date '${firstMonth}' + (${share('n', 2)} * 390)::int end,
        s.id, ${KNOWN}
      from generate_series(1, ${count}) n join staff s on s.no = 'M' || lpad((1 + (n - 1) % ${managers})::text, 6, '0')
      order by s.institution_ord, n;
    insert into customer_version (customer_id, recorded_at, opened_on, institution_id, kind)
      select id, ${KNOWN}, opened_on, institution_id, kind from customer;`;
}

/** One or two balances, of which some lift the customer over a line; four in a hundred change hands once. */
function ledgers({ firstMonth }: Times): string {
  const place = `(substr(c.no, 2)::int % 1000)`;
  const level = `case when ${place} < 8 then 150e6 when ${place} < 78 then 8e6 when ${place} < 268 then 2e6 else 3e5 end`;
  const day = `date '${firstMonth}' + 30 + (${share('c.id', 11)} * 330)::int`;
  return `
    insert into balance (customer_id, valid_from, deposit, credit, loan, recorded_at)
      select c.id, c.opened_on, round((${level}) * (0.7 + ${share('c.id', 12)} * 0.55)), 0, 0, ${KNOWN} from customer c
      order by c.id;
    insert into balance (customer_id, valid_from, deposit, credit, loan, recorded_at)
      select c.id, ${day}, round((${level}) * (case when ${share('c.id', 13)} < 0.1 then 3 else 1.02 end)), 0, 0, ${KNOWN}
      from customer c where ${share('c.id', 14)} < 0.5 and ${day} > c.opened_on order by c.id;
    insert into custody (customer_id, role, staff_id, valid_from, valid_until, recorded_at)
      select c.id, 'primary', c.holder_id, c.opened_on, case when ${share('c.id', 15)} < 0.04 and ${day} > c.opened_on
        then ${day} end, ${KNOWN} from customer c order by c.id;
    insert into custody (customer_id, role, staff_id, valid_from, recorded_at)
      select h.customer_id, 'primary', coalesce(heir.id, h.staff_id), h.valid_until, ${KNOWN}
      from custody h join staff s on s.id = h.staff_id
        left join lateral (select id from staff where institution_id = s.institution_id and id > s.id
          and left(no, 1) = 'M' order by id limit 1) heir on true
      where h.valid_until is not null order by h.customer_id;`;
}

/** A month of contacts, those of today and later left out. In the order of the primary key: pages fill once. */
function contacts({ customers: count }: Size, month: CivilDate, now: Date): string {
  const salt = Number(month.replaceAll('-', ''));
  const days = `(date '${month}' + interval '1 month')::date - date '${month}'`;
  return `
    insert into fact (kind, key, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at, reason, result)
    select 'contact', 'B${salt}-' || n, k.id, k.holder_id, k.institution_id,
      case when place < 268 and ${share('n', salt + 2)} < 0.93 then 'visit' else 'phone' end, 'batch',
      day, day + time '09:00' + n % 480 * interval '1 minute', entered, entered, '季度回访', '了解了资金安排'
    from (
      select n, case when n % 1000 >= 268 and ${share('n', salt + 1)} < 0.16
          then n / 1000 * 1000 + 1 + abs(hashint8extended(n, ${salt + 4})) % 78 else n end as picked,
        date '${month}' + (${share('n', salt + 3)} * (${days}))::int % (${days}) as day
      from generate_series(1, ${count}) n
    ) plan
    join customer k on k.no = 'C' || lpad(least(picked, ${count})::text, 8, '0')
    cross join lateral (select substr(k.no, 2)::int % 1000 as place,
      (day + time '18:00' + (case when ${share('n', salt + 5)} < 0.04 then 7 else 0 end) * interval '1 day')::timestamptz
        as entered) e
    where entered < '${now.toISOString()}'::timestamptz
    order by k.id, day;`;
}

/** What the ledgers copy to the customer's own row. */
function copies(): string {
  return `
    update customer c set deposit = b.deposit from (
      select distinct on (customer_id) customer_id, deposit from balance where valid_from <= current_date
      order by customer_id, valid_from desc) b where b.customer_id = c.id;
    update customer c set holder_id = h.staff_id from custody h
      where h.customer_id = c.id and h.valid_from <= current_date and (h.valid_until is null or h.valid_until > current_date)
        and h.staff_id <> c.holder_id;
    update customer c set last_contact_on = f.day from (
      select subject_id, max(biz_date) as day from fact group by subject_id) f where f.subject_id = c.id;`;
}
