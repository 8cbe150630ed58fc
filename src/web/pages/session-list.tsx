import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../api/client.ts';
import { useAct } from '../api/query.ts';
import { Instant } from '../kit/civil-date.tsx';
import { Loaded } from '../kit/states.tsx';
import styles from './me.module.css';

type OpenSession = {
  id: string | number;
  createdAt: string;
  seenAt: string;
  userAgent: string | null;
  address: string | null;
  current: boolean;
};

const path = '/api/sessions';

/** Where one is signed in, with a way to end what one does not recognise. */
export function SessionList() {
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ items: OpenSession[] }>(path, {}, signal),
  });
  const end = useAct({
    run: (id: OpenSession['id']) => api.delete(`${path}/${encodeURIComponent(id)}`),
    touches: [[path]],
    done: '已在那台设备上退出',
  });
  return (
    <Loaded query={query} rows={2}>
      {({ items }) => (
        <ul>
          {items.map((session) => (
            <li key={session.id} className={styles.session}>
              <div>
                <Instant at={session.createdAt} /> 登录
                <p className={styles.detail}>
                  {[session.address, session.userAgent].filter((part) => part !== null).join(' · ')}
                </p>
              </div>
              {session.current ? (
                <span className={styles.present}>✓ 本机</span>
              ) : (
                <Button size="small" onClick={() => end.mutate(session.id)}>
                  退出
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
