import { Select } from 'antd';
import { useMemo } from 'react';
import { useKeysetList } from '../../../web/api/query.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { type Filter, FilterBar } from '../../../web/kit/filter-bar.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty } from '../../../web/kit/states.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { useRegisterWords } from '../../../web/registers/register-words.ts';
import styles from './web/audit.module.css';
import { type AuditWords, auditWords, valueText } from './web/audit-words.ts';
import { ChainState } from './web/chain-state.tsx';
import { type AuditRecord, RecordDetail } from './web/record-detail.tsx';

const filtersOf = (words: AuditWords): Filter[] => [
  {
    name: 'from',
    label: '自',
    input: (value, set) => <DateInput label="自" value={value ?? null} onChange={(day) => set(day ?? undefined)} />,
  },
  {
    name: 'to',
    label: '至',
    input: (value, set) => <DateInput label="至" value={value ?? null} onChange={(day) => set(day ?? undefined)} />,
  },
  {
    name: 'person',
    label: '人员',
    input: (value, set) => (
      <PersonPicker
        placeholder="人员"
        value={value === undefined ? null : Number(value)}
        onChange={(id) => set(id === null ? undefined : String(id))}
      />
    ),
  },
  {
    name: 'register',
    label: '登记簿',
    input: (value, set) => (
      <Select
        placeholder="登记簿"
        aria-label="登记簿"
        allowClear
        style={{ width: 128 }}
        value={value ?? null}
        options={words.choices}
        onChange={(next: string | null | undefined) => set(next ?? undefined)}
      />
    ),
  },
  {
    name: 'action',
    label: '操作',
    input: (value, set) => (
      <Select
        placeholder="操作"
        aria-label="操作"
        allowClear
        style={{ width: 128 }}
        value={value ?? null}
        options={[
          { value: 'import.', label: '导入' },
          { value: 'export.', label: '导出' },
          { value: 'session.', label: '登录与退出' },
          { value: 'account.', label: '账号管理' },
          { value: 'breach.', label: '违规认定' },
          { value: 'duty.waive', label: '豁免' },
        ]}
        onChange={(next: string | null | undefined) => set(next ?? undefined)}
      />
    ),
  },
];

const columnsOf = (words: AuditWords): Column<AuditRecord>[] => [
  { key: 'at', title: '时间', width: 176, cell: ({ at }) => <Instant at={at} /> },
  {
    key: 'who',
    title: '人员',
    width: 144,
    cell: ({ who, staffNo }) => (who === null ? '系统' : `${who} ${staffNo ?? ''}`),
  },
  { key: 'action', title: '操作', width: 184, cell: ({ action }) => words.action(action) },
  { key: 'rowId', title: '对象', width: 136, cell: ({ rowId }) => rowId ?? '—' },
  { key: 'reason', title: '理由', width: 240, cell: ({ detail }) => valueText(detail.reason) },
  { key: 'sealed', title: '链', width: 80, cell: ({ sealed }) => (sealed ? '✓ 已封存' : '待封存') },
];

/** 审计日志: who did what, when and why, and whether the chain still holds. */
export default function AuditPage() {
  const { values } = useUrlQuery();
  const { from, to, person, register, action } = values;
  const list = useKeysetList<AuditRecord>('/api/audit', { from, to, person, register, action });
  const registers = useRegisterWords();
  const words = useMemo(() => auditWords(registers), [registers]);
  const detail = useDetailRoute('/audit');
  const opened = list.rows.find(({ id }) => String(id) === detail.id);
  return (
    <Page title="审计日志" fill>
      <ChainState />
      <FilterBar filters={filtersOf(words)} />
      <DataTable
        label="审计记录"
        view="audit"
        rows={list.rows}
        columns={columnsOf(words)}
        rowKey={({ id }) => String(id)}
        onOpen={({ id }) => detail.open(id)}
        openKey={detail.id}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        compact={(record) => (
          <div className={styles.compact}>
            <span>{words.action(record.action)}</span>
            <span>{record.who ?? '系统'}</span>
            <span className={styles.quiet}>
              <Instant at={record.at} />
            </span>
            <span className={styles.quiet}>{record.rowId}</span>
          </div>
        )}
        empty={<Empty title="没有符合条件的记录" next="请放宽时间或换一个人员" />}
      />
      {opened !== undefined && (
        <SidePanel title={words.action(opened.action)} onClose={detail.close}>
          <RecordDetail record={opened} words={words} />
        </SidePanel>
      )}
    </Page>
  );
}
