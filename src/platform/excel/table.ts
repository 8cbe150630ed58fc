/** One record of a file. `no` is the line as a person counts it: the header is 1, empty records count too. */
export type TableRow = {
  no: number;
  cells: string[];
  /** What made a cell unreadable (an Excel error value, a formula without a result, stray quotes). */
  problem?: string;
};

/**
 * A file's records in order, in batches so that neither memory nor a promise per row is spent. Records without any
 * content are left out. Cells are text: Excel's dates come as `YYYY-MM-DDTHH:MM:SS`, its numbers as plain decimals.
 */
export type TableRows = AsyncIterable<TableRow[]>;

export type TableFormat = 'csv' | 'xlsx';

/** What a written cell may be. A number is shown as is; a text is never read as a formula. */
export type CellValue = string | number | null;

export type CellKind = 'text' | 'number' | 'money' | 'date' | 'time';

/** A column to write. A `date` takes `YYYY-MM-DD`, a `time` takes `YYYY-MM-DDTHH:MM[:SS]`, both in the bank's zone. */
export type WriteColumn = { title: string; kind: CellKind /** characters */; width?: number };

export type WriteSheet = { name: string; columns: readonly WriteColumn[]; rows: AsyncIterable<readonly CellValue[]> };
