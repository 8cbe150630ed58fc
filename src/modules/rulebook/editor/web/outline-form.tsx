import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { Regulation } from '../../../../kernel/rulebook/rulebook.ts';
import styles from './editor.module.css';
import { useEditor } from './editor-context.ts';
import { isEmpty, moved, type Place, removed, withChapter, withRegulation } from './outline.ts';
import { elementId, type Path } from './paths.ts';

/** 题名与章节: how the document is called, and which regulations, chapters and clauses stand in which order. */
export function OutlineForm() {
  const { document, readOnly, set } = useEditor();
  const regulations = (document.regulations ?? []) as Regulation[];
  const write = (next: Regulation[]) => set(['regulations'], next);
  return (
    <div className={styles.form}>
      <h2 className={styles.partTitle}>题名与章节</h2>
      <TitleLine name="制度文件名称" path={['title']} value={String(document.title ?? '')} />
      {regulations.map((regulation, r) => (
        <section key={regulation.id} className={styles.section}>
          <TitleLine name="制度名称" path={['regulations', r, 'title']} value={regulation.title} place={[r]} />
          {regulation.chapters.map((chapter, c) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a chapter's title is being written
            <div key={c} className={styles.item}>
              <TitleLine
                name="章名"
                path={['regulations', r, 'chapters', c, 'title']}
                value={chapter.title}
                place={[r, c]}
              />
              {chapter.clauses.map((clause, k) => (
                <p key={clause.id} className={styles.outlineClause}>
                  <code className={styles.code}>{clause.id}</code>
                  {clause.title === '' ? '（未命名）' : clause.title}
                  <Movers place={[r, c, k]} name={clause.id} />
                </p>
              ))}
            </div>
          ))}
          {!readOnly && (
            <Button size="small" type="link" onClick={() => write(withChapter(regulations, r))}>
              ＋ 章
            </Button>
          )}
        </section>
      ))}
      {!readOnly && (
        <Button size="small" type="link" onClick={() => write(withRegulation(regulations))}>
          ＋ 制度
        </Button>
      )}
    </div>
  );
}

function TitleLine({ name, path, value, place }: { name: string; path: Path; value: string; place?: Place }) {
  const { readOnly, set } = useEditor();
  return (
    <div id={elementId(path)} className={styles.outlineLine}>
      <Input
        aria-label={name}
        placeholder={name}
        disabled={readOnly}
        value={value}
        onChange={({ target }) => set(path, target.value)}
      />
      {place && <Movers place={place} name={value || name} />}
    </div>
  );
}

function Movers({ place, name }: { place: Place; name: string }) {
  const { document, readOnly, set } = useEditor();
  if (readOnly) return null;
  const regulations = (document.regulations ?? []) as Regulation[];
  const write = (next: Regulation[]) => set(['regulations'], next);
  const removable = isEmpty(regulations, place);
  const common = { size: 'small', type: 'text' } as const;
  return (
    <span className={styles.movers}>
      <Button
        {...common}
        icon={<ArrowUpOutlined />}
        aria-label={`上移 ${name}`}
        onClick={() => write(moved(regulations, place, -1))}
      />
      <Button
        {...common}
        icon={<ArrowDownOutlined />}
        aria-label={`下移 ${name}`}
        onClick={() => write(moved(regulations, place, 1))}
      />
      {place.length < 3 && (
        <Button
          {...common}
          icon={<CloseOutlined />}
          aria-label={`删去 ${name}`}
          disabled={!removable}
          title={removable ? undefined : '其中还有条款，请先移走或删去'}
          onClick={() => write(removed(regulations, place))}
        />
      )}
    </span>
  );
}
