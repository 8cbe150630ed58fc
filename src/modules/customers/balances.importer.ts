import { sql } from 'kysely';
import {
  amount,
  applyVersions,
  date,
  defineImporter,
  type Ledger,
  number,
  planVersions,
  refuseStale,
} from '../../platform/importing/public.ts';

const ledger: Ledger = {
  table: 'balance',
  key: ['customer_id', 'valid_from'],
  content: ['deposit', 'credit', 'loan'],
  keepsVersions: true,
};

/** 依据 CUS-17: balances, in force from their date until the customer's next row. An empty amount is 0. */
export const balancesImporter = defineImporter({
  kind: 'balances',
  title: '余额',
  register: 'balance',
  columns: [
    { name: '客户号', id: 'customer_no', type: number, key: true },
    { name: '日期', id: 'valid_from', type: date, key: true },
    // An overdrawn account is a negative deposit.
    { name: '存款余额', id: 'deposit', type: amount({ negative: true }), whenEmpty: '0' },
    { name: '授信金额', id: 'credit', type: amount(), whenEmpty: '0' },
    { name: '贷款余额', id: 'loan', type: amount(), whenEmpty: '0' },
  ],
  knownFrom: ['valid_from'],
  resolve: {
    joins: sql`left join customer k on k.no = r.customer_no`,
    columns: { customer_id: sql`k.id` },
    refuse: [
      {
        when: sql`r.customer_no is not null and k.id is null`,
        text: sql`'客户号 ' || r.customer_no || ' 不存在，请先导入客户'`,
      },
    ],
  },
  async plan(run) {
    await refuseStale(run, ledger);
    await planVersions(run, ledger);
  },
  async apply(run) {
    await applyVersions(run, ledger);
    await sql`
      update customer k set deposit = b.deposit, credit = b.credit, loan = b.loan
      from (
        select distinct on (customer_id) customer_id, deposit, credit, loan from balance
        where superseded_at is null and valid_from <= ${run.today}::date
          and customer_id in (select customer_id from import_change)
        order by customer_id, valid_from desc
      ) b
      where k.id = b.customer_id and (k.deposit, k.credit, k.loan) is distinct from (b.deposit, b.credit, b.loan)`.execute(
      run.db,
    );
  },
  touchedCustomers: () => sql`select customer_id, valid_from as since from import_change`,
});
