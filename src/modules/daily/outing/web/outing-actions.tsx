import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { useOutbox } from '../../../../web/offline/live.ts';
import type { BoardOuting } from '../board.ts';
import { touchedByOutings } from './keys.ts';
import styles from './outing.module.css';
import { useOutingStep } from './use-outing-step.ts';

type Step = 'cancel' | 'acknowledge';

const DONE: Record<Step, string> = {
  cancel: '外出已取消',
  acknowledge: '已知悉',
};

function useStep(outing: Json<BoardOuting>, step: Step) {
  return useAct({
    run: (values: object) =>
      api.post(`/api/registers/outing/${outing.id}/${step}`, { ...values, version: outing.version }),
    touches: touchedByOutings,
    done: DONE[step],
    toastProblems: step === 'acknowledge',
  });
}

/** What the one who goes out does with his outing. */
export function OwnActions({ outing }: { outing: Json<BoardOuting> }) {
  const [asking, setAsking] = useState<'return' | 'cancel' | null>(null);
  const depart = useOutingStep(`出发 ${outing.business}`, '已登记外出，一路平安');
  const back = useOutingStep(`归行 ${outing.business}`, '已登记归行，请写走访记录', { toastProblems: false });
  const pending = useOutbox().find(({ body }) => (body.outing as { id?: number } | undefined)?.id === outing.id);
  const own = { id: outing.id };
  const cancel = useStep(outing, 'cancel');
  if (pending !== undefined) return <span className={styles.faint}>{pending.title}（待发送）</span>;
  return (
    <span className={styles.actions}>
      {outing.state === 'planned' && (
        <>
          <Button
            type="primary"
            loading={depart.isPending}
            onClick={() => depart.mutate({ outing: own, step: { name: 'depart' } })}
          >
            出发
          </Button>
          <Button onClick={() => setAsking('cancel')}>取消外出</Button>
        </>
      )}
      {outing.state === 'out' && (
        <Button type="primary" onClick={() => setAsking('return')}>
          登记归行
        </Button>
      )}
      <Link href={`/outings/list/${outing.id}`}>登记内容</Link>
      <Ask
        open={asking === 'return'}
        title="登记归行"
        okText="归行"
        reason={{ label: '外出结果', placeholder: '办成了什么' }}
        onOk={(result) => back.mutateAsync({ outing: own, step: { name: 'return', result } })}
        onClose={() => setAsking(null)}
      />
      <Ask
        open={asking === 'cancel'}
        title="取消外出"
        okText="取消外出"
        reason={{ label: '原因' }}
        onOk={(cancellation) => cancel.mutateAsync({ cancellation })}
        onClose={() => setAsking(null)}
      />
    </span>
  );
}

/** 依据 DAY-5: the superior has been told. */
export function Acknowledge({ outing }: { outing: Json<BoardOuting> }) {
  const acknowledge = useStep(outing, 'acknowledge');
  return (
    <Button size="small" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({})}>
      知悉
    </Button>
  );
}
