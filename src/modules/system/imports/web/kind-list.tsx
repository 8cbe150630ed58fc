import { Select } from 'antd';
import { usePhone } from '../../../../web/shell/wide.ts';
import type { ImporterKind } from './import-api.ts';
import styles from './imports.module.css';

type KindListProps = { kinds: readonly ImporterKind[]; chosen: string | null; onChoose: (kind: string) => void };

/** What can be imported, in the order in which a bank is brought in: each builds on those above. */
export function KindList({ kinds, chosen, onChoose }: KindListProps) {
  if (usePhone()) {
    return (
      <Select
        aria-label="种类"
        className={styles.kindSelect ?? ''}
        placeholder="导入哪一种"
        value={chosen}
        options={kinds.map(({ kind, title }) => ({ value: kind, label: title }))}
        onChange={onChoose}
      />
    );
  }
  return (
    <nav className={styles.kinds} aria-label="种类">
      {kinds.map(({ kind, title }) => (
        <button
          key={kind}
          type="button"
          className={styles.kind}
          aria-current={kind === chosen ? 'page' : undefined}
          onClick={() => onChoose(kind)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}
