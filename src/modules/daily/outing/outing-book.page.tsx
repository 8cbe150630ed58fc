import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { periodOf } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useToday, useZone } from '../../../web/kit/bank.ts';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { civilDateText, instantText, timeText } from '../../../web/kit/dates.ts';
import { Page } from '../../../web/kit/page.tsx';
import { PaperBook } from '../../../web/kit/paper-book.tsx';
import { PrintSheet } from '../../../web/kit/print-sheet.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { outingBook } from './outing-book.ts';
import styles from './web/outing.module.css';

type Book = Json<Awaited<ReturnType<typeof outingBook>>>;

const COLUMNS = [
  { title: '姓名', width: '6em' },
  { title: '外出时间', width: '9em' },
  { title: '地点' },
  { title: '业务', width: '9em' },
  { title: '客户姓名' },
  { title: '电话', width: '8em' },
  { title: '预计归行', width: '5em' },
  { title: '归行时间', width: '5em' },
  { title: '结果', width: '9em' },
  { title: '主管', width: '5em' },
];

/** 依据 DAY-5: 离岗（外出）登记簿 as the paper form has it, this month if no days are chosen. */
export default function OutingBookPage() {
  const today = useToday();
  const { values, set } = useUrlQuery();
  const { from = periodOf('month', today).start, to = today } = values;
  const [printing, setPrinting] = useState(false);
  const query = useQuery({
    queryKey: ['/api/outings', 'book', from, to],
    queryFn: ({ signal }) => api.get<Book>('/api/outings/book', { from, to }, signal),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="外出登记簿" actions={<Button onClick={() => setPrinting(true)}>打印</Button>}>
      <div className={`${styles.range} zy-no-print`}>
        <DateInput label="自" value={from} onChange={(day) => set({ from: day ?? undefined })} />至
        <DateInput label="至" value={to} onChange={(day) => set({ to: day ?? undefined })} />
      </div>
      <Loaded query={query}>
        {(book) => (
          <>
            {book.more && <p className={styles.faint}>只列出前 {book.lines.length} 笔，请缩短日期范围分次打印</p>}
            {book.lines.length === 0 ? <Empty title="这些日子没有外出" /> : <Paper book={book} from={from} to={to} />}
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
      line.kind === 'private' ? `${line.staff}（因私）` : line.staff,
      instantText(line.outAt ?? line.plannedOutAt, zone, today),
      line.places,
      line.business,
      line.parties,
      line.phones.join(' '),
      timeText(line.expectedReturnAt, zone),
      line.returnedAt === null ? '' : timeText(line.returnedAt, zone),
      line.result,
      line.acknowledgedBy,
    ],
  }));
  const note = `${civilDateText(from, today)} 至 ${civilDateText(to, today)}，共 ${book.lines.length} 笔`;
  return (
    <PaperBook
      title="离岗（外出）登记簿"
      note={note}
      columns={COLUMNS}
      rows={rows}
      signatures={['登记人', '主管', '支行行长']}
    />
  );
}
