import type { Problem } from '../../kernel/errors/public.ts';
import styles from './problem-list.module.css';

/** All that is wrong, once, above a form; a problem of a field leads to it. */
export function ProblemList({ problems, onGo }: { problems: readonly Problem[]; onGo?: (path: string) => void }) {
  if (problems.length === 0) return null;
  return (
    <div className={styles.problems} role="alert">
      <p className={styles.title}>
        <span aria-hidden="true">! </span>
        {problems.length === 1 ? '有一处需要处理' : `有 ${problems.length} 处需要处理`}
      </p>
      <ul>
        {problems.map(({ code, path, text }) => (
          <li key={`${code} ${path} ${text}`}>
            {path !== undefined && onGo !== undefined ? (
              <button type="button" className={styles.go} onClick={() => onGo(path)}>
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
