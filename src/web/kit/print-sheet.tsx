import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { OnPaper } from './bank.ts';
import styles from './print-sheet.module.css';

/** Prints its content on A4 as soon as it is mounted, without the page around it. `onDone` must unmount it. */
export function PrintSheet({ children, onDone }: { children: ReactNode; onDone: () => void }) {
  const latest = useRef(onDone);
  latest.current = onDone;
  useEffect(() => {
    const done = () => latest.current();
    document.body.classList.add(styles.printing ?? '');
    window.addEventListener('afterprint', done);
    // After the next frame: the sheet is laid out only then.
    const frame = requestAnimationFrame(() => window.print());
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', done);
      document.body.classList.remove(styles.printing ?? '');
    };
  }, []);
  return createPortal(
    <OnPaper value={true}>
      <article className={styles.sheet}>{children}</article>
    </OnPaper>,
    document.body,
  );
}
