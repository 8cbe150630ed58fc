import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import type { ToolEntry } from '../module.ts';
import styles from './tool-link.module.css';

const askAgainMillis = 30_000;

export function ToolLink({ tool }: { tool: ToolEntry }) {
  const { countPath } = tool;
  const { data } = useQuery({
    queryKey: [countPath],
    queryFn: ({ signal }) => api.get<{ count: number }>(countPath ?? '', {}, signal),
    enabled: countPath !== undefined,
    refetchInterval: askAgainMillis,
    retry: false,
  });
  const count = data?.count ?? 0;
  return (
    <Link href={tool.path} className={styles.tool ?? ''}>
      {tool.title}
      {count > 0 && <span className={styles.count}>{count > 99 ? '99+' : count}</span>}
    </Link>
  );
}
