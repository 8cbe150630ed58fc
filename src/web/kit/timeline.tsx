import { useToday } from './bank.ts';
import { civilDateText } from './dates.ts';
import { Empty } from './states.tsx';
import styles from './timeline.module.css';
import { groupByDay, type TimelineItem } from './timeline.ts';

/** What happened, or is to happen, by day, in the order of the items. */
export function Timeline({
  items,
  emptyTitle = '还没有记录',
}: {
  items: readonly TimelineItem[];
  emptyTitle?: string;
}) {
  const today = useToday();
  if (items.length === 0) return <Empty title={emptyTitle} />;
  return (
    <ol>
      {groupByDay(items).map((group) => (
        <li key={group.date} className={styles.day}>
          <h3 className={group.date === today ? styles.today : styles.date}>
            {group.date === today ? `今天 ${civilDateText(group.date, today)}` : civilDateText(group.date, today)}
          </h3>
          <ol>
            {group.items.map((item) => (
              <li key={item.id} className={styles.item} data-tone={item.tone ?? 'plain'}>
                <span className={styles.time}>{item.time ?? ''}</span>
                <div className={styles.content}>{item.content}</div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
