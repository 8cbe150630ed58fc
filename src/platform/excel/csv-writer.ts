import { neutralise } from './injection.ts';
import type { CellValue } from './table.ts';

const BYTE_ORDER_MARK = '\ufeff';
const FLUSH_CHARACTERS = 64 * 1024;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A CSV file in pieces: UTF-8 with byte order mark, so that Excel reads it, and nothing that Excel would run. */
export async function* writeCsv(
  header: readonly string[],
  rows: AsyncIterable<readonly CellValue[]>,
): AsyncGenerator<string> {
  let piece = BYTE_ORDER_MARK + csvLine(header);
  for await (const row of rows) {
    piece += csvLine(row);
    if (piece.length < FLUSH_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function csvLine(cells: readonly CellValue[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CellValue): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = neutralise(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
