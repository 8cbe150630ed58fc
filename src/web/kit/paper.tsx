import type { ReactNode } from 'react';
import { useMe } from '../api/session.ts';
import { useZone } from './bank.ts';
import { instantText } from './dates.ts';
import styles from './paper.module.css';

/** The head of a paper form: whose it is at the left, its name in the middle, number or days at the right. */
export function PaperHead({
  title,
  institution,
  note,
}: {
  title: string;
  /** Where it belongs; else where whoever prints it works. */
  institution?: string | null;
  note?: ReactNode;
}) {
  const me = useMe();
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.line}>
        <span>{institution ?? me.appointments[0]?.institutionName}</span>
        <span>{note}</span>
      </p>
    </header>
  );
}

/** Where people sign and date, and below it who printed the sheet and when. */
export function PaperSignatures({ signatures }: { signatures: readonly string[] }) {
  const me = useMe();
  const zone = useZone();
  return (
    <footer className={styles.foot}>
      <ul className={styles.signatures}>
        {signatures.map((signature) => (
          <li key={signature} className={styles.signature}>
            {signature}（签字）：
            <span className={styles.date}>年&emsp;&emsp;月&emsp;&emsp;日</span>
          </li>
        ))}
      </ul>
      <p className={styles.printed}>
        {me.name} {me.staffNo} 打印于 {instantText(new Date().toISOString(), zone, '')}
      </p>
    </footer>
  );
}
