import { Select } from 'antd';
import { useState } from 'react';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { PlacePath } from '../../../web/kit/place-path.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/execution.module.css';
import { type ExecutionMap, type RuleLine, shareText, useExecution } from './web/execution-api.ts';
import { HeatMap } from './web/heat-map.tsx';
import { RulePanel } from './web/rule-panel.tsx';
import { Sparkline } from './web/sparkline.tsx';
import { Suspicions } from './web/suspicions.tsx';

const RANGES = [
  ['1', '本月'],
  ['3', '近 3 个月'],
  ['6', '近 6 个月'],
  ['12', '近 12 个月'],
] as const;
const USUAL = '12';

const columns: readonly Column<RuleLine>[] = [
  { key: 'title', title: '规则', width: 216, cell: ({ title }) => title },
  { key: 'rule', title: '条款', width: 88, cell: ({ rule }) => <ClauseChip clause={rule} /> },
  { key: 'onTime', title: '按时率', width: 80, align: 'right', cell: ({ onTime }) => shareText(onTime) },
  { key: 'trend', title: '走势', width: 128, cell: ({ trend }) => <Sparkline trend={trend} /> },
  { key: 'duties', title: '义务', width: 72, align: 'right', cell: ({ duties }) => duties },
  { key: 'fulfilled', title: '按时', width: 72, align: 'right', cell: ({ fulfilled }) => fulfilled },
  { key: 'late', title: '逾期办', width: 72, align: 'right', cell: ({ late }) => late },
  { key: 'breached', title: '未办', width: 96, align: 'right', cell: (line) => <Missed line={line} /> },
  { key: 'waived', title: '豁免', width: 64, align: 'right', cell: ({ waived }) => waived },
  { key: 'inProgress', title: '进行中', width: 72, align: 'right', cell: ({ inProgress }) => inProgress },
];

function Missed({ line: { breached } }: { line: RuleLine }) {
  if (breached === 0) return <>0</>;
  return <span className={styles.missed}>▲ {breached}</span>;
}

/** 制度执行: whether the regulation lives, clause by clause and institution by institution (依据 RUL-7). */
export default function ExecutionPage() {
  const { values, set } = useUrlQuery();
  const months = values.months ?? USUAL;
  const query = useExecution({ institution: values.institution, months });
  const map = query.data;
  return (
    <Page
      title="制度执行"
      note={
        map?.refreshedAt != null && (
          <>
            截至 <Instant at={map.refreshedAt} />
            ，每日开始时统计
          </>
        )
      }
      actions={
        <Select
          aria-label="区间"
          style={{ width: 120 }}
          value={months}
          options={RANGES.map(([value, label]) => ({ value, label }))}
          onChange={(next) => set({ months: next === USUAL ? undefined : next })}
        />
      }
    >
      <Loaded query={query} rows={12}>
        {(loaded) => (
          <Content
            key={loaded.place.id}
            map={loaded}
            months={months}
            onPlace={(id) => set({ institution: id === null ? undefined : String(id) })}
          />
        )}
      </Loaded>
    </Page>
  );
}

type Opened = { rule: string; place: { id: number; name: string } };

function Content({
  map,
  months,
  onPlace,
}: {
  map: ExecutionMap;
  months: string;
  onPlace: (id: number | null) => void;
}) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const rule = map.rules.find((line) => line.rule === opened?.rule);
  const open = (id: string, place = map.place) => setOpened({ rule: id, place });
  return (
    <>
      <PlacePath path={map.path} place={map.place} onPlace={onPlace} />
      <Suspicions map={map} onOpen={open} />
      <Section title="机构 × 条款" note="格中为按时率（%），越深未按时越多；点开看责任人">
        {map.institutions.length === 0 ? (
          <Empty title="这段时间这里没有义务" next="请换一段时间，或看上一级机构" />
        ) : (
          <HeatMap map={map} onPlace={onPlace} onCell={open} />
        )}
      </Section>
      <Section title="按条款" note="按时率 = 按时 ÷（按时 + 逾期办 + 未办）；豁免与失效不计">
        <DataTable
          label="按条款"
          rows={map.rules.filter(({ duties, limit }) => duties > 0 && !limit)}
          columns={columns}
          rowKey={(line) => line.rule}
          onOpen={(line) => open(line.rule)}
          openKey={opened?.rule ?? null}
          compact={(line) => <Compact line={line} />}
          empty={<Empty title="这段时间没有义务" next="请换一段时间" />}
        />
      </Section>
      <Limits lines={map.rules.filter(({ limit }) => limit)} onOpen={open} openKey={opened?.rule ?? null} />
      {opened !== null && rule !== undefined && (
        <RulePanel
          key={`${opened.rule} ${opened.place.id}`}
          rule={rule}
          place={opened.place}
          months={months}
          onPlace={onPlace}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

const brokenTimes = ({ breached, late, inProgress }: RuleLine) => breached + late + inProgress;

const limitColumns: readonly Column<RuleLine>[] = [
  { key: 'title', title: '规则', width: 256, cell: ({ title }) => title },
  { key: 'rule', title: '条款', width: 88, cell: ({ rule }) => <ClauseChip clause={rule} /> },
  { key: 'state', title: '', width: 96, cell: limitState },
  { key: 'duties', title: '超限', width: 72, align: 'right', cell: brokenTimes },
  { key: 'breached', title: '未恢复', width: 96, align: 'right', cell: (line) => <Missed line={line} /> },
  { key: 'late', title: '已恢复', width: 72, align: 'right', cell: ({ late }) => late },
  { key: 'waived', title: '豁免', width: 64, align: 'right', cell: ({ waived }) => waived },
];

function limitState({ breached, duties }: RuleLine): string {
  if (duties === 0) return '一直守住';
  return breached === 0 ? '现已守住' : '有超限';
}

/** Limits are counted by how often they were broken; one that was kept says so. */
function Limits({
  lines,
  onOpen,
  openKey,
}: {
  lines: readonly RuleLine[];
  onOpen: (rule: string) => void;
  openKey: string | null;
}) {
  if (lines.length === 0) return null;
  return (
    <Section title="限额" note="数超限的次数，不算按时率；按期计数的限额，超过的那一期不再恢复">
      <DataTable
        label="限额"
        rows={lines}
        columns={limitColumns}
        rowKey={(line) => line.rule}
        onOpen={(line) => onOpen(line.rule)}
        openKey={openKey}
        compact={(line) => (
          <div className={styles.compact}>
            <span>
              <ClauseChip clause={line.rule} /> {line.title}
            </span>
            <strong>{limitState(line)}</strong>
            <span className={styles.quiet}>
              超限 {brokenTimes(line)} · 未恢复 {line.breached} · 已恢复 {line.late}
            </span>
          </div>
        )}
        empty={null}
      />
    </Section>
  );
}

/** How a rule reads on the phone. */
function Compact({ line }: { line: RuleLine }) {
  return (
    <div className={styles.compact}>
      <span>
        <ClauseChip clause={line.rule} /> {line.title}
      </span>
      <strong>{shareText(line.onTime)}</strong>
      <span className={styles.quiet}>
        按时 {line.fulfilled} · 逾期办 {line.late} · 未办 {line.breached} · 进行中 {line.inProgress}
      </span>
    </div>
  );
}
