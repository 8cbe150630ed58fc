import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { addMonths, type CivilDate } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { civilDateText } from '../../../web/kit/dates.ts';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { AttendanceMonth } from './attendance-matrix.ts';
import { ATTENDANCE, MEETING_KINDS } from './kinds.fields.ts';
import styles from './web/attendance.module.css';
import { attendanceLook } from './web/attendance-looks.ts';
import { MeetingViews } from './web/meeting-views.tsx';

type Month = Json<AttendanceMonth>;

/** 到会情况: people × sessions of a month, and how often each was missing. */
export default function AttendancePage() {
  const { values, set } = useUrlQuery();
  const today = useToday();
  const shown = (values.month ?? `${today.slice(0, 7)}-01`) as CivilDate;
  const query = useQuery({
    queryKey: ['/api/meeting-attendance', shown],
    queryFn: ({ signal }) => api.get<Month>('/api/meeting-attendance', { month: shown }, signal),
    placeholderData: (previous) => previous,
  });
  const turn = (months: number) => set({ month: addMonths(shown, months) });
  return (
    <Page
      title="到会情况"
      actions={
        <span className={styles.month}>
          <Button type="text" aria-label="上一月" onClick={() => turn(-1)}>
            ‹
          </Button>
          {shown.slice(0, 4)}年{Number(shown.slice(5, 7))}月
          <Button
            type="text"
            aria-label="下一月"
            disabled={shown.slice(0, 7) >= today.slice(0, 7)}
            onClick={() => turn(1)}
          >
            ›
          </Button>
        </span>
      }
    >
      <MeetingViews />
      <Loaded query={query} rows={10}>
        {(month) =>
          month.sessions.length === 0 ? (
            <Empty title="这个月还没有例会" next="例会按安排在当日自动召集" />
          ) : (
            <Matrix month={month} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Matrix({ month }: { month: Month }) {
  const cells = new Map(month.cells.map((cell) => [`${cell.staffId} ${cell.date} ${cell.kind}`, cell]));
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col" className={styles.name}>
                姓名
              </th>
              <th scope="col" className={styles.sum}>
                缺席
              </th>
              <th scope="col" className={styles.sum}>
                迟到
              </th>
              {month.sessions.map(({ date, kind }) => (
                <th
                  key={`${date} ${kind}`}
                  scope="col"
                  title={`${civilDateText(date, month.today)} ${MEETING_KINDS[kind]}`}
                >
                  {Number(date.slice(8))}
                  <span className={styles.kind}>{kind === 'morning' ? '' : MEETING_KINDS[kind].slice(0, 1)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {month.people.map((person) => (
              <tr key={person.id}>
                <th scope="row" className={styles.name} title={person.institution ?? undefined}>
                  {person.name}
                </th>
                <td className={styles.sum} data-some={person.missed > 0}>
                  {person.missed}
                </td>
                <td className={styles.sum}>{person.late}</td>
                {month.sessions.map(({ date, kind }) => {
                  const cell = cells.get(`${person.id} ${date} ${kind}`);
                  return (
                    <td key={`${date} ${kind}`}>
                      {cell !== undefined && (
                        <Link
                          href={`/meeting-records/${cell.meetingId}`}
                          className={styles.cell ?? ''}
                          data-status={cell.status}
                          title={`${person.name} ${civilDateText(date, month.today)} ${MEETING_KINDS[kind]}：${ATTENDANCE[cell.status]}`}
                        >
                          {attendanceLook(cell.status).mark}
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.legend}>
        ✓ 到会 · △ 迟到 · ▲ 缺席 · – 请假 · ○ 未签到；日期下“周”“月”“季”为周例会、月会、季会
      </p>
    </>
  );
}
