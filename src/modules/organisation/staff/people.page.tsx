import type { RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import styles from './person.module.css';
import { PersonDetail } from './person-detail.tsx';
import { staff } from './staff.register.ts';

function compact(row: RegisterRow) {
  return (
    <div className={styles.compact}>
      <span className={styles.name}>{String(row.name)}</span>
      <span className={styles.note}>
        {String(row.no)} · {String(row.institution_id_label ?? '无在任岗位')}
      </span>
    </div>
  );
}

/** 依据 ORG-2: the people; a person opens with his posts and what he serves. */
export default function PeoplePage() {
  return (
    <RegisterListPage
      register={staff}
      base="/people"
      title="人员"
      compact={compact}
      detailExtra={(row) => <PersonDetail staffId={row.id} />}
    />
  );
}
