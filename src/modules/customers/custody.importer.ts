import { sql } from 'kysely';
import {
  applyVersions,
  choice,
  date,
  defineImporter,
  type ImportRun,
  type Ledger,
  number,
  planVersions,
  refuseLines,
  refuseStale,
  rowsOf,
} from '../../platform/importing/public.ts';
import { findOverlaps, type PrimarySpan } from './custody/overlap.rules.ts';
import { refreshServing } from './customer/customer-copies.ts';

const ledger: Ledger = {
  table: 'custody',
  key: ['customer_id', 'valid_from', 'role'],
  content: ['staff_id', 'valid_until'],
  keepsVersions: true,
};

/** 依据 CUS-6: who serves the customer. 主办 spans of a customer do not overlap. */
export const custodyImporter = defineImporter({
  kind: 'custody',
  title: '管户',
  register: 'custody',
  columns: [
    { name: '客户号', id: 'customer_no', type: number, key: true },
    { name: '起始日期', id: 'valid_from', type: date, key: true },
    { name: '角色', id: 'role', type: choice({ 主办: 'primary', 协办: 'assistant' }), key: true },
    { name: '工号', id: 'staff_no', type: number, required: true },
    { name: '终止日期', id: 'valid_until', type: date },
  ],
  knownFrom: ['valid_from'],
  resolve: {
    joins: sql`left join customer k on k.no = r.customer_no left join staff s on s.no = r.staff_no`,
    columns: { customer_id: sql`k.id`, staff_id: sql`s.id` },
    refuse: [
      {
        when: sql`r.customer_no is not null and k.id is null`,
        text: sql`'客户号 ' || r.customer_no || ' 不存在，请先导入客户'`,
      },
      {
        when: sql`r.staff_no is not null and s.id is null`,
        text: sql`'工号 ' || r.staff_no || ' 不存在，请先导入员工'`,
      },
      {
        when: sql`r.valid_until <= r.valid_from`,
        text: sql`'终止日期应晚于起始日期（终止日期是不再管户的第一天）'`,
      },
    ],
  },
  async plan(run) {
    await refuseStale(run, ledger);
    await refuseOverlaps(run);
    await planVersions(run, ledger);
  },
  async apply(run) {
    await applyVersions(run, ledger);
    await refreshServing(run.db, run.today, sql`select distinct customer_id from import_change`);
  },
  touchedCustomers: () => sql`select customer_id, valid_from as since from import_change`,
});

/**
 * The spans as they would be after the file are looked at as a set: the ones of the file over the ones in force. Only
 * customers among whose spans two overlap leave the database, and for them the rows are settled one customer at a time.
 */
async function refuseOverlaps(run: ImportRun): Promise<void> {
  await sql`
    create temp table custody_span on commit drop as
    with of_file as (
      select distinct on (customer_id, valid_from) customer_id, valid_from, valid_until, row_no from import_line
      where problem is null and role = 'primary' order by customer_id, valid_from, known desc, row_no desc
    ), in_force as (
      select customer_id, valid_from, valid_until from custody
      where role = 'primary' and superseded_at is null and customer_id in (select customer_id from of_file)
    )
    select coalesce(f.customer_id, b.customer_id) as customer_id, coalesce(f.valid_from, b.valid_from) as valid_from,
      f.row_no, f.valid_until, b.customer_id is not null as is_known, b.valid_until as known_until
    from of_file f full join in_force b on b.customer_id = f.customer_id and b.valid_from = f.valid_from`.execute(
    run.db,
  );
  const spans = await rowsOf<PrimarySpan>(
    run,
    sql`
      select * from custody_span where customer_id in (
        select customer_id from (
          select customer_id, valid_from < max(coalesce(case when row_no is null then known_until else valid_until end, 'infinity'))
            over (partition by customer_id order by valid_from rows between unbounded preceding and 1 preceding) as is_overlapped
          from custody_span
        ) s where is_overlapped
      ) order by customer_id, row_no`,
  );
  const refused = findOverlaps(spans);
  if (refused.length === 0) return;
  await refuseLines(
    run,
    sql`select row_no, '与该客户另一段主办管户的日期重叠，请先改正前一段的终止日期' as text
      from unnest(${refused}::bigint[]) as row_no`,
  );
}
