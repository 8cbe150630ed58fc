import { sql } from 'kysely';
import {
  amount,
  applyVersions,
  date,
  defineImporter,
  type Ledger,
  number,
  oneOf,
  planVersions,
  refuseLines,
  refuseStale,
  text,
  wholeNumber,
} from '../../platform/importing/public.ts';

const CLASSES = ['正常', '关注', '次级', '可疑', '损失'];

const ledger: Ledger = {
  table: 'loan_note',
  key: ['no'],
  content: [
    'customer_id',
    'staff_id',
    'product',
    'amount',
    'granted_on',
    'due_on',
    'outstanding',
    'class',
    'overdue_days',
    'data_date',
  ],
  keepsVersions: true,
  newest: 'data_date',
};

/** 依据 CUS-17: loan notes as they stood on the file's 数据日期. */
export const loansImporter = defineImporter({
  kind: 'loans',
  title: '借据',
  register: 'loan_note',
  columns: [
    { name: '借据号', id: 'no', type: number, key: true },
    { name: '客户号', id: 'customer_no', type: number, required: true },
    { name: '工号', id: 'staff_no', type: number },
    { name: '品种', id: 'product', type: text(100) },
    { name: '金额', id: 'amount', type: amount(), whenEmpty: '0' },
    { name: '放款日期', id: 'granted_on', type: date, required: true },
    { name: '到期日期', id: 'due_on', type: date, required: true },
    { name: '余额', id: 'outstanding', type: amount(), whenEmpty: '0' },
    { name: '五级分类', id: 'class', type: oneOf(CLASSES) },
    { name: '逾期天数', id: 'overdue_days', type: wholeNumber, whenEmpty: '0' },
    { name: '数据日期', id: 'stated_date', type: date },
  ],
  // A later state of a note cannot have been known when the money was paid out.
  knownFrom: ['stated_date', 'granted_on'],
  resolve: {
    joins: sql`left join customer k on k.no = r.customer_no left join staff s on s.no = r.staff_no`,
    columns: {
      customer_id: sql`k.id`,
      staff_id: sql`s.id`,
      data_date: sql`coalesce(r.stated_date, r.granted_on)`,
    },
    refuse: [
      {
        when: sql`r.customer_no is not null and k.id is null`,
        text: sql`'客户号 ' || r.customer_no || ' 不存在，请先导入客户'`,
      },
      {
        when: sql`r.staff_no is not null and s.id is null`,
        text: sql`'工号 ' || r.staff_no || ' 不存在，请先导入员工'`,
      },
      { when: sql`r.due_on < r.granted_on`, text: sql`'到期日期早于放款日期'` },
    ],
  },
  async plan(run) {
    await refuseLines(
      run,
      sql`select l.row_no, '数据日期早于已入账的 ' || head.data_date || '，不能用更早的数据更正' as text
        from import_line l join loan_note head on head.no = l.no and head.superseded_at is null
        where l.data_date < head.data_date and l.known >= head.recorded_at`,
    );
    await refuseStale(run, ledger);
    await planVersions(run, ledger);
  },
  apply: (run) => applyVersions(run, ledger),
});
