import styles from './progress.module.css';

/** What is done of what is owed, `1/2`; pine green with a tick when whole. `got` may exceed `need`. */
export function Progress({ got, need }: { got: number; need: number }) {
  const whole = need > 0 && got >= need;
  return (
    <span className={whole ? styles.whole : styles.part} title={`应完成 ${need}，已完成 ${got}`}>
      {whole && <span aria-hidden="true">✓ </span>}
      {got}/{need}
    </span>
  );
}
