import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { CivilDate, Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Deadline } from '../../../../web/kit/deadline.tsx';
import { sendsForm } from '../../../../web/kit/keys.ts';
import styles from '../../../../web/kit/reading.module.css';
import { ReadingPart, ReadingSteps } from '../../../../web/kit/reading.tsx';
import { toast } from '../../../../web/kit/toast.ts';
import { touchedByVisits } from '../../web/keys.ts';
import type { confirmationQueue } from '../confirmation-queue.ts';

export type WaitingReport = Json<Awaited<ReturnType<typeof confirmationQueue>>['items'][number]>;

export type ReportProps = {
  report: WaitingReport;
  /** The reader goes on at once; should the server refuse, the report comes back. */
  onSettled: (id: number) => void;
  onFailed: (id: number) => void;
  onMove: (step: 1 | -1) => void;
};

/** One report as one reads it, and the sentence beneath it. */
export function Report({ report, onSettled, onFailed, onMove }: ReportProps) {
  const [comment, setComment] = useState('');
  const review = useAct({
    run: ({ action, text }: { action: 'confirm' | 'return'; text: string }) =>
      api.post(`/api/registers/visit/${report.id}/${action}`, {
        version: report.version,
        ...(text !== '' && { comment: text }),
      }),
    touches: touchedByVisits,
    done: () => `${report.customer} 的走访已处理`,
  });
  const send = (action: 'confirm' | 'return') => {
    const text = comment.trim();
    if (action === 'return' && text === '') {
      toast.problem('退回前请写一句话，说明要补充什么');
      return;
    }
    onSettled(report.id);
    review.mutate({ action, text }, { onError: () => onFailed(report.id) });
  };
  return (
    <article className={styles.report}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <Link href={`/customers/${report.customerId}`}>{report.customer}</Link>{' '}
          <span className={styles.no}>{report.customerNo}</span>
        </h2>
        <p className={styles.meta}>
          {report.staff} 于 <Instant at={report.occurredAt} /> 走访，
          <Instant at={report.submittedAt} /> 提交
          {report.writtenAt !== null && (
            <>
              （无网络时写于 <Instant at={report.writtenAt} />）
            </>
          )}
          {report.submissions > 1 && `（第 ${report.submissions} 次）`}
        </p>
        {report.until !== null && report.rule !== null && report.anchor !== null && (
          <p className={styles.due}>
            <Deadline until={report.until} workdaysLeft={report.workdaysLeft} />{' '}
            <ClauseChip
              clause={report.rule}
              duty={{ rule: report.rule, subject: report.customerId, anchor: report.anchor }}
            />
          </p>
        )}
      </header>
      {report.earlierComment !== null && (
        <ReadingPart title="上次退回时写的">
          <span className={styles.earlier}>{report.earlierComment}</span>
        </ReadingPart>
      )}
      <ReadingPart title="被访人">
        {[report.metName, report.metDepartment, report.metTitle].filter(Boolean).join(' · ')}
      </ReadingPart>
      <ReadingPart title="事由">{report.purpose}</ReadingPart>
      <ReadingPart title="想要达到的结果">{report.wanted}</ReadingPart>
      <ReadingPart title="走访结果">{report.result}</ReadingPart>
      {report.otherInfo !== null && <ReadingPart title="其他信息">{report.otherInfo}</ReadingPart>}
      <ReadingPart title="下一步打算">
        {report.nextStep}
        {report.nextOn !== null && (
          <>
            {' '}
            <CivilDate date={report.nextOn} />
          </>
        )}
      </ReadingPart>
      <footer className={styles.foot}>
        <Input.TextArea
          aria-label="批示"
          placeholder="写一句批示（退回时必填）"
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={1000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          onKeyDown={(event) => {
            if (sendsForm(event.nativeEvent)) send('confirm');
          }}
        />
        <div className={styles.buttons}>
          <Button type="primary" onClick={() => send('confirm')} title="Ctrl+Enter">
            确认
          </Button>
          <Button onClick={() => send('return')}>退回</Button>
          <ReadingSteps move={onMove} />
        </div>
      </footer>
    </article>
  );
}
