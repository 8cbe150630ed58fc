import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { useMe } from '../../../web/api/session.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { ProgressList } from './web/progress-list.tsx';
import styles from './web/reading.module.css';
import { isSettled, type Reading, readingsPath } from './web/reading-api.ts';
import { ReadingView } from './web/reading-view.tsx';

const CHASERS = new Set(['leader', 'president', 'business', 'hr', 'audit']);

/** 必读: the regulations that were made or changed and concern me; whoever leads people sees who still owes them. */
export default function ReadingPage() {
  const me = useMe();
  const { regulation } = useParams<{ regulation?: string }>();
  const query = useQuery({
    queryKey: [readingsPath],
    queryFn: ({ signal }) => api.get<{ items: Reading[] }>(readingsPath, {}, signal),
  });
  return (
    <Loaded query={query}>
      {({ items }) => {
        const open = items.find((item) => item.regulation === regulation);
        if (open) {
          return (
            <Page title={open.title} note={<Link href="/reading">返回必读</Link>}>
              <div style={{ maxWidth: 760 }}>
                <ReadingView reading={open} />
              </div>
            </Page>
          );
        }
        return (
          <Page title="必读制度" note={noteOf(items.filter((item) => !isSettled(item)).length)}>
            {items.length === 0 && <Empty title="没有需要您阅读的制度" next="制度新增或修订后会出现在这里" />}
            <div className={styles.items}>
              {items.map((item) => (
                <Item key={item.regulation} reading={item} />
              ))}
            </div>
            {me.roles.some((role) => CHASERS.has(role)) && <ProgressList />}
          </Page>
        );
      }}
    </Loaded>
  );
}

function Item({ reading }: { reading: Reading }) {
  const { regulation, title, issuer, version, effectiveOn, readAt } = reading;
  const state = isSettled(reading) ? '✓ 已完成' : readAt === null ? '未读' : '已读，待测验';
  return (
    <article className={styles.item}>
      <strong>
        <Link href={`/reading/${encodeURIComponent(regulation)}`}>{title}</Link>
      </strong>
      <span className={styles.faint}>
        {issuer} · 第 {version} 版，自 <CivilDate date={effectiveOn} /> 起施行
      </span>
      <span className={isSettled(reading) ? styles.done : styles.due}>{state}</span>
    </article>
  );
}

function noteOf(open: number): string | undefined {
  return open === 0 ? undefined : `还有 ${open} 项待办`;
}
