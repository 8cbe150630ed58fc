import { CivilDate } from './civil-date.tsx';
import styles from './instruction.module.css';

/** 朱批: a superior's sentence, in vermilion beside what it speaks of, signed and dated. */
export function Instruction({ text, by, on }: { text: string; by: string; on: string }) {
  return (
    <blockquote className={styles.instruction}>
      <span className={styles.label}>批示</span>
      <p className={styles.text}>{text}</p>
      <footer className={styles.signature}>
        {by} <CivilDate date={on} />
      </footer>
    </blockquote>
  );
}
