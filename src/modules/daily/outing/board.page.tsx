import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useLocation } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import type { Board, BoardOuting } from './board.ts';
import styles from './web/outing.module.css';
import { Acknowledge, OwnActions } from './web/outing-actions.tsx';
import { OutingCard } from './web/outing-card.tsx';
import { PendingOutings } from './web/pending-outings.tsx';

const REFRESH_MILLIS = 30_000;

type Outing = Json<BoardOuting>;

/** 依据 DAY-18: who is out, where, with whom, back when; for the one who is out, what to do next. */
export default function OutingBoardPage() {
  const query = useQuery({
    queryKey: ['/api/outings', 'board'],
    queryFn: ({ signal }) => api.get<Json<Board>>('/api/outings/board', {}, signal),
    refetchInterval: REFRESH_MILLIS,
  });
  const { role } = useCapacity();
  const [, navigate] = useLocation();
  const goesOut = role !== 'hr' && role !== 'audit';
  const out = query.data?.outings.filter(({ state }) => state === 'out').length;
  return (
    <Page
      title="外出看板"
      note={out === undefined ? undefined : `此刻在外 ${out} 人`}
      actions={
        <span className={styles.links}>
          <Link href="/outings/book">登记簿</Link>
          <Link href="/outings/list">历次外出</Link>
          {goesOut && (
            <Button type="primary" onClick={() => navigate('/outings/new')}>
              登记外出
            </Button>
          )}
        </span>
      }
    >
      <PendingOutings />
      <Loaded query={query}>{(board) => <Groups board={board} superior={isSuperior(role)} />}</Loaded>
    </Page>
  );
}

function isSuperior(role: string | null): boolean {
  return role === 'leader' || role === 'president';
}

function Groups({ board, superior }: { board: Json<Board>; superior: boolean }) {
  const groups: [string, Outing[]][] = [
    ['在外', of(board, 'out')],
    ['计划外出', of(board, 'planned')],
    ['今天已归', of(board, 'returned')],
  ];
  const filled = groups.filter(([, outings]) => outings.length > 0);
  if (filled.length === 0) return <Empty title="今天还没有人外出" next="外出前先登记去哪里、见谁、几点回" />;
  return (
    <>
      {board.more && <p className={styles.faint}>人数较多，只显示前 {board.outings.length} 人</p>}
      {filled.map(([title, outings]) => (
        <Section key={title} title={title} note={`${outings.length} 人`}>
          <div className={styles.board}>
            {outings.map((outing) => (
              <OutingCard
                key={outing.id}
                outing={outing}
                now={board.now}
                own={outing.staffId === board.me}
                actions={actionsFor(outing, board.me, superior)}
              />
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}

function of({ outings, me }: Json<Board>, state: Outing['state']): Outing[] {
  const own = (outing: Outing) => (outing.staffId === me ? 0 : 1);
  return outings.filter((outing) => outing.state === state).sort((a, b) => own(a) - own(b));
}

function actionsFor(outing: Outing, me: number | null, superior: boolean) {
  if (outing.staffId === me) return <OwnActions outing={outing} />;
  return superior && outing.acknowledgedBy === null && <Acknowledge outing={outing} />;
}
