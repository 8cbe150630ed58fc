import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { periodOf } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useToday, useZone } from '../../../web/kit/bank.ts';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { civilDateText, instantText } from '../../../web/kit/dates.ts';
import { Page } from '../../../web/kit/page.tsx';
import { PaperBook } from '../../../web/kit/paper-book.tsx';
import { PrintSheet } from '../../../web/kit/print-sheet.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { leave } from './leave.register.ts';
import type { leaveBook } from './leave-book.ts';

type Book = Json<Awaited<ReturnType<typeof leaveBook>>>;

const COLUMNS = [
  { title: '姓名', width: '5em' },
  { title: '事由', width: '10em' },
  { title: '起止日期', width: '11em' },
  { title: '审批人', width: '5em' },
  { title: '审批意见', width: '8em' },
  { title: '未了事项' },
  { title: '交接人', width: '5em' },
  { title: '销假时间', width: '8em' },
];

/** 依据 DAY-15: 请销假登记簿 as the paper form has it, this month if no days are chosen. */
export default function LeaveBookPage() {
  const today = useToday();
  const { values, set } = useUrlQuery();
  const { from = periodOf('month', today).start, to = today } = values;
  const [printing, setPrinting] = useState(false);
  const query = useQuery({
    queryKey: ['/api/leaves', 'book', from, to],
    queryFn: ({ signal }) => api.get<Book>('/api/leaves/book', { from, to }, signal),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="请销假登记簿" actions={<Button onClick={() => setPrinting(true)}>打印</Button>}>
      <div className="zy-no-print">
        <DateInput label="自" value={from} onChange={(day) => set({ from: day ?? undefined })} /> 至{' '}
        <DateInput label="至" value={to} onChange={(day) => set({ to: day ?? undefined })} />
      </div>
      <Loaded query={query}>
        {(book) => (
          <>
            {book.more && <p>只列出前 {book.lines.length} 笔，请缩短日期范围分次打印</p>}
            {book.lines.length === 0 ? <Empty title="这些日子没有请假" /> : <Paper book={book} from={from} to={to} />}
            {printing && (
              <PrintSheet onDone={() => setPrinting(false)}>
                <Paper book={book} from={from} to={to} />
              </PrintSheet>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Paper({ book, from, to }: { book: Book; from: string; to: string }) {
  const zone = useZone();
  const today = useToday();
  const rows = book.lines.map((line) => ({
    key: line.no,
    cells: [
      line.staff,
      line.reason,
      `${civilDateText(line.from, today)} 至 ${civilDateText(line.to, today)}`,
      line.decidedBy ?? leave.states?.titles[line.state],
      line.comment,
      <span key="handover" style={{ whiteSpace: 'pre-line' }}>
        {line.handover}
      </span>,
      line.handoverTo,
      line.returnedAt === null ? '' : instantText(line.returnedAt, zone, today),
    ],
  }));
  const note = `${civilDateText(from, today)} 至 ${civilDateText(to, today)}，共 ${book.lines.length} 笔`;
  return (
    <PaperBook
      title="请销假登记簿"
      note={note}
      columns={COLUMNS}
      rows={rows}
      signatures={['请假人', '主管', '支行行长']}
    />
  );
}
