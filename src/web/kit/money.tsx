import styles from './money.module.css';
import { moneyText } from './money.ts';

/** An amount in yuan as the server sends it (`"1234567.89"`). Shown in 万元 from 10,000 up, the exact yuan on hover. */
export function Money({ yuan }: { yuan: string | number | null | undefined }) {
  const money = yuan == null ? null : moneyText(yuan);
  if (money === null) return <span className={styles.none}>—</span>;
  return (
    <span className={styles.money} title={money.exact}>
      {money.text}
      <small className={styles.unit}>{money.unit}</small>
    </span>
  );
}
