import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { webModules } from '../modules.ts';
import { OutboxStrip } from '../offline/outbox-strip.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { useCapacity } from './capacity.tsx';
import styles from './frame.module.css';
import { entriesFor } from './navigation.ts';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';
import { usePhone } from './wide.ts';

/** Desk: menu at the left, bar above. Phone: bar below. The page stands between. */
export function Frame({ children }: { children: ReactNode }) {
  const phone = usePhone();
  const [location] = useLocation();
  const entries = entriesFor(webModules, useCapacity());
  if (phone) {
    return (
      <div className={styles.phone}>
        <main className={styles.main}>
          <OutboxStrip />
          {children}
        </main>
        <BottomBar entries={entries} location={location} />
      </div>
    );
  }
  return (
    <div className={styles.desk}>
      <SideMenu entries={entries} location={location} />
      <TopBar />
      <main className={styles.main}>
        <OutboxStrip />
        {children}
      </main>
    </div>
  );
}
