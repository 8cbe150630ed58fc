import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, problemsOfError } from '../api/problems.ts';
import styles from './states.module.css';

/** Grey lines where text will stand; drawn only after a moment, so that a quick answer does not flicker. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className={styles.skeleton} role="status" aria-label="正在载入">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={row} className={styles.bone} style={{ width: `${[92, 76, 84, 68][row % 4]}%` }} />
      ))}
    </div>
  );
}

/** Nothing here, and what to do next. */
export function Empty({ title, next }: { title: string; next?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {next !== undefined && <div className={styles.next}>{next}</div>}
    </div>
  );
}

/** A failure in place of what was asked for, in the server's words, with a way to try again. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const worthRetrying = !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
  return (
    <div className={styles.empty} role="alert">
      {problemsOfError(error).map((problem) => (
        <p key={problem.code + problem.text} className={styles.emptyTitle}>
          {problem.text}
        </p>
      ))}
      {retry !== undefined && worthRetrying && <Button onClick={retry}>重试</Button>}
    </div>
  );
}

type Loadable<Data> = { data: Data | undefined; error: Error | null; refetch: () => unknown };

/** A query's three faces: skeleton, failure, content. Content already there stays while it is asked for again. */
export function Loaded<Data>({
  query,
  rows,
  children,
}: {
  query: Loadable<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton rows={rows} />;
}
