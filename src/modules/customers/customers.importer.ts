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
  text,
} from '../../platform/importing/public.ts';
import { pinyinOf } from '../../platform/text/pinyin.ts';
import { holdInstitutionTree } from '../organisation/public.ts';
import { refreshSearch } from './customer/customer-copies.ts';

const OPTIONAL = ['id_type', 'id_no', 'phone'];

/** What rules read of a customer is kept with its history. */
const history: Ledger = {
  table: 'customer_version',
  key: ['customer_id'],
  content: ['opened_on', 'institution_id', 'kind'],
  keepsVersions: true,
};

/** A column that the file does not have leaves what is known of it as it is. */
const entity = (run: ImportRun): Ledger => ({
  table: 'customer',
  key: ['no'],
  content: ['name', 'kind', 'institution_id', 'opened_on', ...OPTIONAL.filter(run.has)],
  keepsVersions: false,
  carry: ['opened_on'],
});

/** 依据 CUS-3, CUS-17: the customers' basics. */
export const customersImporter = defineImporter({
  kind: 'customers',
  title: '客户',
  register: 'customer',
  columns: [
    { name: '客户号', id: 'no', type: number, key: true },
    { name: '客户名称', id: 'name', type: text(200), required: true },
    { name: '类型', id: 'kind', type: choice({ 对公: 'corporate', 个人: 'individual' }), required: true },
    { name: '机构号', id: 'institution_no', type: number, required: true },
    { name: '建档日期', id: 'opened_on', type: date, required: true },
    { name: '证件类型', id: 'id_type', type: text(50) },
    { name: '证件号', id: 'id_no', type: text(50) },
    { name: '联系电话', id: 'phone', type: text(50) },
  ],
  knownFrom: ['opened_on'],
  derived: [{ id: 'pinyin', from: 'name', of: pinyinOf }],
  resolve: {
    joins: sql`left join institution i on i.no = r.institution_no`,
    columns: { institution_id: sql`i.id`, institution_ord: sql`i.ord` },
    refuse: [
      {
        when: sql`r.institution_no is not null and i.id is null`,
        text: sql`'机构号 ' || r.institution_no || ' 不存在，请先导入机构'`,
      },
    ],
  },
  prepare: (run) => holdInstitutionTree(run.db),
  async plan(run) {
    await refuseStale(run, entity(run));
    await planVersions(run, entity(run));
  },
  apply,
  touchedCustomers: () => sql`
    select k.id as customer_id, least(c.opened_on, c.head_opened_on) as since
    from import_change c join customer k on k.no = c.no`,
});

async function apply(run: ImportRun): Promise<void> {
  const present = OPTIONAL.filter(run.has);
  const taken = present.map((name) => sql`, ${sql.ref(name)} = excluded.${sql.ref(name)}`);
  const columns = ['name', 'pinyin', 'kind', 'institution_id', 'institution_ord', 'opened_on', ...OPTIONAL];
  await sql`
    insert into customer as k (no, ${sql.join(columns.map((name) => sql.ref(name)))}, recorded_at)
    select c.no, ${sql.join(columns.map((name) => sql.ref(`c.${name}`)))}, c.known from ${lastChanges('no')} c
    on conflict (no) do update set name = excluded.name, pinyin = excluded.pinyin, kind = excluded.kind,
      institution_id = excluded.institution_id, institution_ord = excluded.institution_ord,
      opened_on = excluded.opened_on, recorded_at = excluded.recorded_at, version = k.version + 1
      ${sql.join(taken, sql``)}`.execute(run.db);
  await sql`
    create temp table customer_line on commit drop as
    select k.id as customer_id, c.opened_on, c.institution_id, c.kind, c.known, c.row_no, c.problem
    from import_change c join customer k on k.no = c.no`.execute(run.db);
  await refreshSearch(run.db, sql`select customer_id from customer_line`);
  await planVersions(run, history, { source: 'customer_line', target: 'customer_change' });
  await applyVersions(run, history, {}, sql.table('customer_change'));
}
