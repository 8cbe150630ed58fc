import { type BreachState, breachLooks, type DutyStatus, dutyLooks, type StatusLook } from './status.ts';
import styles from './status-mark.module.css';

/** A state as mark and word. Registers give their own look; duties and breaches have theirs below. */
export function StatusMark({ look }: { look: StatusLook }) {
  return (
    <span className={`${styles.status} ${styles[look.tone]}`}>
      <span className={styles.mark} aria-hidden="true">
        {look.mark}
      </span>
      {look.word}
    </span>
  );
}

export function DutyStatusMark({ status }: { status: DutyStatus }) {
  return <StatusMark look={dutyLooks[status]} />;
}

export function BreachStateMark({ state }: { state: BreachState }) {
  return <StatusMark look={breachLooks[state]} />;
}
