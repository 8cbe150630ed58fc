import { readCsv } from './csv-reader.ts';
import type { FileInspection } from './inspect.ts';
import type { TableRows } from './table.ts';
import { readXlsx } from './xlsx-reader.ts';

export { writeCsv } from './csv-writer.ts';
export { type Encoding, type FileInspection, inspectFile } from './inspect.ts';
export type { CellKind, CellValue, TableFormat, TableRow, TableRows, WriteColumn, WriteSheet } from './table.ts';
export { writeXlsx } from './xlsx-writer.ts';

/** The records of an inspected file, header included. Throws AppError while reading where the file is refused. */
export function readTable(path: string, { format, encoding }: FileInspection): TableRows {
  return format === 'xlsx' ? readXlsx(path) : readCsv(path, encoding);
}
