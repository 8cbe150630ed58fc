import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { WaitingStrip } from '../../../web/kit/due-strip.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { PlacePath } from '../../../web/kit/place-path.tsx';
import { RuledTable } from '../../../web/kit/ruled-table.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { Roster } from './roster.ts';
import { Headcount } from './web/headcount.tsx';
import { Limits } from './web/limits.tsx';
import { Proposals } from './web/proposals.tsx';
import styles from './web/roster.module.css';

/** 队伍, the home of personnel: what waits, who is where, which limits are broken, whose grade or post changes next. */
export default function RosterPage() {
  const { values, set } = useUrlQuery();
  const query = useQuery({
    queryKey: ['/api/roster', values.institution],
    queryFn: ({ signal }) => api.get<Roster>('/api/roster', { institution: values.institution }, signal),
    placeholderData: (previous) => previous,
  });
  const toPlace = (id: number) => set({ institution: String(id) });
  return (
    <Page title="队伍" note={query.data && `${headcount(query.data)} 人在岗`}>
      <WaitingStrip />
      <Loaded query={query} rows={10}>
        {(roster) => (
          <>
            {roster.path.length > 1 && <PlacePath path={roster.path} place={roster.place} onPlace={toPlace} />}
            {roster.unplaced > 0 && (
              <p className={styles.unplaced}>
                △ {roster.unplaced} 人在职而没有岗位，请在<Link href="/appointments">任职</Link>中登记
              </p>
            )}
            <Section title="机构 × 岗位" note="按今天的主要岗位；点机构看下级">
              <Headcount roster={roster} onPlace={toPlace} />
            </Section>
            <Section title="突破的限额" note="管户上限与队伍比例，直到恢复">
              <Limits limits={roster.limits} />
            </Section>
            <Section title="等级建议" note={<Link href="/grades?state=proposed">全部待审批</Link>}>
              <Proposals />
            </Section>
            <Section title="将到期的任职" note={<Link href="/appointments">任职登记簿</Link>}>
              <Endings endings={roster.endings} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function headcount({ lines }: Roster): number {
  return lines.reduce((sum, { people }) => sum + people, 0);
}

function Endings({ endings }: { endings: Roster['endings'] }) {
  if (endings.length === 0) return <p className={styles.none}>近三个月没有到期的任职</p>;
  return (
    <RuledTable
      label="将到期的任职"
      rows={endings}
      rowKey={({ id }) => id}
      columns={[
        { title: '人员', cell: ({ id, staff }) => <Link href={`/appointments/${id}`}>{staff}</Link> },
        { title: '岗位', cell: ({ post }) => post },
        { title: '机构', deskOnly: true, cell: ({ institution }) => institution },
        { title: '终止日期', align: 'right', cell: ({ until }) => <CivilDate date={until} /> },
      ]}
    />
  );
}
