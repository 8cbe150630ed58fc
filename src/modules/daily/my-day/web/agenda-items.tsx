import { Button } from 'antd';
import { Link } from 'wouter';
import { civilDateOf } from '../../../../kernel/calendar/index.ts';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { CivilDate, Instant } from '../../../../web/kit/civil-date.tsx';
import { timeText } from '../../../../web/kit/dates.ts';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import type { TimelineItem } from '../../../../web/kit/timeline.ts';
import { attendanceLook } from '../../meeting/web/attendance-looks.ts';
import type { MyAgenda } from '../my-agenda.ts';
import type { When } from './day-items.tsx';
import styles from './my-day.module.css';

type Agenda = Json<MyAgenda>;
type Meeting = Agenda['meetings'][number];

export function waitingItem(
  line: { id: string; title: string; path: string; count: number },
  { today }: When,
): TimelineItem {
  return {
    id: `waiting ${line.id}`,
    date: today,
    content: (
      <>
        {line.title} <strong>{line.count}</strong>
        <Link href={line.path} className={styles.act}>
          去办理
        </Link>
      </>
    ),
  };
}

export function noticeItem(line: Agenda['notices'][number], { today }: When): TimelineItem {
  const late = line.readBy !== null && line.readBy < today;
  return {
    id: `notice ${line.id}`,
    date: today,
    tone: late ? 'overdue' : line.readBy === today ? 'soon' : 'plain',
    content: (
      <>
        必读{line.kind === 'directive' ? '上级精神' : '通告'}：{line.title}
        {line.readBy !== null && (
          <span className={styles.purpose}>
            {' '}
            {late && '▲ '}
            <CivilDate date={line.readBy} /> 前阅读
          </span>
        )}
        <Link href="/notices?view=unread" className={styles.act}>
          去阅读
        </Link>
      </>
    ),
  };
}

export function taskItem(line: Agenda['tasks'][number], { today, zone }: When): TimelineItem {
  const due = civilDateOf(new Date(line.dueAt), zone);
  const late = Date.parse(line.dueAt) < Date.now();
  return {
    id: `task ${line.id}`,
    date: today,
    tone: late ? 'overdue' : due === today ? 'soon' : 'plain',
    content: (
      <>
        任务：{line.title}
        <span className={styles.purpose}>
          {' '}
          {line.issuer} 布置，{late && '▲ 已过 '}
          <Instant at={line.dueAt} /> {!late && '到期'}
          {line.chased > 0 && `，已催办 ${line.chased} 次`}
        </span>
        <Link href={`/my-tasks/${line.id}`} className={styles.act}>
          反馈完成
        </Link>
        {line.verdict !== null && <p className={styles.returned}>退回：{line.verdict}</p>}
      </>
    ),
  };
}

export function meetingItem(line: Meeting, { today, zone }: When): TimelineItem {
  const signed = line.status === 'present' || line.status === 'late';
  return {
    id: `meeting ${line.id}`,
    date: today,
    time: timeText(line.startsAt, zone),
    tone: signed ? 'fulfilled' : 'plain',
    content: (
      <>
        <Link href="/meetings">{line.title}</Link>
        {line.place !== null && <span className={styles.purpose}> {line.place}</span>}
        <SignIn meeting={line} zone={zone} />
      </>
    ),
  };
}

/** 依据 DAY-1: one tap, where the series asks for no code of the room. */
function SignIn({ meeting, zone }: { meeting: Meeting; zone: string }) {
  const sign = useAct({
    run: () => api.post(`/api/meetings/${meeting.id}/sign-in`, {}),
    touches: [['/api/my-day'], ['/api/meetings/mine'], ['/api/messages']],
    done: '已签到',
  });
  const { status, state } = meeting;
  if (state !== 'called' || (status !== 'expected' && status !== 'excused')) {
    return (
      <>
        {' '}
        <StatusMark look={attendanceLook(status ?? 'expected')} />
      </>
    );
  }
  if (Date.parse(meeting.opensAt) > Date.now()) {
    return <span className={styles.purpose}> {timeText(meeting.opensAt, zone)} 开始签到</span>;
  }
  if (meeting.signIn === 'code') {
    return (
      <Link href="/meetings" className={styles.act}>
        凭码签到
      </Link>
    );
  }
  return (
    <Button
      type="primary"
      size="small"
      className={styles.sign ?? ''}
      loading={sign.isPending}
      onClick={() => sign.mutate()}
    >
      签到
    </Button>
  );
}

export function outingItem(line: Agenda['outings'][number], { today, zone }: When): TimelineItem {
  const isOut = line.state === 'out';
  const late = isOut && Date.parse(line.expectedReturnAt) < Date.now();
  return {
    id: `outing ${line.id}`,
    date: today,
    time: timeText(line.leavesAt, zone),
    tone: late ? 'overdue' : isOut ? 'soon' : 'plain',
    content: (
      <>
        {isOut ? '外出中' : '计划外出'}：{line.business}，{late && '▲ '}预计 {timeText(line.expectedReturnAt, zone)}{' '}
        归行
        <Link href="/outings" className={styles.act}>
          {isOut ? '登记归行' : '出发'}
        </Link>
        {line.stops.length > 0 && (
          <ol className={styles.stops}>
            {line.stops.map((stop) => (
              <li key={stop.id} data-state={stop.state}>
                {stop.customerId === null ? (
                  stop.party
                ) : (
                  <Link href={`/customers/${stop.customerId}`}>{stop.party}</Link>
                )}{' '}
                <span className={styles.purpose}>
                  {stop.place}
                  {stop.purpose !== null && ` · ${stop.purpose}`}
                  {stop.state === 'arrived' && ' · 已到达'}
                  {stop.state === 'skipped' && ' · 未到访'}
                </span>
              </li>
            ))}
          </ol>
        )}
      </>
    ),
  };
}
