import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Money } from '../../../web/kit/money.tsx';
import type { RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import styles from './customer.module.css';
import { customer } from './customer.register.ts';
import type { Customer } from './customer-api.web.ts';
import { CustomerPanel } from './customer-panel.tsx';

function compact(row: RegisterRow) {
  const { name, no, holder_id_label, deposit, last_contact_on } = row as unknown as Customer;
  return (
    <div className={styles.compact}>
      <span className={styles.compactName}>{name}</span>
      <span className={styles.compactMoney}>
        <Money yuan={deposit} />
      </span>
      <span className={styles.compactNote}>
        {no} · {holder_id_label ?? '未分配'}
      </span>
      <span className={styles.compactNote}>
        {last_contact_on === null ? '从未联系' : <CivilDate date={last_contact_on} />}
      </span>
    </div>
  );
}

const widths = { name: 216, no: 104, deposit: 136, credit: 136, loan: 136 };
const money = ['deposit', 'credit', 'last_contact_on'];

/** To a relationship manager the institution and the holder of his customers say nothing. */
const ownLayout = {
  filters: ['kind', 'deposit', 'last_contact_on'],
  columns: ['name', 'no', 'kind', 'loan', ...money],
  widths,
};
const scopeLayout = {
  filters: ['institution_id', 'holder_id', 'kind', 'deposit', 'last_contact_on'],
  columns: ['name', 'no', 'institution_id', 'holder_id', ...money],
  widths,
};

/** The customers in one's scope; a relationship manager's are his own. */
export default function CustomersPage() {
  const { role } = useCapacity();
  return (
    <RegisterListPage
      register={customer}
      base="/customers"
      title={role === 'rm' ? '我的客户' : '客户'}
      layout={role === 'rm' ? ownLayout : scopeLayout}
      compact={compact}
      panel={(id, close) => <CustomerPanel key={id} id={Number(id)} onClose={close} />}
    />
  );
}
