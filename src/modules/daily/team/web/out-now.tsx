import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useZone } from '../../../../web/kit/bank.ts';
import { timeText } from '../../../../web/kit/dates.ts';
import type { Board } from '../../outing/board.ts';
import styles from './team.module.css';

const REFRESH_MILLIS = 30_000;

/** 依据 DAY-18: who is out now, where, and when he should be back. */
export function OutNow() {
  const zone = useZone();
  const { data } = useQuery({
    queryKey: ['/api/outings', 'board'],
    queryFn: ({ signal }) => api.get<Json<Board>>('/api/outings/board', {}, signal),
    refetchInterval: REFRESH_MILLIS,
  });
  const out = data?.outings.filter(({ state }) => state === 'out') ?? [];
  if (data === undefined) return null;
  return (
    <p className={styles.out}>
      <Link href="/outings">此刻在外 {out.length} 人</Link>
      {out.length > 0 && '：'}
      {out.map(({ id, staff, stops, expectedReturnAt }) => (
        <span key={id} className={styles.outing}>
          <strong>{staff}</strong> {stops.map(({ place }) => place).join('、')}，
          {expectedReturnAt < data.now ? (
            <span className={styles.overdue}>▲ 应于 {timeText(expectedReturnAt, zone)} 归行</span>
          ) : (
            `${timeText(expectedReturnAt, zone)} 回`
          )}
        </span>
      ))}
    </p>
  );
}
