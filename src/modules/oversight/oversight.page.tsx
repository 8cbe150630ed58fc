import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../web/api/client.ts';
import type { Json } from '../../web/api/json.ts';
import { CivilDate, Instant } from '../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../web/kit/clause-chip.tsx';
import { Page, Section } from '../../web/kit/page.tsx';
import { RuledTable } from '../../web/kit/ruled-table.tsx';
import { Loaded } from '../../web/kit/states.tsx';
import { useCapacity } from '../../web/shell/capacity.tsx';
import { ChainState, WatchedActs } from '../system/public.web.tsx';
import type { Judgements } from './judgements.ts';
import styles from './web/oversight.module.css';

type Seen = Json<Judgements>;

/** 核查, the home of audit: does the chain hold, who looked and took away, what was dismissed, what came late. */
export default function OversightPage() {
  const { role } = useCapacity();
  return (
    <Page title="核查">
      <ChainState />
      <WatchedActs />
      {role === 'audit' && <Business />}
    </Page>
  );
}

/** What an administrator of the audit log may not see. */
function Business() {
  const query = useQuery({
    queryKey: ['/api/oversight'],
    queryFn: ({ signal }) => api.get<Seen>('/api/oversight', {}, signal),
  });
  return (
    <Loaded query={query} rows={10}>
      {(seen) => (
        <>
          <Section
            title="不予认定的违规"
            note={
              <>
                <CivilDate date={seen.judgedFrom} /> 以来认定 {seen.confirmed} 笔，不予认定{' '}
                <Link href="/breaches?state=dismissed">{seen.dismissed} 笔</Link>
              </>
            }
          >
            <Dismissals dismissals={seen.dismissals} />
          </Section>
          <Section title="谁不予认定最多">
            <Judges judges={seen.judges} />
          </Section>
          <Section
            title="隔日补录"
            note={
              <>
                <CivilDate date={seen.lateFrom} /> 以来，发生一天以后才由本人登记的走访与联系共 {seen.late.entries} 笔
              </>
            }
          >
            <Late people={seen.late.people} />
          </Section>
          <Section title="整改">
            <p className={styles.rectifications}>
              <Link href="/measures?state=issued">已下达、未报告 {seen.rectifications.issued}</Link>
              <Link href="/measures?state=replied">已报告、待验收 {seen.rectifications.replied}</Link>
              <Link href="/measures?state=accepted">近一季已验收 {seen.rectifications.accepted}</Link>
            </p>
          </Section>
        </>
      )}
    </Loaded>
  );
}

function Dismissals({ dismissals }: Pick<Seen, 'dismissals'>) {
  if (dismissals.length === 0) return <p className={styles.none}>近一季没有不予认定的违规</p>;
  return (
    <RuledTable
      label="不予认定的违规"
      rows={dismissals}
      rowKey={({ id }) => id}
      columns={[
        {
          title: '违规',
          cell: ({ id, title, rule }) => (
            <>
              <Link href={`/breaches/${id}`}>{title}</Link> <ClauseChip clause={rule} />
            </>
          ),
        },
        { title: '责任人', cell: ({ bearer }) => bearer ?? '—' },
        { title: '认定人', deskOnly: true, cell: ({ judge }) => judge ?? '—' },
        { title: '理由', deskOnly: true, cell: ({ reason }) => <span className={styles.reason}>{reason}</span> },
        { title: '时间', align: 'right', cell: ({ judgedAt }) => <Instant at={judgedAt} /> },
      ]}
    />
  );
}

function Judges({ judges }: Pick<Seen, 'judges'>) {
  if (judges.length === 0) return <p className={styles.none}>近一季没有认定</p>;
  return (
    <RuledTable
      label="认定人"
      rows={judges}
      rowKey={({ staffId }) => staffId}
      columns={[
        { title: '认定人', cell: ({ staffId, name }) => <Link href={`/people/${staffId}`}>{name}</Link> },
        { title: '机构', deskOnly: true, cell: ({ institution }) => institution ?? '—' },
        { title: '认定', align: 'right', cell: ({ confirmed }) => confirmed },
        { title: '不予认定', align: 'right', cell: ({ dismissed }) => dismissed },
        {
          title: '不予认定占比',
          align: 'right',
          cell: ({ confirmed, dismissed }) => `${((100 * dismissed) / (confirmed + dismissed)).toFixed(1)}%`,
        },
      ]}
    />
  );
}

function Late({ people }: { people: Seen['late']['people'] }) {
  if (people.length === 0) return <p className={styles.none}>没有隔日补录</p>;
  return (
    <RuledTable
      label="隔日补录"
      rows={people}
      rowKey={({ staffId }) => staffId}
      columns={[
        { title: '人员', cell: ({ staffId, name }) => <Link href={`/people/${staffId}`}>{name}</Link> },
        { title: '机构', deskOnly: true, cell: ({ institution }) => institution ?? '—' },
        { title: '笔数', align: 'right', cell: ({ entries }) => entries },
        { title: '最长相隔', align: 'right', cell: ({ longest }) => `${longest} 天` },
      ]}
    />
  );
}
