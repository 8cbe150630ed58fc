import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import { Link, useParams } from 'wouter';
import { AppError } from '../../../kernel/errors/public.ts';
import { readRulebook } from '../../../kernel/rulebook/check.ts';
import { compareRulebooks, type Document } from '../../../kernel/rulebook/compare.ts';
import { renamePart } from '../../../kernel/rulebook/rename.ts';
import type { Words } from '../../../kernel/rulebook/sentence.ts';
import { api } from '../../../web/api/client.ts';
import { Page } from '../../../web/kit/page.tsx';
import { ProblemList } from '../../../web/kit/problem-list.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { ContentsSelect, ContentsTree } from './web/contents-tree.tsx';
import styles from './web/editor.module.css';
import { type Editor, EditorProvider, type Vocabulary } from './web/editor-context.ts';
import { PartForm } from './web/part-form.tsx';
import { OUTLINE, type PartKey, partFromText, pathOfPart, textOfPart } from './web/parts.ts';
import { elementId, getIn, type Path } from './web/paths.ts';
import { PreviewPane } from './web/preview-pane.tsx';
import { SentencePane } from './web/sentence-pane.tsx';
import { contentPath, type DraftContent, type Saving, useDraft } from './web/use-draft.ts';
import { usePreview } from './web/use-preview.ts';

/** 制度编辑: a regulation's clauses and rules by forms, said in a sentence, proved and counted while they are written. */
export default function EditorPage() {
  const { id = '' } = useParams<{ id: string }>();
  const query = useQuery({
    queryKey: [contentPath(id)],
    queryFn: async ({ signal }) => ({
      loaded: await api.get<DraftContent>(contentPath(id), {}, signal),
      vocabulary: await api.get<Vocabulary>('/api/rulebook/vocabulary', {}, signal),
    }),
    // What is being written must not be replaced by what was saved.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Loaded query={query}>
      {({ loaded, vocabulary }) => (
        <DraftEditor
          key={loaded.version}
          id={id}
          loaded={loaded}
          vocabulary={vocabulary}
          reload={() => void query.refetch()}
        />
      )}
    </Loaded>
  );
}

type DraftEditorProps = { id: string; loaded: DraftContent; vocabulary: Vocabulary; reload: () => void };

function DraftEditor({ id, loaded, vocabulary, reload }: DraftEditorProps) {
  const { document, set, saving, save, merge } = useDraft(id, loaded);
  const { values, set: setQuery } = useUrlQuery();
  const part = partFromText(values.part);
  // Checking the whole book may come a moment after the keystroke; the form itself must not wait for it.
  const settled = useDeferredValue(document);
  const words = useMemo(() => withDeclaredFacts(vocabulary, document), [vocabulary, document]);
  const problems = useMemo(() => {
    const result = readRulebook(settled, vocabulary.lexicon);
    return result.ok ? [] : result.problems;
  }, [settled, vocabulary]);
  const changes = useMemo(() => compareRulebooks(loaded.baseContent, settled), [settled, loaded]);
  const path = part && pathOfPart(document, part);
  const preview = usePreview(id, settled, part?.section === 'rules' && path !== null ? part.id : null);
  const editor: Editor = {
    ...words,
    draftId: id,
    document,
    set,
    rename(renaming) {
      try {
        set([], renamePart(document, renaming, loaded.baseContent));
        return [];
      } catch (error) {
        if (error instanceof AppError) return error.problems;
        throw error;
      }
    },
    problems,
    readOnly: !loaded.editable || saving.state === 'taken',
  };

  const open = (next: PartKey | null) => setQuery({ part: next ? textOfPart(next) : undefined });
  const goTo = (problemPath: string) => {
    open(partAt(document, problemPath));
    // The form of another part is drawn first.
    setTimeout(() => focusOn(problemPath), 50);
  };
  const tree = { part, changes, onOpen: open };
  return (
    <EditorProvider value={editor}>
      <Page
        title={String(document.title ?? '制度草案')}
        note={<SavingNote saving={saving} readOnly={!loaded.editable} base={loaded.base} />}
        actions={
          <>
            <Link href={`/rulebook/drafts/${id}`}>送审与审批</Link>
            <Link href={`/rulebook/compare?draft=${id}`}>与原版对照</Link>
          </>
        }
      >
        {(saving.state === 'taken' || saving.state === 'failed') && (
          <div className={styles.taken} role="alert">
            ! {saving.text}
            {saving.state === 'failed' ? (
              <Button size="small" onClick={() => void save()}>
                重试
              </Button>
            ) : (
              <Taken document={document} merge={merge} reload={reload} />
            )}
          </div>
        )}
        <ProblemList problems={problems} onGo={goTo} />
        <ContentsSelect {...tree} />
        <div className={styles.editor}>
          <ContentsTree {...tree} />
          {part === null ? (
            <p className={styles.help}>从目录中选择条款、规则或参数。改动自动保存，批准之前不影响任何人。</p>
          ) : (
            <PartForm
              key={textOfPart(part)}
              part={part}
              onGone={() => open(null)}
              onRenamed={(next) => open({ ...part, id: next })}
            />
          )}
          <aside className={styles.aside}>
            {part?.section === 'clauses' && <ClauseSentences document={document} clause={part.id} />}
            {part?.section === 'rules' && path !== null && (
              <>
                <h3>这条规则是说</h3>
                <SentencePane key={part.id} path={path} />
                <h3>预览</h3>
                <PreviewPane state={preview} />
              </>
            )}
          </aside>
        </div>
      </Page>
    </EditorProvider>
  );
}

/** What the clause's rules say, beside its text. */
function ClauseSentences({ document, clause }: { document: Document; clause: string }) {
  const rules = (document.rules ?? []) as { id: string; clause: string }[];
  const own = rules.flatMap((rule, index) => (rule.clause === clause ? [{ id: rule.id, index }] : []));
  return (
    <>
      <h3>这一条的规则是说</h3>
      {own.length === 0 && <p className={styles.help}>还没有挂规则；从目录里点“＋规则”</p>}
      {own.map(({ id, index }) => (
        <SentencePane key={id} path={['rules', index]} />
      ))}
    </>
  );
}

/** 他人已先保存: nothing that was written here is lost. */
function Taken({ document, merge, reload }: { document: Document; merge: () => Promise<void>; reload: () => void }) {
  return (
    <>
      <Button size="small" type="primary" onClick={() => void merge()}>
        合并双方的改动
      </Button>
      <Button size="small" onClick={() => download(document)}>
        下载我的内容
      </Button>
      <Button size="small" onClick={reload}>
        放弃我的，载入对方的
      </Button>
    </>
  );
}

function download(document: Document): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }));
  const link = Object.assign(globalThis.document.createElement('a'), { href: url, download: '我的草案.json' });
  link.click();
  URL.revokeObjectURL(url);
}

