import type { ReactNode } from 'react';
import { ClauseChip } from './clause-chip.tsx';
import { Deadline } from './deadline.tsx';
import { byUrgency, type Duty, dutyId } from './duties.ts';
import styles from './duty-list.module.css';
import { Progress } from './progress.tsx';
import { Empty } from './states.tsx';
import { DutyStatusMark } from './status-mark.tsx';

export type DutyListProps = {
  duties: readonly Duty[];
  /** The one click that settles the duty, for instance a link to 记走访. Not drawn on settled duties. */
  action?: (duty: Duty) => ReactNode;
  /** Where the subject's name leads; null: the list stands on the subject's own page, which names it. */
  subjectLink?: ((duty: Duty) => ReactNode) | null;
  emptyTitle?: string;
  emptyNext?: ReactNode;
};

const ended = new Set<Duty['status']>(['fulfilled', 'late', 'waived', 'void']);

function DutyRow({ duty, action, subjectLink }: { duty: Duty } & Pick<DutyListProps, 'action' | 'subjectLink'>) {
  const isEnded = ended.has(duty.status);
  return (
    <li
      className={styles.row}
      data-status={duty.status}
      data-duty={dutyId(duty)}
      data-own={subjectLink === null || undefined}
    >
      {subjectLink !== null && <span className={styles.subject}>{subjectLink?.(duty) ?? duty.subjectName}</span>}
      <span className={styles.title}>
        {duty.title}{' '}
        <ClauseChip clause={duty.rule} duty={{ rule: duty.rule, subject: duty.subjectId, anchor: duty.anchor }} />
      </span>
      <span className={styles.progress}>
        <Progress got={duty.got} need={duty.need} />
      </span>
      <span className={styles.deadline}>
        {isEnded || duty.status === 'suspended' ? (
          <DutyStatusMark status={duty.status} />
        ) : (
          <Deadline until={duty.until} workdaysLeft={duty.workdaysLeft} />
        )}
      </span>
      <span className={`${styles.action} zy-no-print`}>{!isEnded && action?.(duty)}</span>
    </li>
  );
}

/** What is owed, most urgent first. A row whose duty is fulfilled while one watches turns pine green where it stands. */
export function DutyList({ duties, action, subjectLink, emptyTitle = '本期没有应办事项', emptyNext }: DutyListProps) {
  if (duties.length === 0) return <Empty title={emptyTitle} next={emptyNext} />;
  return (
    <ul className={styles.list}>
      {duties.toSorted(byUrgency).map((duty) => (
        <DutyRow key={dutyId(duty)} duty={duty} action={action} subjectLink={subjectLink} />
      ))}
    </ul>
  );
}
