import { Instant } from '../../../../web/kit/civil-date.tsx';
import { Facts } from '../../../../web/kit/facts.tsx';
import styles from './audit.module.css';
import { type AuditWords, valueText } from './audit-words.ts';

/** A record as `GET /api/audit` answers it. */
export type AuditRecord = {
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

type Values = Record<string, unknown>;
const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One record: who, when, what, and what it was before and after. */
export function RecordDetail({ record, words }: { record: AuditRecord; words: AuditWords }) {
  const fieldName = (name: string) => (record.register === null ? name : words.field(record.register, name));
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
          { label: '登记簿', value: record.register === null ? null : words.matter(record.register) },
          { label: '对象', value: record.rowId },
          { label: '操作', value: words.action(record.action) },
        ]}
      />
      {others.length > 0 && <Particulars entries={others} nameOf={fieldName} />}
      {compared && (
        <Changes before={isValues(before) ? before : {}} after={isValues(after) ? after : {}} nameOf={fieldName} />
      )}
    </>
  );
}

type NameOf = (field: string) => string;

function Particulars({ entries, nameOf }: { entries: [string, unknown][]; nameOf: NameOf }) {
  return (
    <table className={styles.changes}>
      <tbody>
        {entries.map(([name, value]) => (
          <tr key={name}>
            <td>{nameOf(name)}</td>
            <td>{valueText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ before, after, nameOf }: { before: Values; after: Values; nameOf: NameOf }) {
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
            <td>{nameOf(name)}</td>
            <td className={styles.before}>{valueText(before[name])}</td>
            <td>{valueText(after[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
