import { Link } from 'wouter';
import type { MenuEntry } from '../module.ts';
import { activePath, byGroup } from './navigation.ts';
import styles from './side-menu.module.css';

export function SideMenu({ entries, location }: { entries: readonly MenuEntry[]; location: string }) {
  const active = activePath(entries, location);
  return (
    <nav className={`${styles.menu} zy-no-print`} aria-label="主菜单">
      <Link href="/" className={styles.brand ?? ''}>
        展业
      </Link>
      {byGroup(entries).map(({ group, entries: ofGroup }) => (
        <section key={group} className={styles.group}>
          <h2 className={styles.heading}>{group}</h2>
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
        </section>
      ))}
    </nav>
  );
}
