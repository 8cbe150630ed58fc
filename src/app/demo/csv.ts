import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const FLUSH_CHARACTERS = 256 * 1024;

export type CsvRow = readonly (string | number | null)[];

/** Writes a batch file as INTERFACE describes it. Returns how many rows it has. */
export async function writeCsv(path: string, header: readonly string[], rows: Iterable<CsvRow>): Promise<number> {
  const file = createWriteStream(path);
  let text = line(header);
  let count = 0;
  for (const row of rows) {
    text += line(row);
    count += 1;
    if (text.length < FLUSH_CHARACTERS) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'close');
  return count;
}

/** Nothing that is generated here holds a quote or a comma. */
function line(cells: CsvRow): string {
  return `${cells.map((cell) => cell ?? '').join(',')}\n`;
}
