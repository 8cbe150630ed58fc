import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import type { BoardOuting } from '../board.ts';
import { touchedByOutings } from './keys.ts';
import styles from './outing.module.css';

type Step = 'depart' | 'return' | 'cancel' | 'acknowledge';

const DONE: Record<Step, string> = {
  depart: '已登记外出，一路平安',
  return: '已登记归行，请写走访记录',
  cancel: '外出已取消',
  acknowledge: '已知悉',
};

function useStep(outing: Json<BoardOuting>, step: Step) {
  return useAct({
    run: (values: object) =>
      api.post(`/api/registers/outing/${outing.id}/${step}`, { ...values, version: outing.version }),
    touches: touchedByOutings,
    done: DONE[step],
    toastProblems: step === 'depart' || step === 'acknowledge',
  });
}

/** What the one who goes out does with his outing. */
export function OwnActions({ outing }: { outing: Json<BoardOuting> }) {
  const [asking, setAsking] = useState<'return' | 'cancel' | null>(null);
  const depart = useStep(outing, 'depart');
  const back = useStep(outing, 'return');
  const cancel = useStep(outing, 'cancel');
  return (
    <span className={styles.actions}>
      {outing.state === 'planned' && (
        <>
          <Button type="primary" loading={depart.isPending} onClick={() => depart.mutate({})}>
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
        onOk={(result) => back.mutateAsync({ result })}
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
