import { Input } from 'antd';
import { useState } from 'react';
import styles from './editor.module.css';
import { useEditor } from './editor-context.ts';
import { type PartKey, pathOfPart } from './parts.ts';
import type { Path } from './paths.ts';

/** 编号: taken over when it is written to the end, for the part is known by it; one that another part has is not taken. */
export function PartNumber(props: { part: PartKey; path: Path; onRenamed: (id: string) => void }) {
  const { part, path, onRenamed } = props;
  const { document, readOnly, set } = useEditor();
  const [typed, setTyped] = useState(part.id);
  const id = typed.trim();
  const taken = id !== part.id && pathOfPart(document, { ...part, id }) !== null;
  const take = () => {
    if (id === '' || id === part.id || taken) return;
    set([...path, 'id'], id);
    onRenamed(id);
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>编号</span>
      <Input
        aria-label="编号"
        style={{ width: 180 }}
        disabled={readOnly}
        value={typed}
        status={taken ? 'error' : ''}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      {taken && <p className={styles.fault}>! 编号 {id} 已有，请换一个</p>}
      <p className={styles.help}>改号后，引用旧号的规则和参数会列入待改的问题</p>
    </div>
  );
}
