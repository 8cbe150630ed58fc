import { useState } from 'react';
import type { GoldenCase } from '../../../../kernel/rulebook/case.ts';
import type { CaseDuty } from '../../../../kernel/rulebook/case-outcome.ts';
import { type Document, same } from '../../../../kernel/rulebook/compare.ts';
import type { Rule } from '../../../../kernel/rulebook/rule.ts';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';

/** What `POST /api/rulebook/drafts/:id/cases` answers for each case; `actual` null: it could not be run, see `reason`. */
export type CaseOutcome = { actual: CaseDuty[] | null; reason: string | null };

export type CaseRun = {
  outcomes: readonly CaseOutcome[] | null;
  /** What decides the outcomes was changed since they were computed. */
  outdated: boolean;
  running: boolean;
  run: () => void;
};

/**
 * 立即运行: the cases of a rule on the draft as it is written, computed by the server as at publication. What a case
 * expects does not change its outcome, so an expectation may be mended without running again.
 */
export function useCases(draftId: string, document: Document, ruleId: string): CaseRun {
  const [done, setDone] = useState<{ of: Document; outcomes: CaseOutcome[] } | null>(null);
  const act = useAct({
    run: (content: Document) =>
      api.post<{ cases: CaseOutcome[] }>(`/api/rulebook/drafts/${draftId}/cases`, { rule: ruleId, content }),
    onDone: ({ cases }, content) => setDone({ of: content, outcomes: cases }),
  });
  return {
    outcomes: done?.outcomes ?? null,
    outdated: done !== null && !sameWorld(done.of, document, ruleId),
    running: act.isPending,
    run: () => act.mutate(document),
  };
}

function sameWorld(one: Document, other: Document, ruleId: string): boolean {
  return one === other || same(withoutWords(one, ruleId), withoutWords(other, ruleId));
}

/** The document without what only people read of the rule's cases. */
function withoutWords(document: Document, ruleId: string): Document {
  const rules = ((document.rules ?? []) as Rule[]).map((rule) =>
    rule.id === ruleId ? { ...rule, cases: (rule.cases ?? []).map(worldOf) } : rule,
  );
  return { ...document, rules };
}

function worldOf({ name: _name, kind: _kind, expect: _expect, ...world }: GoldenCase): object {
  return world;
}
