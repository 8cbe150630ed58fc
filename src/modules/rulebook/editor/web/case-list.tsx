import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { caseSchema, type GoldenCase } from '../../../../kernel/rulebook/case.ts';
import { caseLines, holds, withActual } from '../../../../kernel/rulebook/case-outcome.ts';
import { CaseView, type Outcome } from './case-view.tsx';
import styles from './cases.module.css';
import { useEditor } from './editor-context.ts';
import { getIn, type Path } from './paths.ts';
import { RecomputeDialog } from './recompute-dialog.tsx';
import { type CaseOutcome, useCases } from './use-cases.ts';

type CaseListProps = {
  path: Path;
  /** A new case, not yet filled in. */
  blank: unknown;
  /** The form of the case at a place. */
  form: (path: Path, value: unknown) => ReactNode;
};

/** 样例: the rule's golden cases told as stories; run on the draft at once, and set right after one has seen what differs. */
export function CaseList({ path, blank, form }: CaseListProps) {
  const editor = useEditor();
  const { draftId, document, readOnly, set } = editor;
  const cases = (getIn(document, path) ?? []) as unknown[];
  const { outcomes, outdated, running, run } = useCases(
    draftId,
    document,
    String(getIn(document, [...path.slice(0, 2), 'id'])),
  );
  const [recomputing, setRecomputing] = useState<number[]>([]);
  const read = cases.map((one) => caseSchema.safeParse(one).data ?? null);
  const results = read.map((golden, index) => outcomeOf(golden, outdated ? undefined : outcomes?.[index]));
  const failing = results.flatMap((result, index) => (result.state === 'fails' ? [index] : []));
  const recompute = () => {
    const mended = cases.map((one, index) => {
      const [golden, actual] = [read[index], outcomes?.[index]?.actual];
      return recomputing.includes(index) && golden && actual ? withActual(golden, actual) : one;
    });
    set(path, mended);
  };
  return (
    <div className={styles.cases}>
      {cases.length > 0 && (
        <p className={styles.runLine}>
          <Button onClick={run} loading={running}>
            立即运行
          </Button>
          <span role="status">
            {outcomes === null
              ? '在草案上逐例验算，与发布时相同'
              : outdated
                ? '规则已改，请重新运行'
                : summaryOf(results)}
          </span>
          {!readOnly && failing.length > 1 && (
            <Button type="link" size="small" onClick={() => setRecomputing(failing)}>
              全部按草案重算期望
            </Button>
          )}
        </p>
      )}
      {cases.map((one, index) => (
        <CaseView
          // biome-ignore lint/suspicious/noArrayIndexKey: what is being written may not have its name yet
          key={index}
          path={[...path, index]}
          golden={read[index] ?? null}
          outcome={results[index] as Outcome}
          form={form([...path, index], one)}
          onRecompute={() => setRecomputing([index])}
          onRemove={() => set(path, cases.toSpliced(index, 1))}
        />
      ))}
      {!readOnly && (
        <Button size="small" type="link" onClick={() => set(path, [...cases, blank])}>
          ＋ 样例
        </Button>
      )}
      <RecomputeDialog
        cases={recomputing.flatMap((index) => {
          const [golden, result] = [read[index], results[index]];
          return golden && result?.state === 'fails' ? [{ golden, lines: result.lines }] : [];
        })}
        onConfirm={recompute}
        onClose={() => setRecomputing([])}
      />
    </div>
  );
}

function outcomeOf(golden: GoldenCase | null, outcome: CaseOutcome | undefined): Outcome {
  if (golden === null || outcome === undefined) return { state: 'unknown' };
  if (outcome.actual === null) return { state: 'impossible', reason: outcome.reason ?? '' };
  const lines = caseLines(golden.expect, outcome.actual);
  return { state: lines.every(holds) ? 'holds' : 'fails', lines };
}

function summaryOf(results: readonly Outcome[]): string {
  const wrong = results.filter(({ state }) => state !== 'holds').length;
  return wrong === 0 ? `✓ ${results.length} 例全部成立` : `▲ ${results.length} 例中 ${wrong} 例不符`;
}
