import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../../../web/api/client.ts';
import { useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { Page, Section } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { type Breach, breachesPath } from '../breach/web/breach-api.ts';
import { BreachCompact, breachColumns } from '../breach/web/breach-columns.tsx';
import { BreachAndAppeal } from './web/breach-and-appeal.tsx';
import styles from './web/points.module.css';
import { EntryCompact, entryColumns, type PointsOfCycle } from './web/points-columns.tsx';

const SUSPECTED_COLUMNS = breachColumns.filter(({ key }) => key !== 'bearer' && key !== 'state');

/** 积分: the person sees his own at once, each opens into clause, evidence, who confirmed it, and the appeal. */
export default function PointsPage() {
  const me = useMe();
  const { values, set } = useUrlQuery();
  const staff = values.staff ?? me.staffId ?? undefined;
  const mine = staff !== undefined && Number(staff) === me.staffId;
  const leads = me.roles.some((role) => role !== 'rm' && role !== 'clerk' && role !== 'none');
  const detail = useDetailRoute('/points');
  const asked = { staff, cycle: values.cycle };
  const query = useQuery({
    queryKey: ['/api/points', asked],
    queryFn: ({ signal }) => api.get<PointsOfCycle>('/api/points', asked, signal),
    enabled: staff !== undefined,
  });
  return (
    <Page
      title={mine ? '我的积分' : '积分'}
      actions={
        leads ? (
          <PersonPicker
            value={staff === undefined ? null : Number(staff)}
            valueLabel={query.data?.staff.name ?? null}
            onChange={(id) => set({ staff: id === null ? undefined : String(id), cycle: undefined })}
          />
        ) : undefined
      }
    >
      {staff === undefined ? (
        <Empty title="请选择人员" next="按姓名、拼音或工号查找您所辖的人员" />
      ) : (
        <Loaded query={query}>
          {(points) => (
            <>
              <p className={styles.standing}>
                <span className={styles.total}>{points.total}</span>
                <span className={styles.unit}>分</span>
                <Select
                  className={styles.cycle ?? ''}
                  aria-label="年度"
                  value={points.cycle}
                  options={points.cycles.map((year) => ({ value: year, label: `${year} 年度` }))}
                  onChange={(year) => set({ cycle: String(year) })}
                />
                <span className={styles.note}>
                  {mine ? '过错积分按自然年度累计；每一笔都可以打开核对，也可以申诉' : points.staff.name}
                </span>
              </p>
              <Section title="逐笔" note={`${points.entries.length} 笔`}>
                <DataTable
                  label="积分"
                  rows={points.entries}
                  columns={entryColumns}
                  rowKey={({ id }) => String(id)}
                  onOpen={({ breachId }) => breachId !== null && detail.open(breachId)}
                  compact={(entry) => <EntryCompact entry={entry} />}
                  empty={<Empty title={`${points.cycle} 年度没有扣分`} next="逾期的义务经上级认定后才会扣分" />}
                />
              </Section>
              <Suspected staff={points.staff.id} onOpen={detail.open} />
            </>
          )}
        </Loaded>
      )}
      {detail.id !== null && <BreachAndAppeal key={detail.id} id={detail.id} onClose={detail.close} />}
    </Page>
  );
}

/** What may still become points, so that nobody is surprised and an entry can come in time. */
function Suspected({ staff, onOpen }: { staff: number; onOpen: (id: number) => void }) {
  const list = useKeysetList<Breach>(breachesPath, { bearer: staff, state: 'suspected' });
  if (list.rows.length === 0) return null;
  return (
    <Section title="疑似，待认定" note="补录期满之前入账的事实会自动撤销它">
      <DataTable
        label="疑似违规"
        rows={list.rows}
        columns={SUSPECTED_COLUMNS}
        rowKey={({ id }) => String(id)}
        onOpen={({ id }) => onOpen(id)}
        more={list.more}
        compact={(row) => <BreachCompact breach={row} />}
        empty={null}
      />
    </Section>
  );
}
