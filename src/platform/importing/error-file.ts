import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import {
  type CellKind,
  type CellValue,
  type TableFormat,
  type TableRows,
  writeCsv,
  writeXlsx,
} from '../excel/public.ts';
import type { CellType } from './cell-types.ts';
import type { Header } from './header.ts';
import { ERROR_COLUMN, type ImportColumn } from './importer.ts';

const FETCH = 2000;
const WIDTH = 18;
const ERROR_WIDTH = 60;

const KINDS: Record<CellType['sqlType'], CellKind> = {
  text: 'text',
  boolean: 'text',
  date: 'date',
  timestamp: 'time',
  integer: 'number',
  numeric: 'number',
  'numeric(18, 2)': 'money',
};

export type RowProblem = { row_no: number; problem: string };

/**
 * The refused rows as they came, in a file of the same format with the same columns in the same order and 错误 behind
 * them. The file is read a second time, so that a million refused rows need no memory. `problems` come in the file's order.
 */
export function writeErrorFile<Column>(
  format: TableFormat,
  header: Pick<Header<Column>, 'cells' | 'columns'>,
  rows: TableRows,
  problems: AsyncIterator<RowProblem> | Iterator<RowProblem>,
  cellOf: (column: Column) => CellKind,
): AsyncIterable<string | Buffer> {
  const columns = header.cells.filter((name) => name !== ERROR_COLUMN);
  const places = header.cells.flatMap((name, at) => (name === ERROR_COLUMN ? [] : [at]));
  const kinds = places.map((at): CellKind => {
    const known = header.columns.find((place) => place.at === at);
    return known ? cellOf(known.column) : 'text';
  });
  const refused = refusedRows(rows, problems, places, kinds);
  if (format === 'csv') return writeCsv([...columns, ERROR_COLUMN], refused);
  const sheet = columns.map((title, i) => ({ title, kind: kinds[i] ?? 'text', width: WIDTH }));
  const error = { title: ERROR_COLUMN, kind: 'text' as const, width: ERROR_WIDTH };
  return writeXlsx([{ name: ERROR_COLUMN, columns: [...sheet, error], rows: refused }]);
}

/** How a column's cells come back. */
export const refusedCell = ({ type }: ImportColumn): CellKind => KINDS[type.sqlType];

async function* refusedRows(
  rows: TableRows,
  problems: AsyncIterator<RowProblem> | Iterator<RowProblem>,
  places: readonly number[],
  kinds: readonly CellKind[],
): AsyncGenerator<CellValue[]> {
  let next = await problems.next();
  for await (const batch of rows) {
    for (const { no, cells } of batch) {
      if (next.done) return;
      if (no !== next.value.row_no) continue;
      yield [...places.map((at, i) => shown(cells[at] ?? '', kinds[i])), next.value.problem];
      next = await problems.next();
    }
  }
}

/** Excel's dates are read with a midnight; a date column shows the date alone. */
function shown(cell: string, kind: CellKind | undefined): string {
  return kind === 'date' && cell.endsWith('T00:00:00') ? cell.slice(0, -'T00:00:00'.length) : cell;
}

/** The problems of the staged rows, read by a cursor. */
export async function* problemsInOrder(db: Db): AsyncGenerator<RowProblem> {
  await sql`declare refused cursor for
    select row_no, problem from import_line where problem is not null order by row_no`.execute(db);
  for (;;) {
    const { rows } = await sql<RowProblem>`fetch ${sql.raw(String(FETCH))} from refused`.execute(db);
    yield* rows;
    if (rows.length < FETCH) break;
  }
  await sql`close refused`.execute(db);
}
