import { CivilDate, Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Progress } from '../../../../web/kit/progress.tsx';
import type { DutyStatus } from '../../../../web/kit/status.ts';
import { DutyStatusMark } from '../../../../web/kit/status-mark.tsx';
import type { Column } from '../../../../web/kit/table-columns.ts';
import styles from './duties.module.css';

/** A duty as `GET /api/duties` answers it; instants are ISO texts, `until` is exclusive. */
export type DutyItem = {
  rule: string;
  clause: string;
  title: string;
  subjectType: 'customer' | 'staff' | 'institution';
  subjectId: number;
  subjectNo: string | null;
  subjectName: string | null;
  anchor: string;
  period: string;
  from: string;
  until: string;
  bearerId: number | null;
  bearer: string | null;
  institution: string | null;
  need: number;
  got: number;
  status: DutyStatus;
};

export const keyOf = ({ rule, subjectId, anchor }: DutyItem) => `${rule}/${subjectId}/${anchor}`;
export const explainedBy = ({ rule, subjectId, anchor }: DutyItem) => ({ rule, subject: subjectId, anchor });

/** A period's anchor is its first day; a response's the number of its trigger. */
function Anchor({ anchor }: { anchor: string }) {
  return /^\d{4}-\d{2}-\d{2}$/.test(anchor) ? <CivilDate date={anchor} /> : anchor;
}

export const dutyColumns: readonly Column<DutyItem>[] = [
  { key: 'subject', title: '对象', width: 208, cell: ({ subjectName, subjectNo }) => subjectName ?? subjectNo },
  { key: 'rule', title: '条款', width: 88, cell: (row) => <ClauseChip clause={row.rule} duty={explainedBy(row)} /> },
  { key: 'title', title: '应办', width: 152, cell: ({ title }) => title },
  { key: 'got', title: '完成', width: 72, align: 'right', cell: (row) => <Progress got={row.got} need={row.need} /> },
  { key: 'status', title: '状态', width: 112, cell: ({ status }) => <DutyStatusMark status={status} /> },
  { key: 'until', title: '截止（不含）', width: 168, cell: ({ until }) => <Instant at={until} /> },
  { key: 'bearer', title: '责任人', width: 96, cell: ({ bearer }) => bearer ?? '无人' },
  { key: 'institution', title: '机构', width: 160, cell: ({ institution }) => institution },
  { key: 'period', title: '周期', width: 88, optional: true, cell: ({ period }) => period },
  { key: 'anchor', title: '锚点', width: 160, optional: true, cell: ({ anchor }) => <Anchor anchor={anchor} /> },
];

/** How a duty reads on the phone. */
export function DutyCompact({ duty }: { duty: DutyItem }) {
  return (
    <div className={styles.compact}>
      <span className={styles.name}>{duty.subjectName ?? duty.subjectNo}</span>
      <DutyStatusMark status={duty.status} />
      <span>
        <ClauseChip clause={duty.rule} duty={explainedBy(duty)} /> {duty.bearer ?? '无人'}
      </span>
      <Progress got={duty.got} need={duty.need} />
    </div>
  );
}
