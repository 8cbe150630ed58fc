import { Link } from 'wouter';
import { type DutyStatus, dutyLooks } from '../../../../web/kit/status.ts';
import styles from './rulebook.module.css';
import type { RuleResult as Result } from './rulebook-api.ts';

const SHOWN = ['fulfilled', 'open', 'late', 'breached', 'waived', 'void'] as const satisfies readonly DutyStatus[];

/** `12,004`: counts of duties are parted like every other figure. */
const count = (value: number) => value.toLocaleString('zh-CN');

/** This period's result of one rule, as a thin bar and in figures; each opens the duties behind it. */
export function RuleResult({ result }: { result: Result }) {
  const owed = result.duties - result.void - result.waived;
  if (result.duties === 0) return <p className={styles.none}>{result.period} 在您的范围内没有义务</p>;
  return (
    <div className={styles.result}>
      <span className={styles.bar} aria-hidden="true">
        {SHOWN.slice(0, 4).map((status) => (
          <span key={status} data-status={status} style={{ flexGrow: result[status] }} />
        ))}
      </span>
      <p className={styles.figures}>
        <span className={styles.period}>{result.period}</span>
        <Link href={`/duties?rule=${result.rule}`}>应办 {count(owed)}</Link>
        {SHOWN.filter((status) => result[status] > 0).map((status) => (
          <Link key={status} data-status={status} href={`/duties?rule=${result.rule}&status=${status}`}>
            {dutyLooks[status].mark} {dutyLooks[status].word} {count(result[status])}
          </Link>
        ))}
      </p>
    </div>
  );
}
