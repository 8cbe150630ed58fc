import { CivilDate } from '../../../web/kit/civil-date.tsx';
import type { RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import styles from '../customer/customer.module.css';
import type { CustodySpan } from '../customer/customer-api.web.ts';
import { CUSTODY_ROLES } from './custody.fields.ts';
import { custody } from './custody.register.ts';

const layout = {
  filters: ['customer_id', 'role', 'staff_id', 'valid_from'],
  widths: { customer_id: 240, valid_from: 160, valid_until: 160, reason: 200 },
};

function compact(row: RegisterRow) {
  const span = row as unknown as CustodySpan;
  return (
    <div className={styles.compact}>
      <span className={styles.compactName}>{span.customer_id_label}</span>
      <span>{span.staff_id_label}</span>
      <span className={styles.compactNote}>{CUSTODY_ROLES[span.role as keyof typeof CUSTODY_ROLES]}</span>
      <span className={styles.compactNote}>
        <CivilDate date={span.valid_from} /> 起
      </span>
    </div>
  );
}

/** 依据 CUS-6: every span of custody in one's scope; handing over is done at the customer. */
export default function CustodyPage() {
  return (
    <RegisterListPage
      register={custody}
      base="/custody"
      title="管户台账"
      creates={false}
      layout={layout}
      compact={compact}
    />
  );
}
