import { useQuery } from '@tanstack/react-query';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import type { MyMeeting } from './my-meetings.ts';
import { MeetingCard } from './web/meeting-card.tsx';
import { MeetingViews } from './web/meeting-views.tsx';
import styles from './web/today.module.css';

const path = '/api/meetings/mine';
/** The room fills within minutes; a leader watches it happen. */
const ASK_AGAIN_MS = 15_000;

/** 例会: the meetings of today, with one button to sign in. */
export default function TodayPage() {
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ today: string; items: Json<MyMeeting>[] }>(path, {}, signal),
    refetchInterval: ASK_AGAIN_MS,
  });
  return (
    <Page title="例会" note={query.data && <CivilDate date={query.data.today} />}>
      <MeetingViews />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="今天没有要参加的例会" next="例会按安排在当日自动召集" />
          ) : (
            <ul className={styles.meetings}>
              {items.map((meeting) => (
                <MeetingCard key={meeting.id} meeting={meeting} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
