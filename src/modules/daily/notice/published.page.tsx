import { useQuery } from '@tanstack/react-query';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import type { RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import type { Receipt } from './my-notices.ts';
import { notice } from './notice.register.ts';
import { NoticeViews } from './web/notice-views.tsx';
import styles from './web/notices.module.css';

/** 发布与回执: drafts, what was published, who has not read it. */
export default function PublishedPage() {
  return (
    <RegisterListPage
      register={notice}
      base="/published-notices"
      title="通告"
      lead={<NoticeViews />}
      detailExtra={(row) => row.state === 'published' && <Receipts row={row} />}
    />
  );
}

function Receipts({ row }: { row: RegisterRow }) {
  const path = `/api/notices/${row.id}/receipts`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ items: Json<Receipt>[]; read: number }>(path, {}, signal),
  });
  return (
    <Section title="回执" note={query.data && `已读 ${query.data.read} / ${query.data.items.length}`}>
      <Loaded query={query}>
        {({ items }) => (
          <ul className={styles.receipts}>
            {items.map(({ staffId, name, institution, readAt }) => (
              <li key={staffId} className={styles.receipt}>
                <span className={readAt === null ? styles.unread : undefined}>{name}</span>
                <span className={styles.place}>{institution}</span>
                {readAt === null ? <span className={styles.pending}>未读</span> : <Instant at={readAt} />}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
