import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { civilDateText } from '../../../web/kit/dates.ts';
import { Deadline } from '../../../web/kit/deadline.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { ReadingKeys, ReadingPane, useReading } from '../../../web/kit/reading.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { LogOfDay, LogsOfDay, unreadDays } from './logs-of-day.ts';
import { Absent } from './web/absent.tsx';
import styles from './web/log.module.css';
import { LogSheet } from './web/log-sheet.tsx';

type Log = Json<LogOfDay>;

const keyOf = ({ id }: Log) => id;

/** 依据 DAY-10: all logs of a day, read one after the other with J and K, a sentence and an instruction beneath each. */
export default function ReadingPage() {
  const today = useToday();
  const { values, set } = useUrlQuery();
  const query = useQuery({
    queryKey: ['/api/logs', 'day', values.date],
    queryFn: ({ signal }) => api.get<Json<LogsOfDay>>('/api/logs/day', { date: values.date }, signal),
  });
  const date = values.date ?? query.data?.date;
  return (
    <Page
      title="批阅日志"
      note={date && civilDateText(date, today)}
      actions={
        <span className={styles.days}>
          <ReadingKeys />
          <DateInput label="日期" value={date ?? null} onChange={(day) => set({ date: day ?? undefined })} />
          <Link href="/logs">历次日志</Link>
        </span>
      }
    >
      {date !== undefined && <Unread date={date} />}
      <Loaded query={query}>{(day) => <Logs key={day.date} day={day} />}</Loaded>
    </Page>
  );
}

function Logs({ day: { logs, missing, date } }: { day: Json<LogsOfDay> }) {
  const reading = useReading(logs, keyOf);
  const { item, index, waiting } = reading;
  return (
    <>
      {item === undefined ? (
        <Empty title="这一天还没有人提交日志" next="客户经理提交后会出现在这里" />
      ) : (
        <ReadingPane label="日志" reading={reading} keyOf={keyOf} entry={entryOf}>
          <LogSheet
            key={item.id}
            log={item}
            place={`${index + 1} / ${waiting.length}`}
            onRead={() => reading.move(1)}
            onMove={reading.move}
          />
        </ReadingPane>
      )}
      <Absent date={date} people={missing} />
    </>
  );
}

function entryOf({ staff, state, until, workdaysLeft, needsHelp }: Log) {
  return {
    title: staff,
    note: state === 'read' ? '✓ 已阅' : needsHelp ? '需协调' : '',
    ...(state === 'submitted' &&
      until !== null && { foot: <Deadline until={until} workdaysLeft={workdaysLeft} brief /> }),
  };
}

/** So many days one catches up with; what is older is in the list. */
const MOST_DAYS = 4;

/** Other days on which something still waits. */
function Unread({ date }: { date: string }) {
  const query = useQuery({
    queryKey: ['/api/logs', 'unread'],
    queryFn: ({ signal }) =>
      api.get<{ days: Json<Awaited<ReturnType<typeof unreadDays>>> }>('/api/logs/unread', {}, signal),
  });
  const others = (query.data?.days ?? []).filter((day) => day.date !== date);
  if (others.length === 0) return null;
  return (
    <p className={styles.missing}>
      还有未阅：
      {others.slice(0, MOST_DAYS).map((day) => (
        <Link key={day.date} href={`/logs/reading?date=${day.date}`}>
          <CivilDate date={day.date} /> {day.count} 篇
        </Link>
      ))}
      {others.length > MOST_DAYS && <Link href="/logs?state=submitted">更早的</Link>}
    </p>
  );
}
