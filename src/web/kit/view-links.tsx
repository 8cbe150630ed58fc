import { Link, useLocation, useSearchParams } from 'wouter';
import styles from './view-links.module.css';

export type ViewLink = { title: string; href: string };

/** The views of one matter side by side, as links: mine, issued by me, all. The one that is shown is marked. */
export function ViewLinks({ label, links }: { label: string; links: readonly ViewLink[] }) {
  const [path] = useLocation();
  const [parameters] = useSearchParams();
  const shown = parameters.size === 0 ? path : `${path}?${decodeURIComponent(parameters.toString())}`;
  const isShown = (href: string) => href === shown || (!href.includes('?') && path.startsWith(`${href}/`));
  return (
    <nav className={`${styles.links} zy-no-print`} aria-label={label}>
      {links.map(({ title, href }) => (
        <Link key={href} href={href} className={styles.link ?? ''} aria-current={isShown(href) ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
