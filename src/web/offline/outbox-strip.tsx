import { Link } from 'wouter';
import { useOnline, useOutbox, useSending } from './live.ts';
import styles from './offline.module.css';

/** One quiet line above the page while something written here is not on the server yet, or there is no network. */
export function OutboxStrip() {
  useSending();
  const records = useOutbox();
  const isOnline = useOnline();
  const refused = records.filter((record) => record.refused !== null).length;
  const waiting = records.length - refused;
  if (isOnline && records.length === 0) return null;
  const words = [
    ...(isOnline ? [] : ['没有网络，所见为上次联网时的内容']),
    ...(waiting > 0 ? [`${waiting} 条待发送`] : []),
    ...(refused > 0 ? [`△ ${refused} 条未被接受，请更正`] : []),
  ];
  return (
    <p className={`${styles.strip} zy-no-print`} data-refused={refused > 0 || undefined} role="status">
      {words.join('；')}
      {records.length > 0 && (
        <Link href="/outbox" className={styles.open ?? ''}>
          查看
        </Link>
      )}
    </p>
  );
}
