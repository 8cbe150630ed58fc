import { Link } from 'wouter';
import type { Json } from '../../../../web/api/json.ts';
import type { DayDuty } from '../my-day.ts';
import { pageOfDuty } from './duty-pages.ts';
import styles from './my-day.module.css';

const isMineToWrite = (state: string | null) => state === 'draft' || state === 'returned';

/** The one click that settles a duty: write the record it is about, confirm it, or go and see the customer. */
export function DutyAction({
  duty,
  onContact,
}: {
  duty: Pick<Json<DayDuty>, 'clause' | 'anchor' | 'subjectType' | 'subjectId' | 'visitId' | 'visitState'>;
  onContact: (customer: number) => void;
}) {
  if (duty.visitId !== null) {
    return isMineToWrite(duty.visitState) ? (
      <Link href={`/visits/${duty.visitId}/edit`} className={styles.do}>
        写记录
      </Link>
    ) : (
      <Link href={duty.visitState === 'submitted' ? '/confirmations' : `/visits/${duty.visitId}`} className={styles.do}>
        去处理
      </Link>
    );
  }
  if (duty.subjectType !== 'customer') {
    const page = pageOfDuty(duty);
    return page === null ? null : (
      <Link href={page.path} className={styles.do}>
        {page.title}
      </Link>
    );
  }
  return (
    <span className={styles.doing}>
      <button type="button" className={styles.quiet} onClick={() => onContact(duty.subjectId)}>
        联系
      </button>
      <Link href={`/visits/new?customer=${duty.subjectId}`} className={styles.do}>
        记走访
      </Link>
    </span>
  );
}
