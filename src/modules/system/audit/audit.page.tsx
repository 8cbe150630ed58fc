import { Select } from 'antd';
import { useKeysetList } from '../../../web/api/query.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { Facts } from '../../../web/kit/facts.tsx';
import { type Filter, FilterBar } from '../../../web/kit/filter-bar.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty } from '../../../web/kit/states.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/audit.module.css';
import { actionText, matterChoices, valueText } from './web/audit-words.ts';
import { ChainState } from './web/chain-state.tsx';

/** A record as `GET /api/audit` answers it. */
type AuditRecord = {
  id: number;
  at: string;
  who: string | null;
  staffNo: string | null;
  action: string;
  register: string | null;
  rowId: string | null;
  detail: Record<string, unknown>;
  sealed: boolean;
};

const FILTERS: readonly Filter[] = [
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
        options={matterChoices}
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

const COLUMNS: readonly Column<AuditRecord>[] = [
  { key: 'at', title: '时间', width: 176, cell: ({ at }) => <Instant at={at} /> },
  {
    key: 'who',
    title: '人员',
    width: 144,
    cell: ({ who, staffNo }) => (who === null ? '系统' : `${who} ${staffNo ?? ''}`),
  },
  { key: 'action', title: '操作', width: 184, cell: ({ action }) => actionText(action) },
  { key: 'rowId', title: '对象', width: 136, cell: ({ rowId }) => rowId ?? '—' },
  { key: 'reason', title: '理由', width: 240, cell: ({ detail }) => valueText(detail.reason) },
  { key: 'sealed', title: '链', width: 80, cell: ({ sealed }) => (sealed ? '✓ 已封存' : '待封存') },
];

/** 审计日志: who did what, when and why, and whether the chain still holds. */
export default function AuditPage() {
  const { values } = useUrlQuery();
  const { from, to, person, register, action } = values;
  const list = useKeysetList<AuditRecord>('/api/audit', { from, to, person, register, action });
  const detail = useDetailRoute('/audit');
  const opened = list.rows.find(({ id }) => String(id) === detail.id);
  return (
    <Page title="审计日志" fill>
      <ChainState />
      <FilterBar filters={FILTERS} />
      <DataTable
        label="审计记录"
        view="audit"
        rows={list.rows}
        columns={COLUMNS}
        rowKey={({ id }) => String(id)}
        onOpen={({ id }) => detail.open(id)}
        openKey={detail.id}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        compact={(record) => (
          <div className={styles.compact}>
            <span>{actionText(record.action)}</span>
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
        <SidePanel title={actionText(opened.action)} onClose={detail.close}>
          <RecordDetail record={opened} />
        </SidePanel>
      )}
    </Page>
  );
}

type Values = Record<string, unknown>;
const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function RecordDetail({ record }: { record: AuditRecord }) {
  const { before, after, ...rest } = record.detail;
  const compared = isValues(before) || isValues(after);
  const others = compared ? Object.entries(rest) : Object.entries(record.detail);
  return (
    <>
      <Facts
        items={[
          { label: '编号', value: record.id },
          { label: '时间', value: <Instant at={record.at} /> },
          { label: '人员', value: record.who === null ? '系统' : `${record.who} ${record.staffNo ?? ''}` },
          { label: '登记簿', value: record.register },
          { label: '对象', value: record.rowId },
          { label: '操作', value: record.action },
        ]}
      />
      {others.length > 0 && <Particulars entries={others} />}
      {compared && <Changes before={isValues(before) ? before : {}} after={isValues(after) ? after : {}} />}
    </>
  );
}

function Particulars({ entries }: { entries: [string, unknown][] }) {
  return (
    <table className={styles.changes}>
      <tbody>
        {entries.map(([name, value]) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{valueText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ before, after }: { before: Values; after: Values }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">字段</th>
          <th scope="col">改前</th>
          <th scope="col">改后</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={styles.before}>{valueText(before[name])}</td>
            <td>{valueText(after[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
