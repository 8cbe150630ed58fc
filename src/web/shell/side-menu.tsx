import { Link } from 'wouter';
import type { MenuEntry } from '../module.ts';
import { activePath, byGroup, isFolded } from './navigation.ts';
import styles from './side-menu.module.css';

export function SideMenu({ entries, location }: { entries: readonly MenuEntry[]; location: string }) {
  const active = activePath(entries, location);
  const groups = byGroup(entries);
  return (
    <nav className={`${styles.menu} zy-no-print`} aria-label="主菜单">
      <Link href="/" className={styles.brand ?? ''}>
        展业
      </Link>
      {groups.map(({ group, entries: ofGroup }) => (
        <details key={group} className={styles.group} open={!isFolded(group, ofGroup, entries.length, active)}>
          <summary className={styles.heading}>{group}</summary>
          {ofGroup.map(({ path, title }) => (
            <Link
              key={path}
              href={path}
              className={styles.entry ?? ''}
              aria-current={path === active ? 'page' : undefined}
            >
              {title}
            </Link>
          ))}
        </details>
      ))}
    </nav>
  );
}
