import { useZone } from './bank.ts';
import styles from './deadline.module.css';
import { type DeadlineInput, deadlineText } from './deadline.ts';

const marks = { overdue: '▲', soon: '△', calm: '' };

/**
 * When something ends. `brief` leaves the absolute end to the hover, for narrow columns that show the date elsewhere.
 */
export function Deadline({ until, workdaysLeft, brief = false }: DeadlineInput & { brief?: boolean }) {
  const zone = useZone();
  const deadline = deadlineText({ until, workdaysLeft }, new Date(), zone);
  return (
    <span className={styles.deadline} title={deadline.absolute}>
      <span className={styles[deadline.tone]}>
        {marks[deadline.tone] !== '' && (
          <span className={styles.mark} aria-hidden="true">
            {marks[deadline.tone]}
          </span>
        )}
        {deadline.relative}
      </span>
      {!brief && <span className={styles.absolute}>{deadline.absolute}</span>}
    </span>
  );
}
