import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { WaitingStrip } from '../../../web/kit/due-strip.tsx';
import { Money } from '../../../web/kit/money.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { RuledTable } from '../../../web/kit/ruled-table.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import type { Branch } from './branch.ts';
import styles from './web/branch.module.css';

/** 我的支行: what waits for me, the customers I must see myself, the branch against its peers by clause. */
export default function BranchPage() {
  const query = useQuery({
    queryKey: ['/api/branch'],
    queryFn: ({ signal }) => api.get<Branch>('/api/branch', {}, signal),
    staleTime: 60_000,
  });
  return (
    <Page title="我的支行" note={query.data?.institution}>
      <WaitingStrip />
      <Loaded query={query} rows={10}>
        {(branch) => (
          <>
            <Section title="核心客户" note="按存款与授信较大者前十；本人应亲自走访">
              <Core core={branch.core} />
            </Section>
            <Section title="按条款看支行" note="本期完成率，与同级机构相比">
              <Clauses clauses={branch.clauses} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Clauses({ clauses }: { clauses: Branch['clauses'] }) {
  if (clauses.length === 0) return <Empty title="本期还没有义务" next="规则生效并完成首次计算后会出现在这里" />;
  return (
    <RuledTable
      label="按条款看支行"
      rows={clauses}
      rowKey={({ rule }) => rule}
      columns={[
        {
          title: '条款',
          cell: ({ rule, title }) => (
            <>
              <Link href={`/duties?rule=${rule}`}>{title}</Link> <ClauseChip clause={rule} />
            </>
          ),
        },
        { title: '应办', align: 'right', deskOnly: true, cell: ({ owed }) => owed },
        { title: '完成', align: 'right', deskOnly: true, cell: ({ completed }) => completed },
        {
          title: '逾期',
          align: 'right',
          cell: ({ overdue }) => (overdue > 0 ? <strong className={styles.overdue}>▲ {overdue}</strong> : '0'),
        },
        { title: '完成率', cell: ({ share, peerShare }) => <Share own={share} peers={peerShare} /> },
        { title: '同级', align: 'right', cell: ({ peerShare }) => percent(peerShare) },
        { title: '名次', align: 'right', cell: ({ rank, of }) => (rank === null ? '—' : `${rank} / ${of}`) },
      ]}
    />
  );
}

/** The branch's share as a bar, the peers' as a mark on it. */
function Share({ own, peers }: { own: number | null; peers: number | null }) {
  if (own === null) return <>—</>;
  return (
    <span className={styles.share}>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.filled} style={{ width: `${own}%` }} />
        {peers !== null && (
          <span className={styles.peers} style={{ left: `${peers}%` }} title={`同级 ${percent(peers)}`} />
        )}
      </span>
      {percent(own)}
    </span>
  );
}

const percent = (value: number | null) => (value === null ? '—' : `${value.toFixed(1)}%`);

function Core({ core }: { core: Branch['core'] }) {
  if (core.length === 0) return <Empty title="名下还没有客户" />;
  return (
    <RuledTable
      label="核心客户"
      rows={core}
      rowKey={({ id }) => id}
      columns={[
        { title: '客户', cell: ({ id, name }) => <Link href={`/customers/${id}`}>{name}</Link> },
        { title: '主办', deskOnly: true, cell: ({ holder }) => holder ?? '—' },
        { title: '存款', align: 'right', cell: ({ deposit }) => <Money yuan={deposit} /> },
        { title: '授信', align: 'right', deskOnly: true, cell: ({ credit }) => <Money yuan={credit} /> },
        { title: '最近联系', deskOnly: true, cell: ({ lastContactOn }) => <CivilDate date={lastContactOn} /> },
        {
          title: '我今年走访',
          cell: ({ seenByPresident }) =>
            seenByPresident === 0 ? <span className={styles.unseen}>还没有</span> : `${seenByPresident} 次`,
        },
        { title: '去办', align: 'right', cell: ({ id }) => <Link href={`/visits/new?customer=${id}`}>记走访</Link> },
      ]}
    />
  );
}
