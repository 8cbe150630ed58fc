import { Button, Dropdown, Select } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Change, partsOf } from '../../../../kernel/rulebook/compare.ts';
import { labelOfField } from '../../../../kernel/rulebook/labels.ts';
import type { Rule } from '../../../../kernel/rulebook/rule.ts';
import type { Rulebook } from '../../../../kernel/rulebook/rulebook.ts';
import styles from './editor.module.css';
import { useEditor } from './editor-context.ts';
import { blankPart, blankRule, OUTLINE, type PartKey, RULE_SHAPES, SIDE_SECTIONS, textOfPart } from './parts.ts';

type TreeProps = { part: PartKey | null; changes: readonly Change[]; onOpen: (part: PartKey) => void };

/** Their number says nothing to a person. */
const UNNUMBERED = new Set(['document', 'regulations', 'parameters']);

const shapeNames = labelOfField(['shape']).values ?? {};

/** What the draft holds: clauses with their rules, then parameters and tables; what differs from the base is marked. */
export function ContentsTree(props: TreeProps) {
  const { document } = useEditor();
  const regulations = (document.regulations ?? []) as Rulebook['regulations'];
  return (
    <nav className={styles.tree} aria-label="草案目录">
      <Entry {...props} entry={OUTLINE} title="题名与章节" />
      {regulations.map((regulation, r) => (
        <div key={regulation.id}>
          <Entry {...props} entry={{ section: 'regulations', id: regulation.id }} title={regulation.title} />
          {regulation.chapters.map((chapter, c) => (
            <div key={chapter.title}>
              <p className={styles.treeChapter}>{chapter.title}</p>
              {chapter.clauses.map((clause) => (
                <ClauseEntry key={clause.id} {...props} clause={clause} />
              ))}
              <AddClause {...props} at={[r, c]} />
            </div>
          ))}
        </div>
      ))}
      {SIDE_SECTIONS.map((section) => (
        <SideSection key={section} {...props} section={section} />
      ))}
    </nav>
  );
}

/** The same on the phone, where there is no room beside the form. */
export function ContentsSelect({ part, onOpen }: TreeProps) {
  const { document } = useEditor();
  const groups = Map.groupBy(partsOf(document), ({ section }) => section);
  const options = [
    { label: '全文', options: [{ value: textOfPart(OUTLINE), label: '题名与章节' }] },
    ...['rules', 'clauses', 'regulations', ...SIDE_SECTIONS].map((section) => ({
      label: labelOfField([section]).label,
      options: (groups.get(section) ?? []).map(({ id, value }) => ({
        value: textOfPart({ section, id }),
        label: `${id} ${titleOf(value)}`,
      })),
    })),
  ];
  return (
    <Select<string>
      className={styles.treeSelect ?? ''}
      aria-label="打开"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="选择条款、规则或参数"
      value={part && textOfPart(part)}
      options={options}
      onChange={(text) => {
        const [section = '', ...rest] = text.split('/');
        onOpen({ section, id: rest.join('/') });
      }}
    />
  );
}

function titleOf(value: unknown): string {
  const { title, label } = (value ?? {}) as { title?: string; label?: string };
  return title ?? label ?? '';
}

function Entry(props: TreeProps & { entry: PartKey; title: string; deep?: boolean; children?: ReactNode }) {
  const { part, changes, onOpen, entry, title, deep = false, children } = props;
  const { problems } = useEditor();
  const change = changes.find(({ section, id }) => section === entry.section && id === entry.id);
  const mark = change && (change.before === undefined ? '新' : '改');
  const open = part !== null && textOfPart(part) === textOfPart(entry);
  const place = useRef<HTMLDivElement>(null);
  // Whoever came by a link, or by a problem, sees where he is.
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <div ref={place} className={deep ? styles.treeDeep : styles.treeEntry} data-open={open || undefined}>
      <button type="button" onClick={() => onOpen(entry)}>
        {!UNNUMBERED.has(entry.section) && <span className={styles.treeId}>{entry.id}</span>}
        {title === '' ? '（未命名）' : title}
      </button>
      {mark !== undefined && <span className={styles.mark}>{mark}</span>}
      {problems.some(({ params }) => params?.id === entry.id) && <span className={styles.fault}>!</span>}
      {children}
    </div>
  );
}

