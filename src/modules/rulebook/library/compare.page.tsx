import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { labelOfField } from '../../../kernel/rulebook/labels.ts';
import { diffTexts, fieldChanges } from '../../../kernel/rulebook/text-diff.ts';
import { api } from '../../../web/api/client.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/compare.module.css';

type Version = { version: number; title: string; effectiveOn: string };
type Change = { section: string; id: string; before?: unknown; after?: unknown };
type Comparison = {
  base?: number;
  changes: Change[];
  sentences: { rule: string; title: string; before: string | null; after: string | null }[];
};

/** 修订对照: two versions, or a draft and its base, side by side: texts letter by letter, rules by their sentences. */
export default function ComparePage() {
  const { values, set } = useUrlQuery();
  const versions = useQuery({
    queryKey: ['/api/rulebook/versions'],
    queryFn: ({ signal }) => api.get<{ items: Version[] }>('/api/rulebook/versions', {}, signal),
  });
  const items = versions.data?.items ?? [];
  const to = Number(values.to ?? items[0]?.version ?? 0);
  const from = Number(values.from ?? items[1]?.version ?? to);
  const draft = values.draft;
  const query = useQuery({
    queryKey: ['/api/rulebook/compare', draft ?? null, from, to],
    enabled: draft !== undefined || to > 0,
    queryFn: ({ signal }) =>
      draft === undefined
        ? api.get<Comparison>('/api/rulebook/compare', { from, to }, signal)
        : api.get<Comparison>(`/api/rulebook/drafts/${draft}/comparison`, {}, signal),
  });
  const options = items.map(({ version, effectiveOn }) => ({
    value: version,
    label: `第 ${version} 版（${effectiveOn} 起）`,
  }));
  return (
    <Page
      title="修订对照"
      note={
        draft === undefined ? (
          <span className={styles.choose}>
            <Select aria-label="原版" value={from} options={options} onChange={(next) => set({ from: String(next) })} />
            对照
            <Select aria-label="新版" value={to} options={options} onChange={(next) => set({ to: String(next) })} />
          </span>
        ) : (
          query.data !== undefined && `草案与第 ${query.data.base} 版`
        )
      }
    >
      <Loaded query={query}>{(comparison) => <Changes comparison={comparison} />}</Loaded>
      {draft === undefined && items.length > 0 && <Versions items={items} />}
    </Page>
  );
}

function Versions({ items }: { items: Version[] }) {
  return (
    <Section title="历次版本">
      <ul>
        {items.map(({ version, title, effectiveOn }) => (
          <li key={version}>
            第 {version} 版　{title}　自 <CivilDate date={effectiveOn} /> 起施行
          </li>
        ))}
      </ul>
    </Section>
  );
}

const ORDER = ['document', 'regulations', 'clauses', 'rules', 'parameters'];

function Changes({ comparison: { changes, sentences } }: { comparison: Comparison }) {
  if (changes.length === 0) return <Empty title="两版没有不同" next="请另选版本对照" />;
  const sections = [...Map.groupBy(changes, ({ section }) => section)].sort(
    ([a], [b]) => ((ORDER.indexOf(a) + 100) % 100) - ((ORDER.indexOf(b) + 100) % 100),
  );
  return (
    <>
      {sections.map(([section, list]) => (
        <Section
          key={section}
          title={section === 'document' ? '制度文件' : labelOfField([section]).label}
          note={`${list.length} 处`}
        >
          {list.map((change) => (
            <ChangedPart key={change.id} change={change} />
          ))}
        </Section>
      ))}
      {sentences.length > 0 && (
        <Section title="规则的意思变成" note={`${sentences.length} 条`}>
          {sentences.map(({ rule, title, before, after }) => (
            <article key={rule} className={styles.part}>
              <h4 className={styles.head}>
                <ClauseChip clause={rule} /> {title}
              </h4>
              <SideBySide before={before} after={after} />
            </article>
          ))}
        </Section>
      )}
    </>
  );
}

function ChangedPart({ change }: { change: Change }) {
  const { section, id, before, after } = change;
  const part = (after ?? before ?? {}) as { title?: string; label?: string };
  const mark = before === undefined ? '新增' : after === undefined ? '删去' : '修改';
  return (
    <article className={styles.part}>
      <h4 className={styles.head}>
        <ClauseChip clause={id} /> {part.title ?? part.label} <span className={styles.mark}>{mark}</span>
      </h4>
      {section === 'clauses' ? (
        <SideBySide before={textOf(before)} after={textOf(after)} />
      ) : (
        <Fields section={section} before={before} after={after} />
      )}
    </article>
  );
}

function textOf(clause: unknown): string | null {
  if (clause === undefined) return null;
  const { chapter, title, text } = clause as { chapter: string; title: string; text: string };
  return `${chapter}\n${title}\n${text}`;
}

function SideBySide({ before, after }: { before: string | null; after: string | null }) {
  const pieces = diffTexts(before ?? '', after ?? '');
  const side = (hidden: 'added' | 'removed'): ReactNode =>
    pieces
      .filter(({ kind }) => kind !== hidden)
      .map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        return kind === 'removed' ? <del key={key}>{text}</del> : <ins key={key}>{text}</ins>;
      });
  return (
    <div className={styles.sides}>
      <p data-side="before">{before === null ? '（无）' : side('added')}</p>
      <p data-side="after">{after === null ? '（删去）' : side('removed')}</p>
    </div>
  );
}

function Fields({ section, before, after }: { section: string; before: unknown; after: unknown }) {
  if (before === undefined || after === undefined) return null;
  return (
    <table className={styles.fields}>
      <tbody>
        {fieldChanges(before, after).map(({ path, before: old, after: current }) => (
          <tr key={path.join('.')}>
            <th scope="row">{nameOf(section, path)}</th>
            <td>
              <del>{wordOf(section, path, old)}</del>
            </td>
            <td>
              <ins>{wordOf(section, path, current)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `分档与次数 2 › 应完成数`. */
function nameOf(section: string, path: string[]): string {
  const names = path.map((step, index) =>
    /^\d+$/.test(step)
      ? ` ${Number(step) + 1}`
      : `${index > 0 ? ' › ' : ''}${labelOfField([section, ...words(path.slice(0, index + 1))]).label}`,
  );
  return names.join('');
}

const words = (path: string[]) => path.filter((step) => !/^\d+$/.test(step));

function wordOf(section: string, path: string[], value: unknown): string {
  if (value === undefined) return '（无）';
  if (typeof value === 'object') return JSON.stringify(value);
  return labelOfField([section, ...words(path)]).values?.[String(value)] ?? String(value);
}
