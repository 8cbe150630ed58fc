import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { MenuEntry } from '../module.ts';
import { webModules } from '../modules.ts';
import styles from './bottom-bar.module.css';
import { useCapacity } from './capacity.tsx';
import { activePath, homeOf, isAmong } from './navigation.ts';

type Place = { title: string; path: string };

/** 今天 and 我的 are always there; 客户 and 消息 for those who have them. */
function placesOf(entries: readonly MenuEntry[], home: string): { before: Place[]; after: Place[] } {
  const find = (phone: MenuEntry['phone']) =>
    entries
      .filter((entry) => entry.phone === phone)
      .slice(0, 1)
      .map(({ path }) => ({ title: phone ?? '', path }));
  return {
    before: [{ title: '今天', path: find('今天')[0]?.path ?? home }, ...find('客户')],
    after: [...find('消息'), { title: '我的', path: '/me' }],
  };
}

/** The one or several things that ＋ begins; several are offered in a sheet. */
function Start() {
  const capacity = useCapacity();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const starts = webModules.flatMap((module) => module.starts ?? []).filter((each) => isAmong(each.audience, capacity));
  const [only] = starts;
  if (only === undefined) return null;
  const go = (path: string) => {
    setOpen(false);
    navigate(path);
  };
  return (
    <>
      <button
        type="button"
        className={styles.start}
        aria-label={starts.length === 1 ? only.title : '新建'}
        onClick={() => (starts.length === 1 ? go(only.path) : setOpen(!open))}
      >
        ＋
      </button>
      {open && (
        <div className={styles.sheet}>
          {starts.map(({ title, path }) => (
            <button key={path} type="button" className={styles.choice} onClick={() => go(path)}>
              {title}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

export function BottomBar({ entries, location }: { entries: readonly MenuEntry[]; location: string }) {
  const { before, after } = placesOf(entries, homeOf(webModules, useCapacity()));
  const active = activePath([...before, ...after], location);
  const draw = ({ title, path }: Place) => (
    <Link key={title} href={path} className={styles.place ?? ''} aria-current={path === active ? 'page' : undefined}>
      {title}
    </Link>
  );
  return (
    <nav className={`${styles.bar} zy-no-print`} aria-label="主菜单">
      {before.map(draw)}
      <Start />
      {after.map(draw)}
    </nav>
  );
}
