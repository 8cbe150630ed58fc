import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { MyStanding } from '../my-standing.ts';
import styles from './my-day.module.css';

/** My month in one quiet line. It loads beside the page: nobody waits for it. */
export function Standing() {
  const { data } = useQuery({
    queryKey: ['/api/my-day/standing'],
    queryFn: ({ signal }) => api.get<MyStanding>('/api/my-day/standing', {}, signal),
    staleTime: 60_000,
  });
  return (
    <dl className={styles.standing} aria-label="我的本月">
      <Figure label="本月应办" value={data?.owed} />
      <Figure label="已完成" value={data?.completed} />
      <Figure label="逾期" value={data?.overdue} tone={data && data.overdue > 0 ? 'overdue' : 'plain'} />
      <Figure label="过错积分" value={data && <Link href="/points">{Number(data.points)}</Link>} />
      <Figure label="同组名次" value={data && (data.rank === null ? '—' : `${data.rank} / ${data.of}`)} />
    </dl>
  );
}

function Figure({
  label,
  value,
  tone = 'plain',
}: {
  label: string;
  value: React.ReactNode;
  tone?: 'plain' | 'overdue';
}) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd data-tone={tone}>{value ?? '…'}</dd>
    </div>
  );
}
