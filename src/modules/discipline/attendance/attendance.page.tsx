import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { addMonths, type CivilDate } from '../../../kernel/calendar/index.ts';
import { api, urlOf } from '../../../web/api/client.ts';
import { useAct } from '../../../web/api/query.ts';
import { Ask } from '../../../web/kit/ask.tsx';
import { useToday } from '../../../web/kit/bank.ts';
import { CivilDate as Day } from '../../../web/kit/civil-date.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { PrintSheet } from '../../../web/kit/print-sheet.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { isGranted } from '../../../web/registers/register-api.ts';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { attendance } from './attendance.register.ts';
import { AttendanceViews } from './web/attendance-views.tsx';
import { DayPanel } from './web/day-panel.tsx';
import styles from './web/sheet.module.css';
import { type Cell, type Sheet, SheetTable } from './web/sheet.tsx';

const path = '/api/attendance';

/** 考勤表 (依据 DAY-14): a month of those whom one answers for, or one's own; what facts leave open is written here. */
export default function AttendancePage() {
  const today = useToday();
  const capacity = useCapacity();
  const { values, set } = useUrlQuery();
  const month = (values.month ?? `${today.slice(0, 7)}-01`) as CivilDate;
  const [opened, setOpened] = useState<Cell | null>(null);
  const [printing, setPrinting] = useState(false);
  const query = useQuery({
    queryKey: [path, month],
    queryFn: ({ signal }) => api.get<Sheet>(path, { month }, signal),
    placeholderData: (previous) => previous,
  });
  const nameOf = (id: number) => query.data?.people.find((person) => person.id === id)?.name ?? '';
  return (
    <Page
      title="考勤"
      actions={
        <>
          <MonthTurner month={month} today={today} onTurn={(next) => set({ month: next })} />
          {isGranted(attendance.access.create, capacity) && <FillToday />}
          {isGranted(attendance.access.export, capacity) && (
            <Button href={urlOf(`${path}/file`, { month })} download>
              导出
            </Button>
          )}
          <Button onClick={() => setPrinting(true)}>打印</Button>
        </>
      }
    >
      <AttendanceViews />
      <Loaded query={query} rows={10}>
        {(sheet) => (
          <>
            <div className={styles.scroll}>
              <SheetTable sheet={sheet} onOpen={setOpened} />
            </div>
            <Legend provisional={sheet.provisional} />
            <OpenDays sheet={sheet} nameOf={nameOf} onOpen={setOpened} />
            {printing && (
              <PrintSheet onDone={() => setPrinting(false)}>
                <Paper sheet={sheet} />
              </PrintSheet>
            )}
          </>
        )}
      </Loaded>
      {opened !== null && (
        <DayPanel
          key={`${opened.staffId} ${opened.day}`}
          cell={opened}
          name={nameOf(opened.staffId)}
          onClose={() => setOpened(null)}
          onWritten={() => {
            setOpened(null);
            void query.refetch();
          }}
        />
      )}
    </Page>
  );
}

function MonthTurner({
  month,
  today,
  onTurn,
}: {
  month: CivilDate;
  today: string;
  onTurn: (month: CivilDate) => void;
}) {
  return (
    <span className={styles.month}>
      <Button type="text" aria-label="上一月" onClick={() => onTurn(addMonths(month, -1))}>
        ‹
      </Button>
      {month.slice(0, 4)}年{Number(month.slice(5, 7))}月
      <Button
        type="text"
        aria-label="下一月"
        disabled={month.slice(0, 7) >= today.slice(0, 7)}
        onClick={() => onTurn(addMonths(month, 1))}
      >
        ›
      </Button>
    </span>
  );
}

/** Everybody of whom nothing is known today is there: one question for all of them. */
function FillToday() {
  const today = useToday();
  const [asking, setAsking] = useState(false);
  const fill = useAct({
    run: () => api.post<{ filled: number }>(`${path}/fill`, { date: today }),
    touches: [[path]],
    done: ({ filled }) => (filled === 0 ? '今天没有未登记的人' : `已登记 ${filled} 人出勤`),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>今日其余出勤</Button>
      <Ask
        open={asking}
        title="把今天没有任何记录的人登记为出勤？"
        okText="登记"
        onOk={() => fill.mutateAsync(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>已签到、外出、请假的不变；未签到、迟到和事后请假的仍待逐人核实。</p>
      </Ask>
    </>
  );
}

function Legend({ provisional }: { provisional: boolean }) {
  return (
    <p className={styles.legend}>
      ✓ 出勤 · △ 迟到 · ▽ 早退 · ✕ 脱岗 · ▲ 旷工 · 假 请假 · 外 外出 · 补 事后请假 · ？ 未签到 · ○ 未登记
      {provisional && '。本年日历尚未公布，工作日为暂定'}
    </p>
  );
}

/** What facts found amiss and nobody has looked into. */
function OpenDays({
  sheet,
  nameOf,
  onOpen,
}: {
  sheet: Sheet;
  nameOf: (id: number) => string;
  onOpen: (cell: Cell) => void;
}) {
  const open = sheet.cells.filter((cell) => cell.open).toSorted((a, b) => (a.day < b.day ? 1 : -1));
  if (open.length === 0) return null;
  return (
    <Section title="待核实" note={`${open.length} 笔`}>
      <ul className={styles.open}>
        {open.map((cell) => (
          <li key={`${cell.staffId} ${cell.day}`}>
            <strong>{nameOf(cell.staffId)}</strong>
            <Day date={cell.day} />
            <span>{cell.title}</span>
            <span className={styles.source}>{cell.source}</span>
            <Button type="link" onClick={() => onOpen(cell)}>
              查看
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Paper({ sheet }: { sheet: Sheet }) {
  return (
    <div className={styles.paper}>
      <h2>考勤表 {sheet.month}</h2>
      <SheetTable sheet={sheet} />
      <Legend provisional={sheet.provisional} />
      <ul className={styles.signatures}>
        <li>制表人（签字）：</li>
        <li>主管（签字）：</li>
        <li>支行行长（签字）：</li>
      </ul>
    </div>
  );
}
