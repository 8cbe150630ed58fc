import { useEffect, useState } from 'react';
import { useKeysetList } from '../../../web/api/query.ts';
import { Deadline } from '../../../web/kit/deadline.tsx';
import { isTyping } from '../../../web/kit/keys.ts';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Failure, Skeleton } from '../../../web/kit/states.tsx';
import { usePhone } from '../../../web/shell/wide.ts';
import styles from './web/confirmations.module.css';
import { Report, type WaitingReport } from './web/report.tsx';

/** From this many reports before the end the next page is fetched, so that reading never waits. */
const AHEAD = 5;

/** 依据 DAY-8: a reading view. J and K move, a sentence may be written, one click confirms or returns. */
export default function ConfirmationsPage() {
  const list = useKeysetList<WaitingReport>('/api/confirmations');
  const phone = usePhone();
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const [openId, setOpenId] = useState<number | null>(null);
  const waiting = list.rows.filter(({ id }) => !done.has(id));
  const found = waiting.findIndex(({ id }) => id === openId);
  const index = found === -1 ? 0 : found;
  const report = waiting[index];

  const move = (step: 1 | -1) => {
    const next = waiting[index + step];
    if (next !== undefined) setOpenId(next.id);
  };
  useMoveKeys(move);

  const { has, loading, load } = list.more;
  useEffect(() => {
    if (has && !loading && waiting.length - index <= AHEAD) load();
  }, [has, loading, load, waiting.length, index]);

  const settle = (id: number) => {
    setOpenId((waiting[index + 1] ?? waiting[index - 1])?.id ?? null);
    setDone(new Set([...done, id]));
  };
  const restore = (id: number) => setDone(new Set([...done].filter((each) => each !== id)));

  return (
    <Page
      title="待确认的走访"
      note={report === undefined ? undefined : `${index + 1} / ${waiting.length}${has ? '+' : ''}`}
      actions={!phone && waiting.length > 1 && <span className={styles.keys}>J 下一份 · K 上一份</span>}
    >
      {list.error !== null && waiting.length === 0 && <Failure error={list.error} retry={list.reload} />}
      {list.loading && <Skeleton rows={8} />}
      {!list.loading && list.error === null && report === undefined && (
        <Empty title="没有等待确认的走访报告" next="客户经理提交后会出现在这里" />
      )}
      {report !== undefined && (
        <div className={styles.reading}>
          {!phone && (
            <ol className={styles.list} aria-label="待确认">
              {waiting.map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    className={styles.entry}
                    aria-current={each.id === report.id}
                    onClick={() => setOpenId(each.id)}
                  >
                    <span className={styles.customer}>{each.customer}</span>
                    <span className={styles.staff}>{each.staff}</span>
                    {each.until !== null && (
                      <span className={styles.until}>
                        <Deadline until={each.until} workdaysLeft={each.workdaysLeft} brief />
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ol>
          )}
          <Report key={report.id} report={report} onSettled={settle} onFailed={restore} onMove={move} />
        </div>
      )}
    </Page>
  );
}

function useMoveKeys(move: (step: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key.toLowerCase()] as 1 | -1 | undefined;
      if (step !== undefined) move(step);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
