import { lazy, Suspense, useState } from 'react';
import styles from './clause-chip.module.css';
import type { DutyKey } from './explanation.ts';

const ClauseDrawer = lazy(() => import('./clause-drawer.tsx'));

/** The clause by which something is owed. With a duty's key it opens into clause, arithmetic and evidence. */
export function ClauseChip({ clause, duty }: { clause: string; duty?: DutyKey }) {
  const [open, setOpen] = useState(false);
  if (duty === undefined) return <span className={styles.chip}>{clause}</span>;
  return (
    <>
      <button
        type="button"
        className={`${styles.chip} ${styles.opens}`}
        title="看条款、算法与依据"
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {clause}
      </button>
      {open && (
        <Suspense>
          <ClauseDrawer duty={duty} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