function ClauseEntry({ clause, ...props }: TreeProps & { clause: { id: string; title: string } }) {
  const { document, readOnly, set } = useEditor();
  const rules = ((document.rules ?? []) as Rule[]).filter((rule) => rule.clause === clause.id);
  const add = (shape: string) => {
    const rule = blankRule(document, clause.id, shape);
    set(['rules'], [...((document.rules ?? []) as unknown[]), rule]);
    props.onOpen({ section: 'rules', id: rule.id });
  };
  return (
    <>
      <Entry {...props} entry={{ section: 'clauses', id: clause.id }} title={clause.title}>
        {!readOnly && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: RULE_SHAPES.map((shape) => ({ key: shape, label: shapeNames[shape] ?? shape })),
              onClick: ({ key }) => add(key),
            }}
          >
            <Button size="small" type="link" aria-label={`给 ${clause.id} 加规则`}>
              ＋规则
            </Button>
          </Dropdown>
        )}
      </Entry>
      {rules.map((rule) => (
        <Entry key={rule.id} {...props} deep entry={{ section: 'rules', id: rule.id }} title={rule.title} />
      ))}
    </>
  );
}

/** The clause after the last of its chapter, by its number. */
function AddClause({ at: [r, c], onOpen }: TreeProps & { at: [number, number] }) {
  const { document, readOnly, set } = useEditor();
  if (readOnly) return null;
  const regulations = (document.regulations ?? []) as Rulebook['regulations'];
  const all = regulations.flatMap(({ chapters }) => chapters.flatMap(({ clauses }) => clauses));
  const clauses = regulations[r]?.chapters[c]?.clauses ?? [];
  const series = clauses.at(-1)?.id.split('-')[0] ?? all.at(-1)?.id.split('-')[0] ?? 'REG';
  const highest = Math.max(
    0,
    ...all.filter(({ id }) => id.startsWith(`${series}-`)).map(({ id }) => Number(id.split('-')[1])),
  );
  const clause = { id: `${series}-${highest + 1}`, title: '', text: '' };
  return (
    <Button
      size="small"
      type="link"
      onClick={() => {
        set(['regulations', r, 'chapters', c, 'clauses', clauses.length], clause);
        onOpen({ section: 'clauses', id: clause.id });
      }}
    >
      ＋ 条款
    </Button>
  );
}

function SideSection({ section, ...props }: TreeProps & { section: string }) {
  const { document, readOnly, set } = useEditor();
  const parts = partsOf({ [section]: document[section] ?? [] });
  const add = () => {
    const { clauses } = (document.regulations as Rulebook['regulations'])[0]?.chapters[0] ?? { clauses: [] };
    const id = nextId(section, new Set(parts.map((one) => one.id)));
    const blank = blankPart(section, id, clauses[0]?.id ?? '');
    set([section, section === 'parameters' ? id : parts.length], blank);
    props.onOpen({ section, id });
  };
  return (
    <div>
      <p className={styles.treeChapter}>
        {labelOfField([section]).label}
        {!readOnly && (
          <Button size="small" type="link" onClick={add}>
            ＋
          </Button>
        )}
      </p>
      {parts.map(({ id, value }) => (
        <Entry key={id} {...props} entry={{ section, id }} title={titleOf(value)} />
      ))}
    </div>
  );
}

function nextId(section: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const id = section === 'parameters' ? `parameter.${number}` : `${section.replace(/s$/, '')}-${number}`;
    if (!taken.has(id)) return id;
  }
}
