import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { useAct, useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { Ask } from '../../../web/kit/ask.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { Page, Section } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import type { Selection } from '../../../web/kit/selection.ts';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { type Breach, breachesPath } from '../breach/web/breach-api.ts';
import { BreachCompact, breachColumns } from '../breach/web/breach-columns.tsx';
import { LadderSteps } from '../measure/web/ladder-steps.tsx';
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
              <Entries points={points} mayLink={leads && !mine} onOpen={detail.open} />
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

/** Every entry; a superior says here which of them were one act. */
function Entries({
  points,
  mayLink,
  onOpen,
}: {
  points: PointsOfCycle;
  mayLink: boolean;
  onOpen: (breachId: number) => void;
}) {
  const [, navigate] = useLocation();
  const [selection, setSelection] = useState<Selection>(new Set());
  const [asking, setAsking] = useState(false);
  const chosen = points.entries.filter(({ id, reverses }) => selection.has(String(id)) && !reverses);
  const link = useAct({
    run: (reason: string) =>
      api.post('/api/acts', {
        reason,
        faults: chosen.map(({ breachId, incidentId }) => (breachId === null ? { incidentId } : { breachId })),
      }),
    touches: [['/api/points']],
    done: '已并为一个行为，从一重计分',
    onDone: () => setSelection(new Set()),
    toastProblems: false,
  });
  return (
    <Section title="逐笔" note={`${points.entries.length} 笔`}>
      <DataTable
        label="积分"
        rows={points.entries}
        columns={entryColumns}
        rowKey={({ id }) => String(id)}
        onOpen={({ breachId, incidentId }) => {
          if (breachId !== null) onOpen(breachId);
          else if (incidentId !== null) navigate(`/incidents/${incidentId}`);
        }}
        compact={(entry) => <EntryCompact entry={entry} />}
        empty={<Empty title={`${points.cycle} 年度没有扣分`} next="逾期的义务和登记的过错，经上级认定后才会扣分" />}
        {...(mayLink && {
          batch: {
            selection,
            onChange: setSelection,
            actions: () => (
              <Button size="small" type="primary" disabled={chosen.length < 2} onClick={() => setAsking(true)}>
                并为一个行为
              </Button>
            ),
          },
        })}
      />
      <Ask
        open={asking}
        title={`把 ${chosen.length} 条并为一个行为`}
        okText="合并"
        reason={{ label: '理由', placeholder: '写明为什么是同一个行为；将记入审计' }}
        onOk={(reason) => link.mutateAsync(reason)}
        onClose={() => setAsking(false)}
      >
        <p>一个行为触犯数条的，从一重计分，其余冲回；阶梯上只算一次。</p>
      </Ask>
    </Section>
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
