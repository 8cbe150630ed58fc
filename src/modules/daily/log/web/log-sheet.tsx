import { Button, Input } from 'antd';
import { useState } from 'react';
import { civilDateOf } from '../../../../kernel/calendar/index.ts';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { useZone } from '../../../../web/kit/bank.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Deadline } from '../../../../web/kit/deadline.tsx';
import { Instruction } from '../../../../web/kit/instruction.tsx';
import { sendsForm } from '../../../../web/kit/keys.ts';
import styles from '../../../../web/kit/reading.module.css';
import { ReadingPart, ReadingSteps } from '../../../../web/kit/reading.tsx';
import type { LogOfDay } from '../logs-of-day.ts';
import { touchedByLogs } from './keys.ts';

type Log = Json<LogOfDay>;

export type LogSheetProps = {
  log: Log;
  /** `3 / 30`. */
  place: string;
  onRead: () => void;
  onMove: (step: 1 | -1) => void;
};

/** One log as one reads it; beneath it the sentence, and what is to be done tomorrow. */
export function LogSheet({ log, place, onRead, onMove }: LogSheetProps) {
  return (
    <article className={styles.report} aria-label={log.staff}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {log.staff} <span className={styles.no}>{log.institution}</span>
        </h2>
        <p className={styles.meta}>
          <Instant at={log.submittedAt} /> 提交 · {place}
        </p>
        {log.state === 'submitted' && log.until !== null && log.rule !== null && (
          <p className={styles.due}>
            <Deadline until={log.until} workdaysLeft={log.workdaysLeft} />{' '}
            <ClauseChip clause={log.rule} duty={{ rule: log.rule, subject: log.staffId, anchor: log.no }} />
          </p>
        )}
      </header>
      <ReadingPart title="当日工作">{log.work === null || log.work === '' ? '没有登记的工作' : log.work}</ReadingPart>
      {log.supplement !== null && <ReadingPart title="补充">{log.supplement}</ReadingPart>}
      <ReadingPart title="体会">{log.thoughts}</ReadingPart>
      {log.problems !== null && (
        <ReadingPart title={log.needsHelp ? '问题（需上级协调）' : '问题'}>{log.problems}</ReadingPart>
      )}
      <ReadingPart title="明日计划">{log.tomorrow}</ReadingPart>
      {log.state === 'read' ? (
        <Read log={log} onMove={onMove} />
      ) : (
        <ReadForm log={log} onRead={onRead} onMove={onMove} />
      )}
    </article>
  );
}

function Read({ log, onMove }: Pick<LogSheetProps, 'log' | 'onMove'>) {
  const zone = useZone();
  return (
    <footer className={styles.foot}>
      {log.comment !== null && log.readAt !== null ? (
        <Instruction text={log.comment} by={log.readBy ?? ''} on={civilDateOf(new Date(log.readAt), zone)} />
      ) : (
        <p className={styles.meta}>{log.readBy} 已阅</p>
      )}
      <div className={styles.buttons}>
        <ReadingSteps move={onMove} />
      </div>
    </footer>
  );
}

/** 依据 DAY-10, DAY-16: the sentence is read tomorrow; the instruction is a task until the end of the next workday. */
function ReadForm({ log, onRead, onMove }: Omit<LogSheetProps, 'place'>) {
  const [comment, setComment] = useState('');
  const [instruction, setInstruction] = useState('');
  const read = useAct({
    run: () =>
      api.post(`/api/logs/${log.id}/read`, {
        version: log.version,
        ...(comment.trim() !== '' && { comment: comment.trim() }),
        ...(instruction.trim() !== '' && { instruction: instruction.trim() }),
      }),
    touches: touchedByLogs,
    done: instruction.trim() === '' ? `${log.staff} 的日志已阅` : `已阅，并给${log.staff}布置了任务`,
  });
  const send = () => {
    if (read.isPending) return;
    read.mutate();
    onRead();
  };
  return (
    <footer className={styles.foot}>
      <Input.TextArea
        aria-label="批示"
        placeholder="写一句批示"
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        onKeyDown={(event) => {
          if (sendsForm(event.nativeEvent)) send();
        }}
      />
      <Input
        aria-label="部署工作"
        placeholder="部署工作（成为下一工作日到期的任务）"
        maxLength={100}
        value={instruction}
        onChange={(event) => setInstruction(event.target.value)}
        onKeyDown={(event) => {
          if (sendsForm(event.nativeEvent)) send();
        }}
      />
      <div className={styles.buttons}>
        <Button type="primary" onClick={send} title="Ctrl+Enter">
          阅
        </Button>
        <ReadingSteps move={onMove} />
      </div>
    </footer>
  );
}
