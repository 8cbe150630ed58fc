import type { ReactNode } from 'react';
import styles from './page.module.css';

export type PageProps = {
  title: ReactNode;
  /** One quiet line beside the title: a date, a count, a standing. */
  note?: ReactNode;
  /** The page's own actions; the primary one first. */
  actions?: ReactNode;
  children: ReactNode;
  /** Fills the height, for tables that scroll inside. */
  fill?: boolean;
};

/** The frame of every page: its name, its actions, its content. */
export function Page({ title, note, actions, children, fill = false }: PageProps) {
  return (
    <div className={fill ? `${styles.page} ${styles.fill}` : styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {actions !== undefined && <div className={`${styles.actions} zy-no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page, parted by a hairline instead of a card. */
export function Section({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>
        {title}
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </h2>
      {children}
    </section>
  );
}
