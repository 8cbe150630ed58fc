import type { ReactNode } from 'react';
import styles from './gallery.module.css';

/** One component in its states: its name as imported, and what it looks like. */
export function Story({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={styles.story}>
      <h2 className={styles.name}>{name}</h2>
      <div className={styles.stage}>{children}</div>
    </section>
  );
}
