import { Link } from 'wouter';
import { civilDateOf } from '../../../../kernel/calendar/index.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useZone } from '../../../../web/kit/bank.ts';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { timeText } from '../../../../web/kit/dates.ts';
import { Instruction } from '../../../../web/kit/instruction.tsx';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import type { TimelineItem } from '../../../../web/kit/timeline.ts';
import { Timeline } from '../../../../web/kit/timeline.tsx';
import { visitLooks } from '../../visit/web/visit-looks.ts';
import type { MyDay } from '../my-day.ts';
import styles from './my-day.module.css';

/** Today in one line of time: what superiors wrote, whom I saw, what ends today. */
export function TodayTimeline({ day, today }: { day: Json<MyDay>; today: string }) {
  const zone = useZone();
  const items = [
    ...day.instructions.map((each) => instructionItem(each, today, zone)),
    ...day.visits.map((each) => visitItem(each, today, zone)),
    ...day.duties.filter((duty) => endsToday(duty, today, zone)).map((each) => dutyItem(each, today)),
  ];
  return <Timeline items={items} emptyTitle="今天还没有走访、批示和到期事项" />;
}

function endsToday({ until, status }: Json<MyDay>['duties'][number], today: string, zone: string): boolean {
  return status === 'open' && civilDateOf(new Date(Date.parse(until) - 1), zone) === today;
}

function instructionItem(line: Json<MyDay>['instructions'][number], today: string, zone: string): TimelineItem {
  const on = civilDateOf(new Date(line.at), zone);
  return {
    id: `instruction ${line.visitId}`,
    date: today,
    time: on === today ? timeText(line.at, zone) : '',
    content: (
      <div className={styles.instruction}>
        <p>
          <Link href={line.state === 'returned' ? `/visits/${line.visitId}/edit` : `/visits/${line.visitId}`}>
            {line.customer} 的走访
          </Link>{' '}
          <StatusMark look={visitLooks[line.state]} />
        </p>
        <Instruction text={line.text} by={line.by} on={on} />
      </div>
    ),
  };
}

function visitItem(line: Json<MyDay>['visits'][number], today: string, zone: string): TimelineItem {
  return {
    id: `visit ${line.id}`,
    date: today,
    time: timeText(line.occurredAt, zone),
    tone: line.state === 'draft' ? 'soon' : 'fulfilled',
    content: (
      <>
        走访{' '}
        <Link href={line.state === 'draft' ? `/visits/${line.id}/edit` : `/visits/${line.id}`}>{line.customer}</Link>{' '}
        <StatusMark look={visitLooks[line.state]} />
        {line.purpose !== null && <div className={styles.purpose}>{line.purpose}</div>}
      </>
    ),
  };
}

function dutyItem(duty: Json<MyDay>['duties'][number], today: string): TimelineItem {
  return {
    id: `duty ${duty.rule} ${duty.subjectId} ${duty.anchor}`,
    date: today,
    time: '24:00',
    tone: 'soon',
    content: (
      <>
        {duty.subjectName} · {duty.title} 今天到期{' '}
        <ClauseChip clause={duty.rule} duty={{ rule: duty.rule, subject: duty.subjectId, anchor: duty.anchor }} />
      </>
    ),
  };
}
