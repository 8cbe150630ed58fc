import { civilDateOf } from '../../../kernel/calendar/index.ts';
import type { Json } from '../../../web/api/json.ts';
import { useZone } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { timeText } from '../../../web/kit/dates.ts';
import { type BookColumn, PaperBookPage } from '../../../web/kit/paper-book.tsx';
import type { BookLine } from './outing-book.ts';

type Line = Json<BookLine>;

const COLUMNS: readonly BookColumn<Line>[] = [
  { title: '姓名', width: '5em', cell: ({ staff, kind }) => (kind === 'private' ? `${staff}（因私）` : staff) },
  { title: '外出时间', width: '8em', cell: (line) => <OutAt line={line} /> },
  { title: '地点', cell: ({ places }) => places },
  { title: '业务', width: '7em', cell: ({ business }) => business },
  { title: '客户姓名', cell: ({ parties }) => parties },
  { title: '电话', width: '8em', cell: ({ phones }) => phones.join('\n') },
  { title: '预计归行', width: '5em', cell: ({ expectedReturnAt }) => <Clock at={expectedReturnAt} /> },
  { title: '归行时间', width: '5em', cell: ({ returnedAt }) => <Clock at={returnedAt} /> },
  { title: '结果', width: '9em', cell: ({ result }) => result },
  { title: '主管', width: '5em', cell: ({ acknowledgedBy }) => acknowledgedBy },
];

/** Day and time one under the other: the column is narrow. */
function OutAt({ line: { outAt, plannedOutAt } }: { line: Line }) {
  const zone = useZone();
  const at = outAt ?? plannedOutAt;
  return (
    <>
      <CivilDate date={civilDateOf(new Date(at), zone)} />
      <br />
      {timeText(at, zone)}
    </>
  );
}

/** The time of day alone: the line's day stands before it. */
function Clock({ at }: { at: string | null }) {
  const zone = useZone();
  return at === null ? null : timeText(at, zone);
}

/** 依据 DAY-5: 离岗（外出）登记簿 as the paper form has it. */
export default function OutingBookPage() {
  return (
    <PaperBookPage<Line>
      title="离岗（外出）登记簿"
      path="/api/outings/book"
      columns={COLUMNS}
      lineKey={({ no }) => no}
      signatures={['登记人', '主管', '支行行长']}
      none="这些日子没有外出"
    />
  );
}
