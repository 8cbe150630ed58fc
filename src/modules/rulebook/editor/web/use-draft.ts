import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Document } from '../../../../kernel/rulebook/compare.ts';
import { mergeRulebooks } from '../../../../kernel/rulebook/merge.ts';
import { api } from '../../../../web/api/client.ts';
import { ApiError, problemsOfError } from '../../../../web/api/problems.ts';
import { toast } from '../../../../web/kit/toast.ts';
import { type Path, setIn } from './paths.ts';

/** What `GET /api/rulebook/drafts/:id/content` answers. */
export type DraftContent = {
  content: Document;
  baseContent: Document;
  base: number;
  latest: number;
  version: number;
  editable: boolean;
};

export const contentPath = (id: string) => `/api/rulebook/drafts/${id}/content`;

/** `taken`: somebody else saved first; nothing more is written until both are merged or the page is loaded again. */
export type Saving = { state: 'saved' | 'waiting' | 'saving' } | { state: 'failed' | 'taken'; text: string };

const PAUSE_MILLIS = 800;

/** The document as it is being written. It saves itself after a pause, one save after the other. */
export function useDraft(id: string, loaded: DraftContent) {
  const client = useQueryClient();
  const [document, setDocument] = useState(loaded.content);
  const [saving, setSaving] = useState<Saving>({ state: 'saved' });
  const version = useRef(loaded.version);
  const latest = useRef(document);
  /** What the server had when both last agreed: from it both sides' changes grew. */
  const agreed = useRef(loaded.content);
  const busy = useRef(false);

  const save = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    const content = latest.current;
    setSaving({ state: 'saving' });
    try {
      const answer = await api.put<{ version: number }>(contentPath(id), { version: version.current, content });
      version.current = answer.version;
      agreed.current = content;
      void client.invalidateQueries({ queryKey: ['/api/registers/rulebook-draft'] });
      setSaving({ state: content === latest.current ? 'saved' : 'waiting' });
    } catch (error) {
      const text = problemsOfError(error)
        .map((problem) => problem.text)
        .join('；');
      const taken = error instanceof ApiError && error.status === 409;
      setSaving({ state: taken ? 'taken' : 'failed', text });
    } finally {
      busy.current = false;
    }
  }, [client, id]);

  const merge = useCallback(async () => {
    try {
      const theirs = await api.get<DraftContent>(contentPath(id));
      if (!theirs.editable)
        return setSaving({ state: 'taken', text: '草案已送审或已结束，不能再写入；请下载您的内容' });
      const { merged, conflicts } = mergeRulebooks(agreed.current, latest.current, theirs.content);
      version.current = theirs.version;
      agreed.current = theirs.content;
      latest.current = merged;
      setDocument(merged);
      setSaving({ state: 'waiting' });
      toast.done(
        conflicts.length === 0 ? '已合并双方的改动' : `已合并；双方都改过、保留您的写法的：${conflicts.join('、')}`,
      );
    } catch (error) {
      for (const problem of problemsOfError(error)) toast.problem(problem.text);
    }
  }, [id]);

  useEffect(() => {
    if (saving.state !== 'waiting') return;
    const timer = setTimeout(() => void save(), PAUSE_MILLIS);
    return () => clearTimeout(timer);
    // Every change of the document starts the pause anew.
  }, [saving, save]);

  useEffect(() => {
    const keep = (event: BeforeUnloadEvent) => {
      if (latest.current !== loaded.content && saving.state !== 'saved') event.preventDefault();
    };
    window.addEventListener('beforeunload', keep);
    return () => window.removeEventListener('beforeunload', keep);
  }, [saving, loaded]);

  const set = useCallback((path: Path, value: unknown) => {
    setDocument((before) => {
      latest.current = setIn(before, path, value);
      return latest.current;
    });
    setSaving((before) => (before.state === 'taken' ? before : { state: 'waiting' }));
  }, []);

  return { document, set, saving, save, merge };
}
