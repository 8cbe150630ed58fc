import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { usePhone } from '../shell/wide.ts';
import { isTyping } from './keys.ts';
import styles from './reading.module.css';

export type Reading<Item> = {
  /** What is still to be read, in its order. */
  waiting: readonly Item[];
  item: Item | undefined;
  index: number;
  open: (key: number) => void;
  move: (step: 1 | -1) => void;
  /** The reader goes on at once; should the server refuse, `restore` brings the item back. */
  settle: (key: number) => void;
  restore: (key: number) => void;
};

/** One place in a list of things to be read: J and K move, what is settled leaves. */
export function useReading<Item>(items: readonly Item[], keyOf: (item: Item) => number): Reading<Item> {
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const [openKey, setOpenKey] = useState<number | null>(null);
  const waiting = items.filter((item) => !done.has(keyOf(item)));
  const found = waiting.findIndex((item) => keyOf(item) === openKey);
  const index = found === -1 ? 0 : found;
  const openAt = (at: number) => {
    const item = waiting[at];
    if (item !== undefined) setOpenKey(keyOf(item));
  };
  const move = (step: 1 | -1) => openAt(index + step);
  useMoveKeys(move);
  return {
    waiting,
    item: waiting[index],
    index,
    open: setOpenKey,
    move,
    settle(key) {
      openAt(waiting[index + 1] === undefined ? index - 1 : index + 1);
      setDone(new Set([...done, key]));
    },
    restore: (key) => setDone(new Set([...done].filter((each) => each !== key))),
  };
}

function useMoveKeys(move: (step: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key.toLowerCase()] as 1 | -1 | undefined;
      if (step !== undefined) move(step);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

/** The hint at the page's head; on the phone there are no keys. */
export function ReadingKeys() {
  return usePhone() ? null : <span className={styles.keys}>J 下一份 · K 上一份</span>;
}

export type ReadingPaneProps<Item> = {
  label: string;
  reading: Reading<Item>;
  keyOf: (item: Item) => number;
  entry: (item: Item) => { title: ReactNode; note?: ReactNode; foot?: ReactNode };
  children: ReactNode;
};

/** The list at the left, what is read at the right; on the phone only what is read. */
export function ReadingPane<Item>({ label, reading, keyOf, entry, children }: ReadingPaneProps<Item>) {
  const phone = usePhone();
  const current = reading.item === undefined ? null : keyOf(reading.item);
  return (
    <div className={styles.reading}>
      {!phone && (
        <ol className={styles.list} aria-label={label}>
          {reading.waiting.map((item) => {
            const key = keyOf(item);
            const { title, note, foot } = entry(item);
            return (
              <li key={key}>
                <button
                  type="button"
                  className={styles.entry}
                  aria-current={key === current}
                  onClick={() => reading.open(key)}
                >
                  <span className={styles.entryTitle}>{title}</span>
                  <span className={styles.entryNote}>{note}</span>
                  {foot !== undefined && <span className={styles.entryFoot}>{foot}</span>}
                </button>
              </li>
            );
          })}
        </ol>
      )}
      {children}
    </div>
  );
}

/** A titled part of what is read. */
export function ReadingPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{title}</h3>
      <div className={styles.text}>{children}</div>
    </section>
  );
}

/** 上一份 and 下一份, for thumbs. */
export function ReadingSteps({ move }: { move: (step: 1 | -1) => void }) {
  return (
    <span className={styles.steps}>
      <Button type="text" onClick={() => move(-1)}>
        上一份
      </Button>
      <Button type="text" onClick={() => move(1)}>
        下一份
      </Button>
    </span>
  );
}
