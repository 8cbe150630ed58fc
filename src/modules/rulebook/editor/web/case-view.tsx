import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { GoldenCase } from '../../../../kernel/rulebook/case.ts';
import type { CaseLine } from '../../../../kernel/rulebook/case-outcome.ts';
import { caseStory } from '../../../../kernel/rulebook/case-story.ts';
import { labelOfField } from '../../../../kernel/rulebook/labels.ts';
import type { StatusLook } from '../../../../web/kit/status.ts';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import { CaseTable } from './case-table.tsx';
import styles from './cases.module.css';
import { problemsAt, useEditor } from './editor-context.ts';
import { elementId, type Path } from './paths.ts';

/** How a case came out; `unknown`: it was not run on what is written now. */
export type Outcome =
  | { state: 'unknown' }
  | { state: 'impossible'; reason: string }
  | { state: 'holds' | 'fails'; lines: CaseLine[] };

const LOOKS: Record<Outcome['state'], StatusLook> = {
  unknown: { word: '未运行', mark: '○', tone: 'faint' },
  impossible: { word: '无法运行', mark: '▲', tone: 'overdue' },
  holds: { word: '成立', mark: '✓', tone: 'fulfilled' },
  fails: { word: '不符', mark: '▲', tone: 'overdue' },
};

type CaseViewProps = {
  path: Path;
  /** null: it is not filled in far enough to be read. */
  golden: GoldenCase | null;
  outcome: Outcome;
  /** The form in which the case is changed. */
  form: ReactNode;
  onRecompute: () => void;
  onRemove: () => void;
};

/** One case: what is given as a timeline, what must come of it, and what does. */
export function CaseView({ path, golden, outcome, form, onRecompute, onRemove }: CaseViewProps) {
  const { readOnly, words, problems } = useEditor();
  const [editing, setEditing] = useState(golden === null);
  const kind = golden && labelOfField(['cases', 'kind']).values?.[golden.kind];
  const faults = editing ? [] : problemsAt(problems, path, true);
  return (
    <article className={styles.case} id={elementId(path)}>
      <header className={styles.head}>
        <h4>{golden?.name ?? '新的样例'}</h4>
        {kind && <span className={styles.kind}>{kind}</span>}
        <StatusMark look={LOOKS[outcome.state]} />
        {!readOnly && (
          <span className={styles.acts}>
            {outcome.state === 'fails' && (
              <Button size="small" onClick={onRecompute}>
                按草案重算期望
              </Button>
            )}
            <Button size="small" type="link" onClick={() => setEditing(!editing)}>
              {editing ? '收起' : '修改'}
            </Button>
            <Button size="small" type="link" onClick={onRemove}>
              去掉
            </Button>
          </span>
        )}
      </header>
      {outcome.state === 'impossible' && <p className={styles.differs}>▲ {outcome.reason}</p>}
      {faults.map(({ text }) => (
        <p key={text} className={styles.differs}>
          ! {text}
        </p>
      ))}
      {golden && !editing && (
        <>
          <ol className={styles.story}>
            {caseStory(golden, words).map(({ at, text }) => (
              <li key={`${at} ${text}`}>
                <time>{at ?? '起初'}</time>
                <span>{text}</span>
              </li>
            ))}
          </ol>
          <CaseTable golden={golden} lines={'lines' in outcome ? outcome.lines : null} />
        </>
      )}
      {editing && form}
    </article>
  );
}
