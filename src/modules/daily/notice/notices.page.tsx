import { Button } from 'antd';
import { useSearchParams } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useAct, useKeysetList } from '../../../web/api/query.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { CivilDate, Instant } from '../../../web/kit/civil-date.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Failure, Skeleton } from '../../../web/kit/states.tsx';
import type { MyNotice } from './my-notices.ts';
import { NoticeViews } from './web/notice-views.tsx';
import styles from './web/notices.module.css';

const path = '/api/notices';

/** 通告: what was made known to me; a must-read asks for its receipt. */
export default function NoticesPage() {
  const [parameters] = useSearchParams();
  const unread = parameters.get('view') === 'unread';
  const list = useKeysetList<Json<MyNotice>>(path, { unread: unread || undefined });
  return (
    <Page title="通告">
      <NoticeViews />
      {list.error !== null && list.rows.length === 0 && <Failure error={list.error} retry={list.reload} />}
      {list.loading && <Skeleton rows={8} />}
      {!list.loading && list.error === null && list.rows.length === 0 && (
        <Empty title={unread ? '没有未读的通告' : '还没有发给您的通告'} />
      )}
      <ul className={styles.notices}>
        {list.rows.map((each) => (
          <Notice key={each.id} notice={each} />
        ))}
      </ul>
      {list.more.has && (
        <Button onClick={list.more.load} loading={list.more.loading}>
          更早的通告
        </Button>
      )}
    </Page>
  );
}

function Notice({ notice }: { notice: Json<MyNotice> }) {
  const today = useToday();
  const read = useAct({
    run: () => api.post(`${path}/${notice.id}/read`, {}),
    touches: [[path], ['/api/messages'], ['/api/my-day']],
    done: '已记下阅读回执',
  });
  const pending = notice.mustRead && notice.readAt === null;
  const overdue = pending && notice.readBy !== null && notice.readBy < today;
  return (
    <li>
      <details className={styles.notice} open={pending || undefined}>
        <summary className={styles.head}>
          <span className={notice.readAt === null ? styles.unread : styles.title}>{notice.title}</span>
          {notice.kind === 'directive' && <span className={styles.kind}>上级精神</span>}
          {pending && (
            <span className={overdue ? styles.overdue : styles.pending}>
              {overdue && '▲ '}必读 <CivilDate date={notice.readBy} /> 前
            </span>
          )}
          <span className={styles.when}>
            {notice.institution} {notice.publisher} <Instant at={notice.publishedAt} />
            {pending && notice.chasedAt !== null && <span className={styles.overdue}> · 已催办</span>}
          </span>
        </summary>
        <p className={styles.body}>{notice.body}</p>
        {notice.readAt === null ? (
          <Button type={notice.mustRead ? 'primary' : 'default'} onClick={() => read.mutate()} loading={read.isPending}>
            我已阅读
          </Button>
        ) : (
          <p className={styles.when}>
            已读 <Instant at={notice.readAt} />
          </p>
        )}
      </details>
    </li>
  );
}
