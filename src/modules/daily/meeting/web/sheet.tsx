import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { useMe } from '../../../../web/api/session.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { useZone } from '../../../../web/kit/bank.ts';
import { timeText } from '../../../../web/kit/dates.ts';
import { Section } from '../../../../web/kit/page.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import type { SheetLine } from '../attendance.ts';
import { ATTENDANCE, type Attendance, type MeetingKind, RECORD_TITLES } from '../kinds.fields.ts';
import { attendanceLook } from './attendance-looks.ts';
import styles from './sheet.module.css';

type Line = Json<SheetLine>;
type Marked = Exclude<Attendance, 'expected'>;

const marks = (Object.keys(ATTENDANCE) as Attendance[])
  .filter((status): status is Marked => status !== 'expected')
  .map((value) => ({ value, label: ATTENDANCE[value] }));
const came = ({ status }: Line) => status === 'present' || status === 'late';

function useSheet(meetingId: number) {
  const path = `/api/meetings/${meetingId}/attendance`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ leads: boolean; items: Line[] }>(path, {}, signal),
  });
}

/** 签到表: who came, and for the leader 点名 until the meeting is on file. */
export function Sheet({ meetingId, settled }: { meetingId: number; settled: boolean }) {
  const query = useSheet(meetingId);
  const me = useMe().staffId;
  return (
    <Section
      title="签到表"
      note={query.data && `到会 ${query.data.items.filter(came).length} / ${query.data.items.length}`}
    >
      <Loaded query={query}>
        {({ leads, items }) => (
          <ul className={styles.sheet}>
            {items.map((line) => (
              <SheetRow
                key={line.staffId}
                meetingId={meetingId}
                line={line}
                marks={leads && !settled && line.staffId !== me}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function SheetRow({ meetingId, line, marks: mayMark }: { meetingId: number; line: Line; marks: boolean }) {
  const zone = useZone();
  const [asking, setAsking] = useState<Marked | null>(null);
  const roll = useAct({
    run: (given: { status: Marked; reason?: string }) =>
      api.post(`/api/meetings/${meetingId}/attendance`, { staff: line.staffId, ...given }),
    touches: [[`/api/meetings/${meetingId}/attendance`], ['/api/meetings/mine'], ['/api/meeting-attendance']],
  });
  const choose = (status: Marked) => {
    if (status === 'absent' || status === 'excused') setAsking(status);
    else roll.mutate({ status });
  };
  return (
    <li className={styles.line}>
      <span className={styles.name}>{line.name}</span>
      <span className={styles.post}>{line.post}</span>
      {mayMark ? (
        <Select
          size="small"
          aria-label={`${line.name}点名`}
          className={styles.mark ?? ''}
          options={marks}
          placeholder="未签到"
          loading={roll.isPending}
          value={line.status === 'expected' ? null : line.status}
          onChange={(status: Marked | null) => status !== null && choose(status)}
        />
      ) : (
        <StatusMark look={attendanceLook(line.status)} />
      )}
      <span className={styles.note}>
        {line.signedAt !== null && timeText(line.signedAt, zone)} {line.reason}
      </span>
      {asking !== null && (
        <Ask
          open
          title={`${line.name}：${ATTENDANCE[asking]}`}
          okText="记下"
          reason={{ label: '原因' }}
          onOk={(reason) => roll.mutateAsync({ status: asking, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  );
}

/** The sign-in sheet on paper: names, what the system knows, and room for a signature. */
export function PrintedSheet({ meetingId, kind }: { meetingId: number; kind: MeetingKind }) {
  const zone = useZone();
  const { data } = useSheet(meetingId);
  if (data === undefined) return null;
  return (
    <table className={styles.printed}>
      <caption className={styles.caption}>{RECORD_TITLES[kind]}签到表</caption>
      <thead>
        <tr>
          <th>序号</th>
          <th>姓名</th>
          <th>岗位</th>
          <th>到会情况</th>
          <th>签到时间</th>
          <th>签名</th>
        </tr>
      </thead>
      <tbody>
        {data.items.map((line, index) => (
          <tr key={line.staffId}>
            <td>{index + 1}</td>
            <td>{line.name}</td>
            <td>{line.post}</td>
            <td>
              {ATTENDANCE[line.status]}
              {!came(line) && line.reason !== null && `（${line.reason}）`}
            </td>
            <td>{line.signedAt !== null && timeText(line.signedAt, zone)}</td>
            <td className={styles.signature} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
