import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useToday, useZone } from '../../../../web/kit/bank.ts';
import { methodText } from '../../../../web/kit/contact-words.ts';
import { civilDateText, timeText } from '../../../../web/kit/dates.ts';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { Timeline } from '../../../../web/kit/timeline.tsx';
import type { TeamDay } from '../team-day.ts';

/** What somebody did on one day of the matrix. */
export default function DayPanel({ staff, date, onClose }: { staff: number; date: string; onClose: () => void }) {
  const today = useToday();
  const zone = useZone();
  const path = `/api/team/${staff}/${date}`;
  const query = useQuery({
    queryKey: ['/api/team', 'day', staff, date],
    queryFn: ({ signal }) => api.get<Json<TeamDay>>(path, {}, signal),
  });
  const name = query.data?.person.name ?? '';
  return (
    <SidePanel title={`${name} ${civilDateText(date, today)}`} onClose={onClose}>
      {date <= today && (
        <p>
          <Link href={`/as-of?staff=${staff}&day=${date}`}>追溯：那天他欠什么</Link>
        </p>
      )}
      <Loaded query={query}>
        {({ items }) => (
          <Timeline
            emptyTitle="这一天没有走访和联系的记录"
            items={items.map((item) => ({
              id: item.key,
              date,
              time: timeText(item.occurredAt, zone),
              content: (
                <>
                  {methodText(item.method)}{' '}
                  {item.visitId === null ? (
                    item.customer
                  ) : (
                    <Link href={`/visits/${item.visitId}`}>{item.customer}</Link>
                  )}
                  {item.reason !== null && <div>{item.reason}</div>}
                  {item.result !== null && <div>{item.result}</div>}
                </>
              ),
            }))}
          />
        )}
      </Loaded>
    </SidePanel>
  );
}
