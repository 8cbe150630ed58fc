import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { useZone } from '../../../../web/kit/bank.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { timeText } from '../../../../web/kit/dates.ts';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import type { MyMeeting } from '../my-meetings.ts';
import { attendanceLook } from './attendance-looks.ts';
import styles from './today.module.css';

type Meeting = Json<MyMeeting>;

const touched = [['/api/meetings/mine'], ['/api/my-day'], ['/api/messages']];
const stateWords = { called: '', held: '已散会，待归档', filed: '已归档', cancelled: '未召开' } as const;

/** One meeting of today: what it is, my own signature, and what its leader does with it. */
export function MeetingCard({ meeting }: { meeting: Meeting }) {
  const zone = useZone();
  return (
    <li className={styles.meeting}>
      <div className={styles.head}>
        <strong className={styles.title}>{meeting.title}</strong>
        <Instant at={meeting.startsAt} />
        {meeting.place !== null && <span>{meeting.place}</span>}
        {meeting.host !== null && <span>主持 {meeting.host}</span>}
        <span className={styles.faint}>{meeting.institution}</span>
        {stateWords[meeting.state] !== '' && <span className={styles.state}>{stateWords[meeting.state]}</span>}
      </div>
      {meeting.status !== null && <Signature meeting={meeting} zone={zone} />}
      {meeting.leads && <Leading meeting={meeting} />}
      {meeting.agenda !== null && (
        <details className={styles.agenda}>
          <summary>议程</summary>
          <p>{meeting.agenda}</p>
        </details>
      )}
    </li>
  );
}

function Signature({ meeting, zone }: { meeting: Meeting; zone: string }) {
  const [code, setCode] = useState('');
  const [apologising, setApologising] = useState(false);
  const sign = useAct({
    run: () => api.post(`/api/meetings/${meeting.id}/sign-in`, meeting.signIn === 'code' ? { code: code.trim() } : {}),
    touches: touched,
    done: '已签到',
  });
  const apologise = useAct({
    run: (reason: string) => api.post(`/api/meetings/${meeting.id}/apology`, { reason }),
    touches: touched,
    done: '原因已提交主管',
    toastProblems: false,
  });
  const status = meeting.status ?? 'expected';
  const open = Date.parse(meeting.opensAt) <= Date.now();
  if (meeting.state !== 'called' || (status !== 'expected' && status !== 'excused')) {
    return (
      <p className={styles.mine}>
        <StatusMark look={attendanceLook(status)} />
        {meeting.signedAt !== null && <span>{timeText(meeting.signedAt, zone)} 签到</span>}
        {meeting.reason !== null && <span className={styles.faint}>{meeting.reason}</span>}
      </p>
    );
  }
  return (
    <div className={styles.sign}>
      {meeting.signIn === 'code' && (
        <Input
          className={styles.code ?? ''}
          aria-label="签到码"
          placeholder="屏幕上的六位签到码"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Button
        type="primary"
        className={styles.button ?? ''}
        disabled={!open || (meeting.signIn === 'code' && code.trim().length < 6)}
        loading={sign.isPending}
        onClick={() => sign.mutate()}
      >
        {open ? '签到' : `${timeText(meeting.opensAt, zone)} 开始签到`}
      </Button>
      <Button type="link" onClick={() => setApologising(true)}>
        {meeting.reason === null ? '不能到会，说明原因' : `已说明：${meeting.reason}`}
      </Button>
      <Ask
        open={apologising}
        title={`不能参加${meeting.title}`}
        okText="提交说明"
        reason={{ label: '原因（由主管认定）', placeholder: '如：上午在客户处办理抵押登记' }}
        onOk={(reason) => apologise.mutateAsync(reason)}
        onClose={() => setApologising(false)}
      />
    </div>
  );
}

function Leading({ meeting }: { meeting: Meeting }) {
  return (
    <p className={styles.leading}>
      <span>
        已到 <strong>{meeting.came}</strong> / {meeting.expected}
      </span>
      {meeting.state === 'called' && meeting.signIn === 'code' && (
        <Link href={`/meetings/${meeting.id}/screen`}>会场签到码</Link>
      )}
      <Link href={`/meeting-records/${meeting.id}`}>
        {meeting.state === 'called' ? '点名、散会' : meeting.state === 'held' ? '写纪要、归档' : '查看记录'}
      </Link>
    </p>
  );
}
