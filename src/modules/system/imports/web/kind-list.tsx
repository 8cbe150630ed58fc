import { Select } from 'antd';
import { Fragment } from 'react';
import type { ImporterKind } from '../../../../web/registers/use-importers.ts';
import { usePhone } from '../../../../web/shell/wide.ts';
import styles from './imports.module.css';

type KindListProps = { kinds: readonly ImporterKind[]; chosen: string | null; onChoose: (kind: string) => void };

const GROUPS = [
  { group: 'batch', title: '批量文件' },
  { group: 'register', title: '登记簿' },
] as const;

/** What can be imported; batch files in the order in which a bank is brought in, where each builds on those above. */
export function KindList({ kinds, chosen, onChoose }: KindListProps) {
  if (usePhone()) {
    return (
      <Select
        aria-label="种类"
        className={styles.kindSelect ?? ''}
        placeholder="导入哪一种"
        value={chosen}
        options={groupsOf(kinds).map(({ title, members }) => ({
          label: title,
          options: members.map((one) => ({ value: one.kind, label: one.title })),
        }))}
        onChange={onChoose}
      />
    );
  }
  return (
    <nav className={styles.kinds} aria-label="种类">
      {groupsOf(kinds).map(({ title, members }, _index, groups) => (
        <Fragment key={title}>
          {groups.length > 1 && <h2 className={styles.group}>{title}</h2>}
          {members.map((one) => (
            <button
              key={one.kind}
              type="button"
              className={styles.kind}
              aria-current={one.kind === chosen ? 'page' : undefined}
              onClick={() => onChoose(one.kind)}
            >
              {one.title}
            </button>
          ))}
        </Fragment>
      ))}
    </nav>
  );
}

function groupsOf(kinds: readonly ImporterKind[]) {
  return GROUPS.map(({ group, title }) => ({ title, members: kinds.filter((one) => one.group === group) })).filter(
    ({ members }) => members.length > 0,
  );
}
