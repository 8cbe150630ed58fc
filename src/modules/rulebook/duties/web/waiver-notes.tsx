import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import styles from './duties.module.css';
import type { DutyItem } from './duty-columns.tsx';
import { dutyKey, WAIVER_TOUCHES, type Waiver } from './waivers.ts';

/** The waivers of a duty: by whom, by which clause and why, those taken back too; one in force can be taken back. */
export function WaiverNotes({ duty, decides }: { duty: DutyItem; decides: boolean }) {
  const key = dutyKey(duty);
  const query = useQuery({
    queryKey: ['/api/duties/waivers', key],
    queryFn: ({ signal }) => api.get<{ items: Waiver[] }>('/api/duties/waivers', key, signal),
  });
  const [asking, setAsking] = useState(false);
  const retract = useAct({
    run: (reason: string) => api.post('/api/duties/waivers/retract', { ...key, reason }),
    touches: WAIVER_TOUCHES,
    done: '已撤回豁免，义务已重新推算',
    toastProblems: false,
  });
  const waivers = query.data?.items ?? [];
  if (waivers.length === 0) return null;
  return (
    <section className={styles.waivers} aria-label="豁免">
      <h3>豁免</h3>
      {waivers.map((waiver) => (
        <WaiverNote key={waiver.at} waiver={waiver} />
      ))}
      {decides && waivers.some(({ retracted }) => retracted === null) && (
        <Button onClick={() => setAsking(true)}>撤回豁免</Button>
      )}
      <Ask
        open={asking}
        title={`撤回豁免：${duty.title}`}
        okText="撤回豁免"
        reason={{ label: '理由' }}
        onOk={(reason) => retract.mutateAsync(reason)}
        onClose={() => setAsking(false)}
      >
        这笔义务将视同从未豁免，随即重新推算；已到期未履行的，违规重新列为疑似。此事记入审计。
      </Ask>
    </section>
  );
}

function WaiverNote({ waiver: { clause, reason, approver, at, retracted } }: { waiver: Waiver }) {
  return (
    <p>
      依据 {clause}：{reason}
      <span className={styles.hint}>
        {' '}
        {approver} <Instant at={at} />
      </span>
      {retracted && (
        <>
          <br />
          已撤回：{retracted.reason}
          <span className={styles.hint}>
            {' '}
            {retracted.by} <Instant at={retracted.at} />
          </span>
        </>
      )}
    </p>
  );
}
