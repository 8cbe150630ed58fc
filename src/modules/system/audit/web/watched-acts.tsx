import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { CivilDate, Instant } from '../../../../web/kit/civil-date.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { RuledTable } from '../../../../web/kit/ruled-table.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import type { Watch } from '../watch.ts';
import styles from './audit.module.css';

type Seen = Json<Watch>;

const path = '/api/audit/watch';

/** 依据 RUL-8: what was looked at and taken away, and by whom; a figure opens the records behind it. */
export function WatchedActs() {
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => api.get<Seen>(path, {}, signal) });
  return (
    <Loaded query={query} rows={8}>
      {({ from, kinds, people }) => (
        <>
          <Section
            title="须留意的操作"
            note={
              <>
                <CivilDate date={from} /> 以来
              </>
            }
          >
            <Kinds kinds={kinds} from={from} />
          </Section>
          <Section title="查看与导出最多的人" note="同一时期；休息日的尤须问明缘由">
            <People people={people} from={from} />
          </Section>
        </>
      )}
    </Loaded>
  );
}

function Kinds({ kinds, from }: Pick<Seen, 'kinds' | 'from'>) {
  return (
    <RuledTable
      label="须留意的操作"
      rows={kinds}
      rowKey={({ kind }) => kind}
      columns={[
        { title: '操作', cell: ({ title }) => title },
        {
          title: '次数',
          align: 'right',
          cell: ({ action, count }) =>
            count === 0 ? '0' : <Link href={`/audit?from=${from}&action=${action}`}>{count}</Link>,
        },
        { title: '人数', align: 'right', deskOnly: true, cell: ({ people }) => people },
        { title: '休息日', align: 'right', cell: ({ onRestDays }) => <RestDays count={onRestDays} /> },
        { title: '最近一次', align: 'right', cell: ({ lastAt }) => <Instant at={lastAt} /> },
      ]}
    />
  );
}

function People({ people, from }: Pick<Seen, 'people' | 'from'>) {
  if (people.length === 0) return <p className={styles.quiet}>没有人查看原文或导出</p>;
  return (
    <RuledTable
      label="查看与导出最多的人"
      rows={people}
      rowKey={({ staffId, who }) => staffId ?? who}
      columns={[
        { title: '人员', cell: ({ who, staffNo }) => `${who} ${staffNo ?? ''}` },
        {
          title: '查看原文',
          align: 'right',
          cell: ({ staffId, reveals }) => (
            <Link href={`/audit?from=${from}&action=.reveal&person=${staffId ?? ''}`}>{reveals}</Link>
          ),
        },
        {
          title: '导出',
          align: 'right',
          cell: ({ staffId, exports }) => (
            <Link href={`/audit?from=${from}&action=.export&person=${staffId ?? ''}`}>{exports}</Link>
          ),
        },
        { title: '休息日', align: 'right', cell: ({ onRestDays }) => <RestDays count={onRestDays} /> },
      ]}
    />
  );
}

function RestDays({ count }: { count: number }) {
  return count === 0 ? <>0</> : <span className={styles.restDays}>△ {count}</span>;
}
