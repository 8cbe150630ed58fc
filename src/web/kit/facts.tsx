import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** Names and values of a detail, one under the other. Values are already drawn (`<Money>`, `<CivilDate>`). */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
