import type { Json } from '../../../../web/api/json.ts';
import { CivilDate, Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import type { Column } from '../../../../web/kit/table-columns.ts';
import type { PointsOfCycle as Answer } from '../points-of.ts';
import styles from './points.module.css';

/** What `GET /api/points` answers; points are exact decimal texts, negative where they reverse. */
export type PointsOfCycle = Json<Answer>;
export type PointsEntry = PointsOfCycle['entries'][number];

const APPEALS: Record<string, string> = { filed: '申诉中', upheld: '申诉维持', overturned: '申诉撤销', withdrawn: '' };

/** What became of the entry since, in a word. */
function noteOf({ reverses, reversed, appeal, act }: PointsEntry): string {
  if (reverses) return '冲回';
  return [
    reversed ? '已冲回' : '',
    act === null ? '' : '一个行为，从一重',
    appeal === null ? '' : (APPEALS[appeal.state] ?? ''),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Points({ entry }: { entry: PointsEntry }) {
  const settled = entry.reverses || entry.reversed;
  return <span className={settled ? styles.reversed : styles.points}>{entry.points}</span>;
}

/** Of a breach its duty opens, of an incident the table's clause. */
function EntryClause({ entry: { rule, table, duty } }: { entry: PointsEntry }) {
  return <ClauseChip clause={rule ?? table} duty={duty ?? undefined} />;
}

export const entryColumns: readonly Column<PointsEntry>[] = [
  { key: 'onDate', title: '违规之日', width: 120, cell: ({ onDate }) => <CivilDate date={onDate} /> },
  { key: 'rule', title: '条款', width: 88, cell: (entry) => <EntryClause entry={entry} /> },
  { key: 'label', title: '过错', width: 176, cell: ({ label }) => label },
  { key: 'subject', title: '对象', width: 208, cell: ({ subject }) => subject ?? '—' },
  { key: 'points', title: '积分', width: 64, align: 'right', cell: (entry) => <Points entry={entry} /> },
  { key: 'note', title: '', width: 136, cell: noteOf },
  { key: 'enteredBy', title: '认定人', width: 96, cell: ({ enteredBy }) => enteredBy ?? '—' },
  { key: 'recordedAt', title: '认定时间', width: 168, cell: ({ recordedAt }) => <Instant at={recordedAt} /> },
];

/** How an entry reads on the phone. */
export function EntryCompact({ entry }: { entry: PointsEntry }) {
  return (
    <div className={styles.compact}>
      <span>
        <EntryClause entry={entry} /> {entry.label}
      </span>
      <Points entry={entry} />
      <span className={styles.note}>
        <CivilDate date={entry.onDate} /> {entry.subject}
      </span>
      <span className={styles.note}>{noteOf(entry)}</span>
    </div>
  );
}
