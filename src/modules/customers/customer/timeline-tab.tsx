import { Button } from 'antd';
import { useState } from 'react';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { Ask } from '../../../web/kit/ask.tsx';
import { useZone } from '../../../web/kit/bank.ts';
import { timeText } from '../../../web/kit/dates.ts';
import { Failure, Skeleton } from '../../../web/kit/states.tsx';
import { Timeline } from '../../../web/kit/timeline.tsx';
import { ContactDialog } from '../contact/contact-dialog.tsx';
import styles from './customer.module.css';
import { customerApi, customerPath, type TimelineEntry } from './customer-api.web.ts';
import { titleOf } from './timeline-words.web.ts';
import { useRefreshCustomer } from './use-customer.web.ts';

type Doing = { kind: 'correct' | 'retract'; entry: TimelineEntry } | null;

function Entry({ entry, mine, onDo }: { entry: TimelineEntry; mine: boolean; onDo: (doing: Doing) => void }) {
  return (
    <>
      <p className={styles.entryTitle}>
        <span>{titleOf(entry)}</span>
        <span className={styles.actor}>{entry.actor}</span>
        {mine && (
          <span className={styles.entryActions}>
            <Button type="link" size="small" onClick={() => onDo({ kind: 'correct', entry })}>
              更正
            </Button>
            <Button type="link" size="small" onClick={() => onDo({ kind: 'retract', entry })}>
              撤回
            </Button>
          </span>
        )}
      </p>
      {entry.reason !== null && <p className={styles.reason}>{entry.reason}</p>}
      {entry.result !== null && <p className={styles.result}>{entry.result}</p>}
    </>
  );
}

/** What happened with the customer, newest first; one's own contacts can be corrected and withdrawn. */
export function TimelineTab({ customerId }: { customerId: number }) {
  const me = useMe();
  const zone = useZone();
  const refresh = useRefreshCustomer(customerId);
  const list = useKeysetList<TimelineEntry>(`${customerPath(customerId)}/timeline`);
  const [doing, setDoing] = useState<Doing>(null);
  const isMine = ({ kind, method, isOwn, actorId }: TimelineEntry) =>
    kind === 'contact' && method !== 'visit' && isOwn && actorId !== null && actorId === me.staffId;

  if (list.error !== null && list.rows.length === 0) return <Failure error={list.error} retry={list.reload} />;
  if (list.loading) return <Skeleton />;
  const items = list.rows.map((entry) => ({
    id: `${entry.source} ${entry.id}`,
    date: civilDateOf(new Date(entry.at), zone),
    time: timeText(entry.at, zone),
    content: <Entry entry={entry} mine={isMine(entry)} onDo={setDoing} />,
  }));
  return (
    <>
      <Timeline items={items} emptyTitle="还没有联系和变更记录" />
      {list.more.has && (
        <Button type="text" block loading={list.more.loading} onClick={list.more.load}>
          载入更早的记录
        </Button>
      )}
      {doing?.kind === 'correct' && (
        <ContactDialog customerId={customerId} entry={doing.entry} onClose={() => setDoing(null)} />
      )}
      <Ask
        open={doing?.kind === 'retract'}
        title="撤回这次联系"
        okText="撤回"
        reason={{ label: '撤回事由', placeholder: '如：记错客户' }}
        onOk={async (reason) => {
          if (doing !== null) await customerApi.retract(doing.entry, reason);
          refresh();
        }}
        onClose={() => setDoing(null)}
      >
        撤回后不再计入任何义务，原记录留在账上。
      </Ask>
    </>
  );
}
