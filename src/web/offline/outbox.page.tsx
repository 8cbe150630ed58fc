import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Ask } from '../kit/ask.tsx';
import { Instant } from '../kit/civil-date.tsx';
import { Page } from '../kit/page.tsx';
import { Empty } from '../kit/states.tsx';
import { outbox, resend, useOutbox } from './live.ts';
import styles from './offline.module.css';
import type { OutboxRecord } from './outbox.ts';

/** 待发送: what was written here and is not on the server: sent by itself, mended where it was refused, never lost. */
export default function OutboxPage() {
  const records = useOutbox();
  return (
    <Page title="待发送" note="写下的内容存在本机，联网后依次自动传送，每条只登记一次">
      {records.length === 0 ? (
        <Empty title="没有待发送的内容" next="没有网络时写下的走访、联系、外出会出现在这里" />
      ) : (
        <ol className={styles.records}>
          {records.map((record) => (
            <Line key={record.seq} record={record} />
          ))}
        </ol>
      )}
    </Page>
  );
}

function Line({ record }: { record: OutboxRecord }) {
  const [, navigate] = useLocation();
  const [discarding, setDiscarding] = useState(false);
  const { form, refused, seq } = record;
  return (
    <li className={styles.record}>
      <p>
        <strong>{record.title}</strong> <span className={styles.faint}>写于</span> <Instant at={record.writtenAt} />{' '}
        {refused === null ? '○ 待发送' : <span className={styles.refused}>△ 未被接受</span>}
      </p>
      {refused?.map(({ code, text }) => (
        <p key={code + text} className={styles.refused}>
          {text}
        </p>
      ))}
      <Written body={record.body} />
      {refused !== null && (
        <p className={styles.buttons}>
          {form !== null && (
            <Button
              type="primary"
              size="small"
              onClick={() => navigate(`${form.path}${form.path.includes('?') ? '&' : '?'}outbox=${seq}`)}
            >
              更正后再发
            </Button>
          )}
          <Button size="small" onClick={() => void resend(seq)}>
            原样再发
          </Button>
          <Button size="small" type="text" onClick={() => setDiscarding(true)}>
            放弃
          </Button>
        </p>
      )}
      <Ask
        open={discarding}
        title={`放弃「${record.title}」`}
        okText="放弃"
        onOk={() => outbox.discard(seq)}
        onClose={() => setDiscarding(false)}
      >
        放弃后，这条写下的内容不再保留，也不会登记。
      </Ask>
    </li>
  );
}

/** What was written, so that nothing has to be remembered: the texts, not the numbers of rows. */
function Written({ body }: { body: Record<string, unknown> }) {
  const texts = Object.entries(body).filter(
    ([name, value]) => typeof value === 'string' && value !== '' && !/_at$|^at$|^method$|^kind$/.test(name),
  );
  if (texts.length === 0) return null;
  return <p className={styles.written}>{texts.map(([, value]) => String(value)).join('；')}</p>;
}
