import { Button } from 'antd';
import { useState } from 'react';
import { Ask } from '../../../../web/kit/ask.tsx';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { useOutbox } from '../../../../web/offline/live.ts';
import type { OutboxRecord } from '../../../../web/offline/outbox.ts';
import { Arrive } from './arrive.tsx';
import styles from './outing.module.css';
import { useOutingStep } from './use-outing-step.ts';

type Written = { leaving?: boolean; stops?: { place?: string; party?: string | null }[] };
type Step = { outing?: { key?: string }; step?: { name: string; rank?: number } };

/** 依据 DAY-19: outings begun without a network: one arrives and comes back before the server knows that one left. */
export function PendingOutings() {
  const records = useOutbox();
  const begun = records.filter(({ path, body }) => path === '/api/outings' && (body as Written).leaving === true);
  if (begun.length === 0) return null;
  return (
    <Section title="已记下，待发送" note={`${begun.length} 次`}>
      {begun.map((record) => (
        <PendingOuting key={record.key} record={record} steps={stepsOf(records, record.key)} />
      ))}
    </Section>
  );
}

function stepsOf(records: readonly OutboxRecord[], key: string): NonNullable<Step['step']>[] {
  return records.flatMap(({ body }) => {
    const { outing, step } = body as Step;
    return outing?.key === key && step !== undefined ? [step] : [];
  });
}

function PendingOuting({ record, steps }: { record: OutboxRecord; steps: readonly NonNullable<Step['step']>[] }) {
  const [asking, setAsking] = useState<number | 'return' | null>(null);
  const back = useOutingStep(`归行 ${record.title}`, '已登记归行，请写走访记录', { toastProblems: false });
  const outing = { key: record.key };
  const isBack = steps.some(({ name }) => name === 'return');
  const stops = ((record.body as Written).stops ?? []).map(({ party, place }, index) => ({
    rank: index + 1,
    party: party ?? place ?? `第 ${index + 1} 处`,
    place: place ?? '',
  }));
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <span className={styles.staff}>{record.title}</span>
        <span className={styles.faint}>
          <Instant at={record.writtenAt} /> 外出
        </span>
      </header>
      <ul>
        {stops.map((stop) => (
          <li key={stop.rank} className={styles.stop}>
            <span className={styles.party}>{stop.party}</span>
            {steps.some(({ name, rank }) => name === 'arrive' && rank === stop.rank)
              ? '已到达'
              : !isBack && (
                  <Button size="small" onClick={() => setAsking(stop.rank)}>
                    到达
                  </Button>
                )}
            {asking === stop.rank && <Arrive outing={outing} stop={stop} onClose={() => setAsking(null)} />}
          </li>
        ))}
      </ul>
      <footer className={styles.foot}>
        {isBack ? (
          <span className={styles.faint}>已归行，待发送</span>
        ) : (
          <Button type="primary" onClick={() => setAsking('return')}>
            登记归行
          </Button>
        )}
      </footer>
      <Ask
        open={asking === 'return'}
        title="登记归行"
        okText="归行"
        reason={{ label: '外出结果', placeholder: '办成了什么' }}
        onOk={(result) => back.mutateAsync({ outing, step: { name: 'return', result } })}
        onClose={() => setAsking(null)}
      />
    </article>
  );
}
