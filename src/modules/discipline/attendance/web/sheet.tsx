import type { Json } from '../../../../web/api/json.ts';
import { civilDateText } from '../../../../web/kit/dates.ts';
import type { AttendanceSheet, SheetCell } from '../attendance-sheet.ts';
import { LOOKS } from './attendance-looks.ts';
import styles from './sheet.module.css';

export type Sheet = Json<AttendanceSheet>;
export type Cell = Json<SheetCell>;

const AMISS = ['late', 'early', 'off_post', 'absent'] as const;

/** 考勤表: people × workdays. A cell opens what is known of the day. */
export function SheetTable({ sheet, onOpen }: { sheet: Sheet; onOpen?: (cell: Cell) => void }) {
  const cells = new Map(sheet.cells.map((cell) => [`${cell.staffId} ${cell.day}`, cell]));
  const amiss = Map.groupBy(
    sheet.cells.filter(({ status, note }) => AMISS.some((one) => one === status) && note?.state !== 'excused'),
    ({ staffId }) => staffId,
  );
  return (
    <table className={styles.sheet}>
      <thead>
        <tr>
          <th scope="col" className={styles.name}>
            姓名
          </th>
          <th scope="col">异常</th>
          {sheet.days.map((day) => (
            <th key={day} scope="col" title={civilDateText(day, sheet.today)}>
              {Number(day.slice(8))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.people.map(({ id, name, institution }) => (
          <tr key={id}>
            <th scope="row" className={styles.name} title={institution ?? undefined}>
              {name}
            </th>
            <td data-some={amiss.has(id)} className={styles.sum}>
              {amiss.get(id)?.length ?? 0}
            </td>
            {sheet.days.map((day) => {
              const cell = cells.get(`${id} ${day}`);
              return <td key={day}>{cell && <DayCell cell={cell} name={name} onOpen={onOpen} />}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ cell, name, onOpen }: { cell: Cell; name: string; onOpen: ((cell: Cell) => void) | undefined }) {
  const { mark, tone } = LOOKS[cell.status];
  const look = cell.note?.state === 'excused' ? 'faint' : tone;
  if (!onOpen) return <>{mark}</>;
  return (
    <button
      type="button"
      className={styles.cell}
      data-tone={look}
      data-open={cell.open}
      aria-label={`${name} ${cell.day} ${cell.title}`}
      title={cell.source === null ? cell.title : `${cell.title}：${cell.source}`}
      onClick={() => onOpen(cell)}
    >
      {mark}
    </button>
  );
}
