import { Link } from 'wouter';
import styles from './due-strip.module.css';
import { useMessages, waitingText } from './waiting.ts';

export type DueEntry = { id: string; title: string; path: string; count: number };

/** The line at the head of a home: what is due, how many, and one click to where it is settled. */
export function DueStrip({ entries, none }: { entries: readonly DueEntry[]; none: string }) {
  return (
    <nav className={styles.strip} aria-label="等我办理">
      {entries.length === 0 && <span className={styles.none}>✓ {none}</span>}
      {entries.map(({ id, title, path, count }) => (
        <Link key={id} href={path} className={styles.entry ?? ''}>
          {title} <strong>{waitingText(count)}</strong>
        </Link>
      ))}
    </nav>
  );
}

/** The same of all that the modules say waits for me. */
export function WaitingStrip() {
  const { data } = useMessages();
  if (data === undefined) return <div className={styles.strip} />;
  return <DueStrip entries={data.waiting} none="没有等您办理的事" />;
}
