import { sql } from 'kysely';
import {
  applyVersions,
  choice,
  date,
  defineImporter,
  type ImportRun,
  type Ledger,
  lastChanges,
  number,
  planVersions,
  refuseStale,
} from '../../platform/importing/public.ts';
import { holdInstitutionTree } from '../organisation/public.ts';

const entity: Ledger = {
  table: 'leave',
  key: ['no'],
  content: ['staff_id', 'from_date', 'to_date', 'state'],
  keepsVersions: false,
  carry: ['staff_id', 'from_date'],
};

/** What rules read of a leave is kept with its history. */
const history: Ledger = {
  table: 'leave_version',
  key: ['leave_id'],
  content: ['staff_id', 'valid_from', 'valid_until', 'counts'],
  keepsVersions: true,
};

/** 依据 CUS-1, RULES 边界“请假”: leave as the bank's attendance system has it. Both dates are days of the leave. */
export const leavesImporter = defineImporter({
  kind: 'leaves',
  title: '请假',
  register: 'leave',
  columns: [
    { name: '流水号', id: 'no', type: number, key: true },
    { name: '工号', id: 'staff_no', type: number, required: true },
    { name: '起始日期', id: 'from_date', type: date, required: true },
    { name: '终止日期', id: 'to_date', type: date, required: true },
    {
      name: '状态',
      id: 'state',
      type: choice({ 已批准: 'approved', 已销假: 'returned', 已撤销: 'cancelled' }),
      required: true,
    },
  ],
  knownFrom: ['from_date'],
  resolve: {
    joins: sql`left join staff s on s.no = r.staff_no`,
    columns: { staff_id: sql`s.id` },
    refuse: [
      {
        when: sql`r.staff_no is not null and s.id is null`,
        text: sql`'工号 ' || r.staff_no || ' 不存在，请先导入员工'`,
      },
      { when: sql`r.to_date < r.from_date`, text: sql`'终止日期早于起始日期（请假含首尾两天）'` },
    ],
  },
  prepare: (run) => holdInstitutionTree(run.db),
  async plan(run) {
    await refuseStale(run, entity);
    await planVersions(run, entity);
  },
  apply,
  touchedOthers: () => sql`
    select 'staff', staff_id, from_date from import_change
    union all select 'staff', head_staff_id, head_from_date from import_change where head_staff_id is not null`,
  touchedCustomers: () => sql`
    select custody.customer_id, c.since
    from (
      select staff_id, from_date as since from import_change
      union all select head_staff_id, head_from_date from import_change where head_staff_id is not null
    ) c join custody on custody.staff_id = c.staff_id and custody.superseded_at is null`,
});

async function apply(run: ImportRun): Promise<void> {
  await sql`
    insert into leave as l (no, staff_id, institution_id, institution_ord, state, from_date, to_date, recorded_at)
    select c.no, c.staff_id, i.id, i.ord, c.state, c.from_date, c.to_date, c.known
    from ${lastChanges('no')} c
      left join lateral (
        select institution_id from appointment
        where staff_id = c.staff_id and is_main and superseded_at is null and valid_from <= c.to_date
        order by valid_from desc, id desc limit 1
      ) a on true
      left join institution i on i.id = a.institution_id
    on conflict (no) do update set staff_id = excluded.staff_id, institution_id = excluded.institution_id,
      institution_ord = excluded.institution_ord, state = excluded.state, from_date = excluded.from_date,
      to_date = excluded.to_date, recorded_at = excluded.recorded_at, version = l.version + 1`.execute(run.db);
  await sql`
    create temp table leave_line on commit drop as
    select l.id as leave_id, c.staff_id, c.from_date as valid_from, c.to_date + 1 as valid_until,
      c.state in ('approved', 'returned') as counts, c.known, c.row_no, c.problem
    from import_change c join leave l on l.no = c.no`.execute(run.db);
  await planVersions(run, history, { source: 'leave_line', target: 'leave_change' });
  await applyVersions(run, history, {}, sql.table('leave_change'));
}
