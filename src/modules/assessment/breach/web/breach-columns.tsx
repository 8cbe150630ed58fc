import { useZone } from '../../../../web/kit/bank.ts';
import { CivilDate } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Progress } from '../../../../web/kit/progress.tsx';
import { BreachStateMark } from '../../../../web/kit/status-mark.tsx';
import type { Column } from '../../../../web/kit/table-columns.ts';
import styles from './breach.module.css';
import { type Breach, dutyOf } from './breach-api.ts';
import { dayOfBreach, judgeableDay } from './breach-words.ts';

function Day({ breach }: { breach: Breach }) {
  return <CivilDate date={dayOfBreach(breach, useZone())} />;
}

/** Whether it may be judged yet, and if not, from when. */
function Ripe({ breach }: { breach: Breach }) {
  const zone = useZone();
  if (breach.review) return <span className={styles.review}>△ 待复核</span>;
  if (breach.state !== 'suspected') return <>—</>;
  if (new Date(breach.judgeableAt) <= new Date()) return <>可认定</>;
  return (
    <span className={styles.quiet}>
      <CivilDate date={judgeableDay(breach, zone)} /> 起
    </span>
  );
}

export const breachColumns: readonly Column<Breach>[] = [
  { key: 'bearer', title: '责任人', width: 112, cell: ({ bearer }) => bearer ?? '无人' },
  { key: 'rule', title: '条款', width: 88, cell: (row) => <ClauseChip clause={row.rule} duty={dutyOf(row)} /> },
  { key: 'title', title: '应办', width: 200, cell: ({ title }) => title },
  { key: 'subject', title: '对象', width: 208, cell: ({ subjectName, subjectNo }) => subjectName ?? subjectNo },
  { key: 'got', title: '完成', width: 104, align: 'right', cell: (row) => <Progress got={row.got} need={row.need} /> },
  { key: 'day', title: '违规之日', width: 152, cell: (row) => <Day breach={row} /> },
  { key: 'ripe', title: '认定', width: 136, cell: (row) => <Ripe breach={row} /> },
  { key: 'points', title: '分值', width: 56, align: 'right', cell: ({ points }) => points ?? '—' },
  { key: 'state', title: '状态', width: 104, cell: ({ state }) => <BreachStateMark state={state} /> },
  { key: 'institution', title: '机构', width: 160, cell: ({ institution }) => institution },
  { key: 'judgedBy', title: '认定人', width: 96, optional: true, cell: ({ judgedBy }) => judgedBy ?? '—' },
  { key: 'reason', title: '理由', width: 240, optional: true, cell: ({ reason }) => reason ?? '—' },
];

/** How a breach reads on the phone. */
export function BreachCompact({ breach }: { breach: Breach }) {
  return (
    <div className={styles.compact}>
      <span className={styles.name}>
        {breach.bearer ?? '无人'} <ClauseChip clause={breach.rule} duty={dutyOf(breach)} />
      </span>
      <BreachStateMark state={breach.state} />
      <span>{breach.subjectName}</span>
      <Progress got={breach.got} need={breach.need} />
      <span className={styles.quiet}>
        <Day breach={breach} />
      </span>
      <span className={styles.quiet}>
        <Ripe breach={breach} />
      </span>
    </div>
  );
}
