import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import type { Feed } from '../feed.ts';
import styles from './calendar.module.css';

const path = '/api/my-calendar/feed';

/** The secret address of my calendar: shown once, replaced or stopped at any time. */
export function FeedSection() {
  const [token, setToken] = useState<string | null>(null);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ feed: Json<Feed> | null }>(path, {}, signal),
  });
  const open = useAct({
    run: () => api.post<{ token: string }>(path),
    touches: [[path]],
    onDone: (answer) => setToken(answer.token),
  });
  const close = useAct({
    run: () => api.delete(path),
    touches: [[path]],
    done: '订阅已停用，原地址不再可读',
    onDone: () => setToken(null),
  });
  return (
    <Loaded query={query} rows={2}>
      {({ feed }) => (
        <div className={styles.feed}>
          <p>
            把地址加到日历程序的「订阅日历」里，会议、行程与到期事项会随时更新。日历里只有名称与事由；知道地址的人都能读到，请勿转发。
          </p>
          {token !== null && (
            <>
              <p className={styles.address}>{`${location.origin}/api/calendars/${token}/zhanye.ics`}</p>
              <p>地址只显示这一次，请现在复制。</p>
            </>
          )}
          {feed !== null && (
            <p>
              <Instant at={feed.createdAt} /> 开通，
              {feed.readAt === null ? (
                '还没有日历来读取'
              ) : (
                <>
                  最近读取 <Instant at={feed.readAt} />
                </>
              )}
            </p>
          )}
          <div className={styles.buttons}>
            <Button type={feed === null ? 'primary' : 'default'} loading={open.isPending} onClick={() => open.mutate()}>
              {feed === null ? '开通订阅' : '更换地址'}
            </Button>
            {feed !== null && (
              <Button loading={close.isPending} onClick={() => close.mutate()}>
                停用订阅
              </Button>
            )}
          </div>
        </div>
      )}
    </Loaded>
  );
}
