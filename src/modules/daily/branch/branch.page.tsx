import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { Money } from '../../../web/kit/money.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
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
      <Loaded query={query} rows={10}>
        {(branch) => (
          <>
            <Link href="/confirmations" className={styles.waiting} data-none={branch.waiting === 0}>
              {branch.waiting === 0 ? '走访报告都已确认' : `${branch.waiting} 份走访报告等待确认，现在开始读 ›`}
            </Link>
            <Section title="按条款看支行" note="本期完成率，与同级机构相比">
              <Clauses clauses={branch.clauses} />
            </Section>
            <Section title="核心客户" note="按存款与授信较大者">
              <Core core={branch.core} />
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
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">条款</th>
            <th scope="col" data-align="right" data-desk>
              应办
            </th>
            <th scope="col" data-align="right" data-desk>
              完成
            </th>
            <th scope="col" data-align="right">
              逾期
            </th>
            <th scope="col">完成率</th>
            <th scope="col" data-align="right">
              同级
            </th>
            <th scope="col" data-align="right">
              名次
            </th>
          </tr>
        </thead>
        <tbody>
          {clauses.map((each) => (
            <tr key={each.rule}>
              <th scope="row">
                <Link href={`/duties?rule=${each.rule}`}>{each.title}</Link> <ClauseChip clause={each.rule} />
              </th>
              <td data-align="right" data-desk>
                {each.owed}
              </td>
              <td data-align="right" data-desk>
                {each.completed}
              </td>
              <td data-align="right" className={each.overdue > 0 ? styles.overdue : undefined}>
                {each.overdue > 0 ? `▲ ${each.overdue}` : '0'}
              </td>
              <td>
                <Share own={each.share} peers={each.peerShare} />
              </td>
              <td data-align="right">{percent(each.peerShare)}</td>
              <td data-align="right">{each.rank === null ? '—' : `${each.rank} / ${each.of}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">客户</th>
            <th scope="col" data-desk>
              主办
            </th>
            <th scope="col" data-align="right">
              存款
            </th>
            <th scope="col" data-align="right" data-desk>
              授信
            </th>
            <th scope="col">最近联系</th>
            <th scope="col">我今年走访</th>
            <th scope="col" aria-label="操作" />
          </tr>
        </thead>
        <tbody>
          {core.map((customer) => (
            <tr key={customer.id}>
              <th scope="row">
                <Link href={`/customers/${customer.id}`}>{customer.name}</Link>
              </th>
              <td data-desk>{customer.holder ?? '—'}</td>
              <td data-align="right">
                <Money yuan={customer.deposit} />
              </td>
              <td data-align="right" data-desk>
                <Money yuan={customer.credit} />
              </td>
              <td>
                <CivilDate date={customer.lastContactOn} />
              </td>
              <td>{customer.seenByPresident === 0 ? '还没有' : `${customer.seenByPresident} 次`}</td>
              <td data-align="right">
                <Link href={`/visits/new?customer=${customer.id}`}>记走访</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
