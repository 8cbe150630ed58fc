import { Link } from 'wouter';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { StatusMark } from '../../../web/kit/status-mark.tsx';
import { useMessages, waitingText } from '../../../web/kit/waiting.ts';
import { taskLook } from '../tasks/web/task-words.ts';
import styles from './web/messages.module.css';

/** 消息: all that waits for me, each with the way to settle it. */
export default function MessagesPage() {
  const query = useMessages();
  return (
    <Page title="消息">
      <Loaded query={query}>
        {({ waiting, tasks }) => (
          <div className={styles.lists}>
            <Section title="等我办理">
              {waiting.length === 0 && <Empty title="没有等您办理的事" next="有新的报告、申请或认定时出现在这里" />}
              <ul>
                {waiting.map(({ id, title, path: to, count }) => (
                  <li key={id}>
                    <Link href={to} className={styles.entry ?? ''}>
                      <span>{title}</span>
                      <span className={styles.count}>{waitingText(count)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
            {tasks.length > 0 && (
              <Section title="刚结束的任务" note={<Link href="/tasks">全部任务</Link>}>
                <ul>
                  {tasks.map(({ id, kind, title, state, endedAt }) => (
                    <li key={id}>
                      <Link href={kind === 'import' ? `/imports/${id}` : '/tasks'} className={styles.entry ?? ''}>
                        <span className={styles.task}>
                          {title}
                          <span className={styles.time}>
                            <Instant at={endedAt} />
                          </span>
                        </span>
                        <StatusMark look={taskLook(state)} />
                      </Link>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
