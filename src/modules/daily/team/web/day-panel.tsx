import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useToday, useZone } from '../../../../web/kit/bank.ts';
import { methodText } from '../../../../web/kit/contact-words.ts';
import { civilDateText, timeText } from '../../../../web/kit/dates.ts';
import { Facts } from '../../../../web/kit/facts.tsx';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { Timeline } from '../../../../web/kit/timeline.tsx';
import { ATTENDANCE } from '../../meeting/kinds.fields.ts';
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
        {(day) => (
          <>
            <Particulars day={day} />
            <Timeline
              emptyTitle="这一天没有走访和联系的记录"
              items={day.items.map((item) => ({
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
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}

/** Log, meetings and outings of the day, each opening its record. */
function Particulars({ day: { log, meetings, outings } }: { day: Json<TeamDay> }) {
  const zone = useZone();
  return (
    <Facts
      items={[
        {
          label: '日志',
          value:
            log === null ? '没有提交' : <Link href={`/logs/${log.id}`}>{timeText(log.submittedAt, zone)} 提交</Link>,
        },
        ...meetings.map(({ id, title, startsAt, status }) => ({
          label: title,
          value: (
            <Link href={`/meeting-records/${id}`}>
              {timeText(startsAt, zone)} {ATTENDANCE[status]}
            </Link>
          ),
        })),
        ...outings.map(({ id, business, places, outAt, returnedAt }) => ({
          label: '外出',
          value: (
            <Link href={`/outings/list/${id}`}>
              {timeText(outAt, zone)}–{returnedAt === null ? '未归' : timeText(returnedAt, zone)} {business}
              {places !== null && `（${places}）`}
            </Link>
          ),
        })),
      ]}
    />
  );
}
