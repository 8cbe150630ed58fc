import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { periodOf } from '../../kernel/calendar/index.ts';
import { api } from '../api/client.ts';
import { useToday } from './bank.ts';
import { DateInput } from './date-input.tsx';
import { civilDateText } from './dates.ts';
import { Page } from './page.tsx';
import { PaperHead, PaperSignatures } from './paper.tsx';
import styles from './paper-book.module.css';
import { PrintSheet } from './print-sheet.tsx';
import { Empty, Loaded } from './states.tsx';
import { useUrlQuery } from './url-query.ts';

export type BookColumn<Line> = { title: string; width?: string; cell: (line: Line) => ReactNode };

export type PaperBookPageProps<Line> = {
  /** The name on the paper. */
  title: string;
  /** Answers `{ lines, more }` for the days `from` to `to`, both included. */
  path: string;
  columns: readonly BookColumn<Line>[];
  lineKey: (line: Line) => string;
  /** Who signs at the foot. */
  signatures: readonly string[];
  /** What is said of days without a line. */
  none: string;
  /** The views between which people switch. */
  lead?: ReactNode;
};

/**
 * A paper 登记簿: one ruled line for each entry, wide A4, the head again on each sheet, this month if no days are chosen.
 * The same on screen and on paper.
 */
export function PaperBookPage<Line>(props: PaperBookPageProps<Line>) {
  const { title, path, none, lead } = props;
  const today = useToday();
  const { values, set } = useUrlQuery();
  const { from = periodOf('month', today).start, to = today } = values;
  const [printing, setPrinting] = useState(false);
  const query = useQuery({
    queryKey: [path, from, to],
    queryFn: ({ signal }) => api.get<{ lines: Line[]; more: boolean }>(path, { from, to }, signal),
    placeholderData: (previous) => previous,
  });
  return (
    <Page
      title={title}
      actions={
        <Button disabled={!query.data?.lines.length} onClick={() => setPrinting(true)}>
          打印
        </Button>
      }
    >
      {lead}
      <div className={`${styles.days} zy-no-print`}>
        <DateInput label="自" value={from} onChange={(day) => set({ from: day ?? undefined })} />至
        <DateInput label="至" value={to} onChange={(day) => set({ to: day ?? undefined })} />
      </div>
      <Loaded query={query}>
        {({ lines, more }) => {
          const days = `${civilDateText(from, '')} 至 ${civilDateText(to, '')}，共 ${lines.length} 笔`;
          return (
            <>
              {more && <p className={styles.more}>只列出前 {lines.length} 笔，请缩短日期范围分次打印</p>}
              {lines.length === 0 ? (
                <Empty title={none} next="换一段日期，或等有了登记再打印" />
              ) : (
                <Book {...props} lines={lines} days={days} />
              )}
              {printing && (
                <PrintSheet onDone={() => setPrinting(false)}>
                  <Book {...props} lines={lines} days={days} />
                </PrintSheet>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Book<Line>({
  title,
  columns,
  lineKey,
  signatures,
  lines,
  days,
}: PaperBookPageProps<Line> & { lines: readonly Line[]; days: string }) {
  return (
    <div className={styles.book}>
      <PaperHead title={title} note={days} />
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={lineKey(line)}>
              {columns.map((column) => (
                <td key={column.title}>{column.cell(line)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PaperSignatures signatures={signatures} />
    </div>
  );
}
