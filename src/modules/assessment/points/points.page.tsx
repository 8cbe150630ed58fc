import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../../../web/api/client.ts';
import { useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { Page, Section } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { type Breach, breachesPath } from '../breach/web/breach-api.ts';
import { BreachCompact, breachColumns } from '../breach/web/breach-columns.tsx';
import { Deductions } from '../deduction/web/deductions.tsx';
import { LadderSteps } from '../measure/web/ladder-steps.tsx';
import { BreachAndAppeal } from './web/breach-and-appeal.tsx';
import { Entries } from './web/entries.tsx';
import styles from './web/points.module.css';
import type { PointsOfCycle } from './web/points-columns.tsx';

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
                <span className={styles.note}>{mine ? '每一笔都可以打开核对，也可以申诉' : points.staff.name}</span>
              </p>
              <Standings points={points} />
              {points.ladders
                .filter(({ rank }) => rank > 0)
                .map((ladder) => (
                  <Section key={ladder.ladder} title={ladder.title} note={<ClauseChip clause={ladder.ladder} />}>
                    <LadderSteps ladder={ladder} />
                  </Section>
                ))}
              <Deductions staff={points.staff.id} mine={mine} />
              <Entries points={points} mayGroup={leads && !mine} onOpen={detail.open} />
              <Suspected staff={points.staff.id} onOpen={detail.open} />
            </>
          )}
        </Loaded>
      )}
      {detail.id !== null && <BreachAndAppeal key={detail.id} id={detail.id} onClose={detail.close} />}
    </Page>
  );
}

/** How the total comes about: each table by its own cycle, to its own cap. */
function Standings({ points }: { points: PointsOfCycle }) {
  const counting = points.standings.filter(({ sum }) => sum !== '0');
  if (counting.length === 0) return null;
  return (
    <ul className={styles.standings}>
      {counting.map(({ table, title, cycle, from, sum, cap, counted }) => (
        <li key={table}>
          <ClauseChip clause={table} /> {title} <strong>{counted}</strong> 分
          <span className={styles.note}>
            {cycle === 'calendarYear' ? ' 自然年度' : ` 自 ${from} 起 ${cycle.rolling.months} 个月`}
            {cap !== null && `，至多 ${cap} 分`}
            {counted !== sum && `（累计 ${sum} 分，已封顶）`}
          </span>
        </li>
      ))}
    </ul>
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
