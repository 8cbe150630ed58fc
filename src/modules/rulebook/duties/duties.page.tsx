import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { CivilDate, Instant } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { Facts } from '../../../web/kit/facts.tsx';
import { type Filter, FilterBar } from '../../../web/kit/filter-bar.tsx';
import { InstitutionTree } from '../../../web/kit/institution-tree.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { Progress } from '../../../web/kit/progress.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty } from '../../../web/kit/states.tsx';
import { dutyLooks } from '../../../web/kit/status.ts';
import { DutyStatusMark } from '../../../web/kit/status-mark.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { RulebookView } from '../library/web/rulebook-api.ts';
import styles from './web/duties.module.css';
import { DutyCompact, type DutyItem, dutyColumns, explainedBy, keyOf } from './web/duty-columns.tsx';
import { WaiveDialog } from './web/waive-dialog.tsx';
import { WaiverNotes } from './web/waiver-notes.tsx';

const idOf = (text: string | undefined) => (text === undefined ? null : Number(text));
const textOf = (id: number | null) => (id === null ? undefined : String(id));

function RuleFilter({ value, onChange }: { value: string | undefined; onChange: (rule: string | undefined) => void }) {
  const query = useQuery({
    queryKey: ['/api/rulebook'],
    queryFn: ({ signal }) => api.get<RulebookView>('/api/rulebook', {}, signal),
    staleTime: 300_000,
  });
  return (
    <Select
      placeholder="规则"
      aria-label="规则"
      allowClear
      style={{ width: 200 }}
      value={value ?? null}
      options={(query.data?.rules ?? []).map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  );
}

const FILTERS: readonly Filter[] = [
  { name: 'rule', label: '规则', input: (value, onChange) => <RuleFilter value={value} onChange={onChange} /> },
  {
    name: 'status',
    label: '状态',
    input: (value, onChange) => (
      <Select
        placeholder="状态"
        aria-label="状态"
        allowClear
        style={{ width: 128 }}
        value={value ?? null}
        options={Object.entries(dutyLooks).map(([status, { word }]) => ({ value: status, label: word }))}
        onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      />
    ),
  },
  {
    name: 'institution',
    label: '机构',
    input: (value, onChange) => <InstitutionTree value={idOf(value)} onChange={(id) => onChange(textOf(id))} />,
  },
  {
    name: 'bearer',
    label: '责任人',
    input: (value, onChange) => (
      <PersonPicker placeholder="责任人" value={idOf(value)} onChange={(id) => onChange(textOf(id))} />
    ),
  },
];

/** 义务: what is owed in one's scope in the periods in progress, by rule, status, institution and bearer. */
export default function DutiesPage() {
  const { values } = useUrlQuery();
  const { rule, status, institution, bearer, period, since } = values;
  const list = useKeysetList<DutyItem>('/api/duties', { rule, status, institution, bearer, period, since });
  const [openKey, setOpenKey] = useState<string | null>(null);
  const opened = list.rows.find((row) => keyOf(row) === openKey);
  return (
    <Page title="义务" note={period ?? (since === undefined ? '本期' : <SinceNote day={since} />)} fill>
      <FilterBar filters={FILTERS} />
      <DataTable
        label="义务"
        view="duties"
        rows={list.rows}
        columns={dutyColumns}
        rowKey={keyOf}
        onOpen={(row) => setOpenKey(keyOf(row))}
        openKey={openKey}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        compact={(row) => <DutyCompact duty={row} />}
        empty={<Empty title="没有符合条件的义务" next="请放宽筛选，或换一个周期" />}
      />
      {opened !== undefined && <DutyPanel key={keyOf(opened)} duty={opened} onClose={() => setOpenKey(null)} />}
    </Page>
  );
}

function SinceNote({ day }: { day: string }) {
  return (
    <>
      自 <CivilDate date={day} /> 所在的一期起 · <Link href="/duties">只看本期</Link>
    </>
  );
}

function DutyPanel({ duty, onClose }: { duty: DutyItem; onClose: () => void }) {
  const me = useMe();
  const [waiving, setWaiving] = useState(false);
  const leads = me.roles.some((role) => role === 'leader' || role === 'president' || role === 'business');
  const decides = leads && duty.bearerId !== me.staffId;
  const closed = duty.status === 'waived' || duty.status === 'void';
  return (
    <SidePanel
      title={`${duty.subjectName ?? duty.subjectNo} · ${duty.title}`}
      onClose={onClose}
      actions={decides && !closed ? <Button onClick={() => setWaiving(true)}>豁免</Button> : undefined}
    >
      <p className={styles.head}>
        <DutyStatusMark status={duty.status} />
        <Progress got={duty.got} need={duty.need} />
        <ClauseChip clause={duty.rule} duty={explainedBy(duty)} />
        <span className={styles.hint}>点条款号看算法与依据</span>
      </p>
      <Facts
        items={[
          { label: '责任人', value: duty.bearer ?? '无人' },
          { label: '机构', value: duty.institution },
          { label: '周期', value: duty.period },
          { label: '自', value: <Instant at={duty.from} /> },
          { label: '至（不含）', value: <Instant at={duty.until} /> },
        ]}
      />
      <WaiverNotes duty={duty} decides={decides} />
      {waiving && <WaiveDialog duty={duty} onClose={() => setWaiving(false)} />}
    </SidePanel>
  );
}
