import type { Json } from '../../../web/api/json.ts';
import { CivilDate, Instant } from '../../../web/kit/civil-date.tsx';
import { type BookColumn, PaperBookPage } from '../../../web/kit/paper-book.tsx';
import { leave } from './leave.register.ts';
import type { LeaveLine } from './leave-book.ts';
import { LeaveViews } from './web/leave-views.tsx';

type Line = Json<LeaveLine>;

const COLUMNS: readonly BookColumn<Line>[] = [
  { title: '姓名', width: '5em', cell: ({ staff }) => staff },
  { title: '机构', width: '8em', cell: ({ institution }) => institution },
  { title: '事由', width: '9em', cell: ({ reason }) => reason },
  {
    title: '起止日期',
    width: '13em',
    cell: ({ from, to }) => (
      <>
        <CivilDate date={from} /> 至
        <br />
        <CivilDate date={to} />
      </>
    ),
  },
  { title: '审批人', width: '5em', cell: ({ decidedBy, state }) => decidedBy ?? leave.states?.titles[state] },
  { title: '审批意见', width: '8em', cell: ({ comment }) => comment },
  { title: '未了事项', cell: ({ handover }) => handover },
  { title: '交接人', width: '5em', cell: ({ handoverTo }) => handoverTo },
  { title: '销假时间', width: '8em', cell: ({ returnedAt }) => returnedAt && <Instant at={returnedAt} /> },
];

/** 依据 DAY-15: 请销假登记簿 as the paper form has it. */
export default function LeaveBookPage() {
  return (
    <PaperBookPage<Line>
      title="请销假登记簿"
      path="/api/leaves/book"
      columns={COLUMNS}
      lineKey={({ no }) => no}
      signatures={['请假人', '主管', '支行行长']}
      none="这些日子没有请假"
      lead={<LeaveViews />}
    />
  );
}
