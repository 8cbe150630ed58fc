import { lazy, Suspense, useState } from 'react';
import styles from './clause-chip.module.css';
import type { DutyKey } from './explanation.ts';

const ClauseDrawer = lazy(() => import('./clause-drawer.tsx'));

/**
 * The clause by which something is owed, counted or decided. It opens into the clause's text and rule; with a duty's key
 * into its arithmetic and evidence as well.
 */
export function ClauseChip({ clause, duty }: { clause: string; duty?: DutyKey | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`${styles.chip} ${styles.opens}`}
        title={duty === undefined ? '看条款原文与规则' : '看条款、算法与依据'}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {clause}
      </button>
      {open && (
        <Suspense>
          <ClauseDrawer clause={clause} duty={duty} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
