import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import styles from './pop-menu.module.css';

const Close = createContext<() => void>(() => undefined);

/** A button with a few choices below it. Small on purpose: it is in the first load of every page. */
export function PopMenu({ label, button, children }: { label: string; button: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
      else if (event.key === 'ArrowDown') walk(frame.current, 1);
      else if (event.key === 'ArrowUp') walk(frame.current, -1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [open]);
  return (
    <div ref={frame} className={styles.frame}>
      <button
        type="button"
        className={styles.button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div className={styles.menu} role="menu">
          <Close value={() => setOpen(false)}>{children}</Close>
        </div>
      )}
    </div>
  );
}

/** To the next choice or the one before; from the button to the first or the last. */
function walk(frame: HTMLElement | null, step: 1 | -1): void {
  const items = [...(frame?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 && step === -1 ? items.length - 1 : (at + step + items.length) % items.length;
  items[next]?.focus();
}

export function PopMenuItem({
  children,
  checked = false,
  onSelect,
}: {
  children: ReactNode;
  checked?: boolean;
  onSelect: () => void;
}) {
  const close = useContext(Close);
  return (
    <button
      type="button"
      role="menuitem"
      className={styles.item}
      onClick={() => {
        close();
        onSelect();
      }}
    >
      {checked && <span aria-hidden="true">✓ </span>}
      {children}
    </button>
  );
}
