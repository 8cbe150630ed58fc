import { useEffect, useState } from 'react';
import type { Problem } from '../../../../kernel/errors/public.ts';
import type { Document } from '../../../../kernel/rulebook/compare.ts';
import { api } from '../../../../web/api/client.ts';
import { problemsOfError } from '../../../../web/api/problems.ts';

export type Tally = {
  duties: number;
  subjects: number;
  people: number;
  need: number;
  done: number;
  fulfilled: number;
  breached: number;
  heaviest: { staffId: number; no: string; name: string; institution: string | null; duties: number; need: number }[];
};
export type Counted = { period: string; tally: Tally; before: Tally | null };
/** `estimatedFrom`: the period whose triggers the next one is taken to have; null: it was counted. */
export type NextPeriod = Counted & { estimatedFrom: string | null };
export type LimitStanding = { subjects: number; beyond: number; near: number };
/** Of a limit: where its subjects stand today, under the draft and under the base. */
export type Standing = { now: LimitStanding; before: LimitStanding | null; heaviest: Tally['heaviest'] };
export type Preview = { hours: string | null; next: NextPeriod | null; soFar: Counted; standing: Standing | null };

export type PreviewState = { preview: Preview | null; problems: readonly Problem[]; running: boolean };

const PAUSE_MILLIS = 600;

/** Counts the rule as it is written now; what is typed meanwhile cancels the count, here and in the database. */
export function usePreview(draftId: string, content: Document, rule: string | null): PreviewState {
  const [state, setState] = useState<PreviewState>({ preview: null, problems: [], running: false });
  useEffect(() => {
    if (rule === null) return;
    const cancelled = new AbortController();
    const timer = setTimeout(async () => {
      setState((before) => ({ ...before, running: true }));
      try {
        const path = `/api/rulebook/drafts/${draftId}/preview`;
        const preview = await api.post<Preview>(path, { rule, content }, { signal: cancelled.signal });
        setState({ preview, problems: [], running: false });
      } catch (error) {
        if (cancelled.signal.aborted) return;
        setState({ preview: null, problems: problemsOfError(error), running: false });
      }
    }, PAUSE_MILLIS);
    return () => {
      clearTimeout(timer);
      cancelled.abort();
    };
  }, [draftId, content, rule]);
  return state;
}
