import { Input } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../../../kernel/errors/public.ts';
import styles from './editor.module.css';
import { useEditor } from './editor-context.ts';
import type { PartKey } from './parts.ts';

type PartNumberProps = { part: PartKey; name: '编号' | '参数名'; onRenamed: (id: string) => void };

/** 编号: taken over when it is written to the end, for the part is known by it, here and wherever it is referred to. */
export function PartNumber({ part, name, onRenamed }: PartNumberProps) {
  const { readOnly, rename } = useEditor();
  const [typed, setTyped] = useState(part.id);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const take = () => {
    const to = typed.trim();
    const found = to === '' || to === part.id ? [] : rename({ ...part, to });
    setProblems(found);
    if (to !== '' && to !== part.id && found.length === 0) onRenamed(to);
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>{name}</span>
      <Input
        aria-label={name}
        style={{ width: 180 }}
        disabled={readOnly}
        value={typed}
        status={problems.length > 0 ? 'error' : ''}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      {problems.map(({ text }) => (
        <p key={text} className={styles.fault}>
          ! {text}
        </p>
      ))}
      <p className={styles.help}>{HELP[part.section] ?? '改动后，引用它的地方一并改写'}</p>
    </div>
  );
}

const HELP: Record<string, string> = {
  clauses: '改号后，引用它的地方一并改写；本草案新写的规则随之改号，已发布的规则保留原号',
};
