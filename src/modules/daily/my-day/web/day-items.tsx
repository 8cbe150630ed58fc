import { Link } from 'wouter';
import { civilDateOf } from '../../../../kernel/calendar/index.ts';
import type { Json } from '../../../../web/api/json.ts';
import { CivilDate } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { timeText } from '../../../../web/kit/dates.ts';
import { Instruction } from '../../../../web/kit/instruction.tsx';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import type { TimelineItem } from '../../../../web/kit/timeline.ts';
import { visitLooks } from '../../visit/web/visit-looks.ts';
import type { LogInstruction } from '../my-agenda.ts';
import type { MyDay } from '../my-day.ts';
import { pageOfDuty } from './duty-pages.ts';
import styles from './my-day.module.css';

/** Today's civil date and the bank's zone. */
export type When = { today: string; zone: string };

type Duty = Json<MyDay>['duties'][number];

/** When today the duty ends (24:00 at its last); what ends on another day is no line of today. */
export function endsToday({ until, status }: Duty, { today, zone }: When): boolean {
  return status === 'open' && civilDateOf(new Date(Date.parse(until) - 1), zone) === today;
}

export function instructionItem(line: Json<MyDay>['instructions'][number], { today, zone }: When): TimelineItem {
  const on = civilDateOf(new Date(line.at), zone);
  return {
    id: `instruction ${line.visitId}`,
    date: today,
    time: on === today ? timeText(line.at, zone) : '',
    tone: 'instruction',
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

export function logInstructionItem(line: Json<LogInstruction>, { today, zone }: When): TimelineItem {
  return {
    id: `log ${line.id}`,
    date: today,
    time: timeText(line.at, zone),
    tone: 'instruction',
    content: (
      <div className={styles.instruction}>
        <p>
          <Link href={`/logs/write?date=${line.day}`}>
            <CivilDate date={line.day} /> 的日志
          </Link>
        </p>
        <Instruction text={line.text} by={line.by} on={civilDateOf(new Date(line.at), zone)} />
      </div>
    ),
  };
}

export function visitItem(line: Json<MyDay>['visits'][number], { today, zone }: When): TimelineItem {
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

export function dutyItem(duty: Duty, { today, zone }: When): TimelineItem {
  const until = timeText(duty.until, zone);
  const page = duty.subjectType === 'customer' ? null : pageOfDuty(duty);
  return {
    id: `duty ${duty.rule} ${duty.subjectId} ${duty.anchor}`,
    date: today,
    time: until === '00:00' ? '24:00' : until,
    tone: 'soon',
    content: (
      <>
        {duty.subjectType === 'staff' ? '' : `${duty.subjectName} · `}
        {duty.title} 今天到期{' '}
        <ClauseChip clause={duty.rule} duty={{ rule: duty.rule, subject: duty.subjectId, anchor: duty.anchor }} />
        {page !== null && (
          <Link href={page.path} className={styles.act}>
            {page.title}
          </Link>
        )}
      </>
    ),
  };
}
