import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type CivilDate, parseCivilDate } from '../../src/kernel/calendar/index.ts';

export type AscRow = Readonly<Record<string, string>>;

/** The records of one table of the data, one at a time: `;` between fields, quotes around texts, a header line. */
export async function* readAsc(path: string): AsyncGenerator<AscRow> {
  let names: string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (line === '') continue;
    const cells = line.split(';').map((cell) => cell.replace(/^"(.*)"$/, '$1'));
    if (names) yield Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    else names = cells;
  }
}

export async function collectAsc(path: string): Promise<AscRow[]> {
  return Array.fromAsync(readAsc(path));
}

/** A required field. Throws where the table is not the one that is expected. */
export function field(row: AscRow, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`the table has no column ${name}`);
  return value;
}

/** `930705` is 5 July 1993: the data ends before the century does. */
export function dateOf(text: string): CivilDate {
  const date = parseCivilDate(`19${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`);
  if (date === null) throw new Error(`${text} is not a date of the form YYMMDD`);
  return date;
}

/** Money as whole hellers (a hundredth of a crown), so that sums are exact. */
export function hellersOf(text: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new Error(`${text} is not an amount`);
  const [, sign, crowns, hellers = ''] = match;
  const amount = Number(crowns) * 100 + Number(hellers.padEnd(2, '0'));
  return sign === '-' ? -amount : amount;
}

/** `-3724.70`, as batch files write amounts. */
export function amountText(hellers: number): string {
  const whole = Math.trunc(Math.abs(hellers) / 100);
  const rest = String(Math.abs(hellers) % 100).padStart(2, '0');
  return `${hellers < 0 ? '-' : ''}${whole}.${rest}`;
}
