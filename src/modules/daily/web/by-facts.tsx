import { Empty } from '../../../web/kit/states.tsx';
import styles from './by-facts.module.css';

/** What the system wrote of a day or a period, a line each. */
export function ByFacts({ lines, empty, next }: { lines: readonly string[]; empty: string; next: string }) {
  if (lines.length === 0) return <Empty title={empty} next={next} />;
  return (
    <ul className={styles.lines}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two calls may read alike, and the lines never move
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}