const SAVING_TEXTS: Record<Saving['state'], string> = {
  saved: '已保存',
  waiting: '有改动',
  saving: '正在保存…',
  failed: '未能保存',
  taken: '他人已先保存，您的改动未写入',
};

function SavingNote({ saving, readOnly, base }: { saving: Saving; readOnly: boolean; base: number }) {
  return (
    <>
      以第 {base} 版为底 · {readOnly ? '只读（不在起草状态）' : SAVING_TEXTS[saving.state]}
    </>
  );
}

/** A rulebook may bring kinds of facts along; rules name them like those of the house. */
function withDeclaredFacts({ lexicon, words }: Vocabulary, document: Document): Vocabulary {
  const declared = (document.facts ?? {}) as Words['facts'] & Vocabulary['lexicon']['facts'];
  return {
    lexicon: { ...lexicon, facts: { ...declared, ...lexicon.facts } },
    words: { ...words, facts: { ...declared, ...words.facts } },
  };
}

/** The part that a problem's path leads into. */
function partAt(document: Document, problemPath: string): PartKey | null {
  const path: Path = problemPath.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const [section, place] = path;
  if (section === 'regulations' && path[4] === 'clauses') {
    return { section: 'clauses', id: String(getIn(document, [...path.slice(0, 6), 'id'])) };
  }
  if (section === 'title' || path[2] === 'chapters') return OUTLINE;
  if (typeof section !== 'string' || place === undefined) return null;
  return { section, id: String(typeof place === 'number' ? getIn(document, [section, place, 'id']) : place) };
}

/** Goes to the nearest field that stands for the path or for what holds it. */
function focusOn(problemPath: string): void {
  for (let steps = problemPath.split('.'); steps.length > 0; steps = steps.slice(0, -1)) {
    const found = globalThis.document.getElementById(elementId(steps));
    if (found === null) continue;
    found.scrollIntoView({ block: 'center' });
    found.querySelector<HTMLElement>('input, textarea, button')?.focus();
    return;
  }
}
