import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { addDays, type CivilDate, dayOfWeek, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useToday, useZone } from '../../../web/kit/bank.ts';
import { civilDateText, timeText } from '../../../web/kit/dates.ts';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { CalendarEntry } from './entries.ts';
import styles from './web/calendar.module.css';
import { FeedSection } from './web/feed-section.tsx';

type Entry = Json<CalendarEntry>;

const WEEK = 7;

/** 依据 DAY-19: my week, seven days side by side; on the phone one below the other. */
export default function CalendarPage() {
  const today = useToday();
  const { values, set } = useUrlQuery();
  const shown = parseCivilDate(values.on ?? '') ?? (today as CivilDate);
  const from = addDays(shown, 1 - dayOfWeek(shown));
  const to = addDays(from, WEEK - 1);
  const query = useQuery({
    queryKey: ['/api/my-calendar', from, to],
    queryFn: ({ signal }) => api.get<{ items: Entry[] }>('/api/my-calendar', { from, to }, signal),
    placeholderData: (previous) => previous,
  });
  const go = (days: number) => set({ on: addDays(from, days) });
  return (
    <Page
      title="我的日历"
      note={`${civilDateText(from, today)} 至 ${civilDateText(to, today)}`}
      actions={
        <span className={styles.steps}>
          <Button onClick={() => go(-WEEK)}>上一周</Button>
          <Button onClick={() => set({ on: undefined })}>本周</Button>
          <Button onClick={() => go(WEEK)}>下一周</Button>
        </span>
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <ol className={styles.week}>
            {Array.from({ length: WEEK }, (_, index) => addDays(from, index)).map((day) => (
              <Day key={day} day={day} today={today} entries={items.filter((entry) => isOn(entry, day))} />
            ))}
          </ol>
        )}
      </Loaded>
      <Section title="在手机或电脑的日历里订阅">
        <FeedSection />
      </Section>
    </Page>
  );
}

function isOn({ day, lastDay }: Entry, on: string): boolean {
  return day <= on && on <= lastDay;
}

function Day({ day, today, entries }: { day: string; today: string; entries: readonly Entry[] }) {
  const zone = useZone();
  return (
    <li className={styles.day} data-today={day === today || undefined} data-empty={entries.length === 0 || undefined}>
      <h2 className={styles.date}>{civilDateText(day, today)}</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.key} className={styles.entry} data-kind={entry.kind}>
            {entry.at !== null && <span className={styles.time}>{timeText(entry.at, zone)} </span>}
            <Link href={entry.path}>{entry.title}</Link>
            {entry.place !== null && <span className={styles.place}> {entry.place}</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}
