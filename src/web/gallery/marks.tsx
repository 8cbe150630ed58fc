import { CivilDate, Instant } from '../kit/civil-date.tsx';
import { ClauseChip } from '../kit/clause-chip.tsx';
import { Deadline } from '../kit/deadline.tsx';
import { Instruction } from '../kit/instruction.tsx';
import { Money } from '../kit/money.tsx';
import { Progress } from '../kit/progress.tsx';
import { type BreachState, breachLooks, type DutyStatus, dutyLooks } from '../kit/status.ts';
import { BreachStateMark, DutyStatusMark } from '../kit/status-mark.tsx';
import styles from './gallery.module.css';
import { sampleDay, sampleInstant } from './samples.ts';
import { Story } from './story.tsx';

export function MarkStories() {
  return (
    <>
      <Story name="Deadline">
        <Deadline until={sampleInstant(9)} workdaysLeft={6} />
        <Deadline until={sampleInstant(3)} workdaysLeft={2} />
        <Deadline until={sampleInstant(1)} workdaysLeft={1} />
        <Deadline until={sampleInstant(-3)} workdaysLeft={0} />
        <Deadline until={sampleInstant(-3)} workdaysLeft={0} brief />
      </Story>
      <Story name="StatusMark">
        <div className={styles.row}>
          {(Object.keys(dutyLooks) as DutyStatus[]).map((status) => (
            <DutyStatusMark key={status} status={status} />
          ))}
        </div>
        <div className={styles.row}>
          {(Object.keys(breachLooks) as BreachState[]).map((state) => (
            <BreachStateMark key={state} state={state} />
          ))}
        </div>
      </Story>
      <Story name="Progress">
        <div className={styles.row}>
          <Progress got={1} need={2} />
          <Progress got={2} need={2} />
          <Progress got={0} need={0} />
        </div>
      </Story>
      <Story name="ClauseChip">
        <div className={styles.row}>
          <ClauseChip clause="CUS-1a" duty={{ rule: 'CUS-1a', subject: 1, anchor: '2026-11-01' }} />
          <ClauseChip clause="DAY-7" />
        </div>
      </Story>
      <Story name="Money">
        <div className={styles.row}>
          <Money yuan="9999.99" />
          <Money yuan="12345678.90" />
          <Money yuan="-250000" />
          <Money yuan={null} />
        </div>
      </Story>
      <Story name="CivilDate, Instant">
        <div className={styles.row}>
          <CivilDate date={sampleDay(0)} />
          <CivilDate date="2024-02-29" />
          <Instant at={sampleInstant(0, 9)} />
        </div>
      </Story>
      <Story name="Instruction">
        <Instruction text="明日务必见到财务负责人，问清四季度用款计划。" by="周明" on={sampleDay(-1)} />
      </Story>
    </>
  );
}
