import { Link } from 'wouter';
import type { Json } from '../../../../web/api/json.ts';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Empty } from '../../../../web/kit/states.tsx';
import type { Team } from '../team.ts';
import styles from './team.module.css';

/** Each person's open and overdue duties by rule, the most overdue first. */
export function Lags({ team }: { team: Json<Team> }) {
  const names = new Map(team.people.map(({ id, name }) => [id, name]));
  if (team.lags.length === 0) return <Empty title="没有人落后，本期义务都已完成" />;
  return (
    <ul className={styles.lags}>
      {team.lags.map((lag) => (
        <li key={`${lag.staffId} ${lag.rule}`} className={styles.lag}>
          <span className={styles.person}>{names.get(lag.staffId)}</span>
          <span className={styles.rule}>
            <Link href={`/duties?bearer=${lag.staffId}&rule=${lag.rule}`}>{lag.title}</Link>{' '}
            <ClauseChip clause={lag.rule} />
          </span>
          <span className={styles.open}>未完成 {lag.open}</span>
          <span className={lag.overdue > 0 ? styles.overdue : styles.open}>
            {lag.overdue > 0 ? `▲ 逾期 ${lag.overdue}` : '逾期 0'}
          </span>
        </li>
      ))}
    </ul>
  );
}
