import { once } from 'node:events';
import { sql } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { fail } from '../../kernel/errors/public.ts';
import type { TableRow, TableRows } from '../excel/public.ts';
import { importErrors } from './errors.ts';
import { type Header, readHeader } from './header.ts';
import { ENTERED_AT, type ImporterDefinition } from './importer.ts';
import { RowParser } from './row-parser.ts';
import type { Session } from './session.ts';

const FLUSH_CHARACTERS = 128 * 1024;

export type Staged = { header: Header; read: number };

export type StageOptions = {
  backfill: boolean;
  signal: AbortSignal;
  onRows(read: number): void;
  onFirstRows?(rows: readonly TableRow[]): void;
};

/** Reads the file once into the table `import_row`, typed, with the problems of each row beside it. */
export async function stageRows(
  session: Session,
  importer: ImporterDefinition,
  rows: TableRows,
  options: StageOptions,
): Promise<Staged> {
  await createStage(session, importer);
  let copy: ReturnType<typeof openCopy> | undefined;
  let header: Header | undefined;
  let parser: RowParser | undefined;
  let read = 0;
  try {
    for await (const batch of rows) {
      if (options.signal.aborted) fail(importErrors.IMPORT_CANCELLED());
      if (!header) {
        header = readHeader(importer, batch.shift()?.cells);
        parser = new RowParser(importer, withoutEnteredAt(header, options.backfill));
        copy = openCopy(session, parser.columns);
      }
      if (read === 0 && batch.length > 0) options.onFirstRows?.(batch);
      await writeBatch(copy as NonNullable<typeof copy>, parser as RowParser, batch);
      read += batch.length;
      options.onRows(read);
    }
    header ??= readHeader(importer, undefined);
    await finishCopy(copy as NonNullable<typeof copy>);
  } catch (error) {
    copy?.destroy(error as Error);
    throw error;
  }
  return { header, read };
}

async function createStage(session: Session, importer: ImporterDefinition): Promise<void> {
  const columns = [
    ...importer.columns.map(({ id, type }) => `${id} ${type.sqlType}`),
    ...(importer.derived ?? []).map(({ id }) => `${id} text`),
  ];
  await sql
    .raw(`create temp table import_row (row_no bigint not null, problem text, ${columns.join(', ')}) on commit drop`)
    .execute(session.db);
}

/** Without backfill 录入时间 is not even read, so that nothing in it can refuse a row. */
function withoutEnteredAt(header: Header, backfill: boolean): Header {
  if (backfill) return header;
  return { ...header, columns: header.columns.filter(({ column }) => column.id !== ENTERED_AT.id) };
}

function openCopy({ client }: Session, columns: readonly string[]) {
  const stream = client.query(copyFrom(`copy import_row (row_no, problem, ${columns.join(', ')}) from stdin`));
  // A failure is reported by whoever waits for the stream; without a listener it would also end the process.
  stream.on('error', () => undefined);
  return stream;
}

async function writeBatch(copy: ReturnType<typeof openCopy>, parser: RowParser, batch: TableRow[]): Promise<void> {
  let text = '';
  for (const row of batch) {
    text += parser.copyLine(row);
    if (text.length < FLUSH_CHARACTERS) continue;
    await write(copy, text);
    text = '';
  }
  if (text !== '') await write(copy, text);
}

async function write(copy: ReturnType<typeof openCopy>, text: string): Promise<void> {
  if (!copy.write(text)) await once(copy, 'drain');
}

async function finishCopy(copy: ReturnType<typeof openCopy>): Promise<void> {
  const finished = once(copy, 'finish');
  copy.end();
  await finished;
}
