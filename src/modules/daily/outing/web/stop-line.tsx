import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { useZone } from '../../../../web/kit/bank.ts';
import { timeText } from '../../../../web/kit/dates.ts';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import { visitLooks } from '../../visit/web/visit-looks.ts';
import type { BoardOuting, BoardStop } from '../board.ts';
import { Arrive } from './arrive.tsx';
import { touchedByOutings } from './keys.ts';
import styles from './outing.module.css';

type StopProps = { stop: Json<BoardStop>; outing: Json<BoardOuting>; own: boolean };

/** One place of an outing: whom one meets, where, and for the one who is out what to do there. */
export function StopLine({ stop, outing, own }: StopProps) {
  const zone = useZone();
  return (
    <li className={styles.stop} data-state={stop.state}>
      <span className={styles.party}>
        {stop.customerId === null ? stop.party : <Link href={`/customers/${stop.customerId}`}>{stop.party}</Link>}
        {stop.contactName !== null && <span className={styles.faint}> {stop.contactName}</span>}
      </span>
      <span className={styles.place}>
        {stop.place}
        {stop.purpose !== null && ` · ${stop.purpose}`}
      </span>
      <span className={styles.mark}>
        {stop.state === 'skipped' && '未到访'}
        {stop.arrivedAt !== null && `${timeText(stop.arrivedAt, zone)} 到达`}
        {stop.hasPosition && ' · 有位置'}
        {stop.visitState !== null && visitLooks[stop.visitState] !== undefined && (
          <>
            {' '}
            走访 <StatusMark look={visitLooks[stop.visitState] as (typeof visitLooks)['draft']} />
          </>
        )}
      </span>
      {own && <StopActions stop={stop} outing={outing} />}
    </li>
  );
}

function StopActions({ stop, outing }: Omit<StopProps, 'own'>) {
  const [asking, setAsking] = useState<'arrive' | 'skip' | null>(null);
  const forget = useAct({
    run: () => api.post(`/api/registers/outing_stop/${stop.id}/forget`, { version: stop.version }),
    touches: touchedByOutings,
    done: '位置已删除',
  });
  const skip = useAct({
    run: (reason: string) =>
      api.post(`/api/registers/outing_stop/${stop.id}/skip`, { version: stop.version, skip_reason: reason }),
    touches: touchedByOutings,
    toastProblems: false,
  });
  return (
    <span className={styles.stopActions}>
      {stop.state === 'planned' && outing.state === 'out' && (
        <Button size="small" onClick={() => setAsking('arrive')}>
          到达
        </Button>
      )}
      {stop.state === 'planned' && outing.state !== 'planned' && (
        <Button size="small" type="text" onClick={() => setAsking('skip')}>
          没有去
        </Button>
      )}
      <VisitLink stop={stop} outing={outing} />
      {stop.hasPosition && (
        <Button size="small" type="text" onClick={() => forget.mutate()}>
          删除位置
        </Button>
      )}
      {asking === 'arrive' && <Arrive outing={{ id: outing.id }} stop={stop} onClose={() => setAsking(null)} />}
      <Ask
        open={asking === 'skip'}
        title={`没有去 ${stop.party}`}
        okText="登记"
        reason={{ label: '原因', placeholder: '如：客户临时有事' }}
        onOk={(reason) => skip.mutateAsync(reason)}
        onClose={() => setAsking(null)}
      />
    </span>
  );
}

/** 依据 DAY-7: what the outing already says of the visit is not written again. */
function VisitLink({ stop, outing }: Omit<StopProps, 'own'>) {
  const went = stop.state === 'arrived' || (stop.state === 'planned' && outing.state === 'returned');
  if (!went || stop.customerId === null) return null;
  if (stop.visitState === 'draft' || stop.visitState === 'returned') {
    return <Link href={`/visits/${stop.visitId}/edit`}>写完走访记录</Link>;
  }
  if (stop.visitId !== null) return null;
  return <Link href={`/visits/new?customer=${stop.customerId}&stop=${stop.id}`}>写走访记录</Link>;
}
