import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './side-panel.module.css';

export type SidePanelProps = {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons of the detail, at the foot where a thumb reaches them. */
  actions?: ReactNode;
  /** A panel that lies over another panel, as a clause's explanation does. */
  over?: boolean;
};

/** Open panels, the topmost last: one Esc closes one panel. */
const open: symbol[] = [];

function useEscape(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const self = Symbol('panel');
    open.push(self);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || open.at(-1) !== self) return;
      // A dialog or a list of choices above the panel closes first.
      if (document.querySelector('.ant-modal-open, .ant-select-open, .ant-picker-open, .ant-modal-wrap') !== null)
        return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      open.splice(open.indexOf(self), 1);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

/**
 * The drawer at the right. It has no veil: the list beside it stays alive, so that ↑ ↓ walk through the rows while the
 * detail follows. On the phone it is the whole page.
 */
export function SidePanel({ title, onClose, children, actions, over = false }: SidePanelProps) {
  const titleId = useId();
  useEscape(onClose);
  return (
    <aside className={over ? `${styles.panel} ${styles.over}` : styles.panel} aria-labelledby={titleId}>
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <Button
          type="text"
          className="zy-no-print"
          icon={<CloseOutlined />}
          aria-label="关闭"
          title="关闭（Esc）"
          onClick={onClose}
        />
      </header>
      <div className={styles.body}>{children}</div>
      {actions !== undefined && <footer className={`${styles.actions} zy-no-print`}>{actions}</footer>}
    </aside>
  );
}
