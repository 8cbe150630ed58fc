import { fail, type Problem } from '../../kernel/errors/public.ts';
import type { AnyRegister } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import { inSavepoint } from '../db/savepoint.ts';
import { inspectFile, readTable, type TableRow, type TableRows } from '../excel/public.ts';
import { foreseenProblems } from '../http/public.ts';
import {
  type Header,
  type ImportOptions,
  type ImportReport,
  importErrors,
  inSession,
  type RowProblem,
  readHeader,
  SHOWN_PROBLEMS,
  warningsOfHeader,
  writeErrorFile,
} from '../importing/public.ts';
import { audit } from '../ledger/public.ts';
import { findNamed, type Named, type ServedRegister } from '../registers/public.ts';
import { type SheetColumn, sheetColumns } from './columns.ts';
import { sheetErrors } from './errors.ts';
import { type SheetRecord, writeRecord } from './sheet-row.ts';

/** People fill in such files; each row goes through the register's pipeline, and all of them are one transaction. */
const MOST_ROWS = 1000;

type Sheet = { header: Header<SheetColumn>; rows: TableRow[] };
type Outcome = { accepted: number; unchanged: number; refused: RowProblem[] };

/**
 * Imports a register's file in the name of the principal: each row is created or changed as its form would do it, so that
 * nothing can come in that he could not write himself. Refuses the file as a whole by AppError (unreadable, wrong columns,
 * too long, cancelled); what is wrong with single rows is in the report.
 */
export async function importSheet(
  database: Database,
  served: ServedRegister,
  registers: ReadonlyMap<string, AnyRegister>,
  file: { path: string; name: string },
  options: ImportOptions,
): Promise<ImportReport> {
  const { register } = served;
  const { dryRun = false, mode = 'per-row' } = options;
  if (options.backfill) fail(sheetErrors.SHEET_NO_BACKFILL());
  const inspection = await inspectFile(file.path, file.name);
  const { header, rows } = await readSheet(register, readTable(file.path, inspection));
  options.onProgress?.('reading', rows.length);
  return inSession(database, async ({ db }) => {
    // What the rows before it wrote is seen by this transaction alone.
    const ctx: Context = { ...options.context, reader: undefined, db };
    const names = await namesIn(ctx, header, rows, registers);
    const { accepted, unchanged, refused } = await writeRows(ctx, served, { header, rows }, names, options);
    const isRefused = mode === 'all-or-nothing' && refused.length > 0;
    const applied = !dryRun && !isRefused;
    const counts = { accepted: isRefused ? 0 : accepted, unchanged, refused: refused.length };
    if (refused.length > 0 && options.writeErrors) {
      const again = readTable(file.path, inspection);
      const content = writeErrorFile(inspection.format, header, again, refused.values(), ({ cell }) => cell);
      await options.writeErrors(content, inspection.format);
    }
    if (applied) {
      const sha256 = inspection.sha256.toString('hex');
      const detail = { file: file.name, sha256, mode, read: rows.length, ...counts };
      await audit(ctx, { action: `${register.id}.import`, register: register.id, detail });
    }
    const value: ImportReport = {
      kind: register.id,
      read: rows.length,
      ...counts,
      applied,
      format: inspection.format,
      encoding: inspection.encoding,
      columns: {
        header: [...header.cells],
        recognised: header.columns.map(({ column }) => column.name),
        unknown: [...header.unknown],
        absent: header.absent.map(({ name }) => name),
      },
      warnings: warningsOfHeader(header),
      problems: refused.slice(0, SHOWN_PROBLEMS).map(({ row_no, problem }) => ({ row: row_no, text: problem })),
      sample: rows.slice(0, options.sampleRows ?? 0).map(({ cells }) => cells),
      movement: null,
    };
    return { commit: applied, value };
  });
}

async function readSheet(register: AnyRegister, table: TableRows): Promise<Sheet> {
  const columns = sheetColumns(register);
  let header: Header<SheetColumn> | undefined;
  const rows: TableRow[] = [];
  for await (const batch of table) {
    header ??= readHeader({ title: register.title, columns }, batch.shift()?.cells, ({ required }) => required);
    rows.push(...batch);
    if (rows.length > MOST_ROWS) fail(sheetErrors.SHEET_TOO_LONG({ most: MOST_ROWS }));
  }
  header ??= readHeader({ title: register.title, columns }, undefined);
  return { header, rows };
}

const textAt = (row: TableRow, at: number): string => (row.cells[at] ?? '').trim();

/** What the cells of each reference name, a query for each such column. */
async function namesIn(
  ctx: Context,
  header: Header<SheetColumn>,
  rows: readonly TableRow[],
  registers: ReadonlyMap<string, AnyRegister>,
): Promise<ReadonlyMap<string, Named>> {
  const names = new Map<string, Named>();
  for (const { column, at } of header.columns) {
    const target = column.field.kind.references;
    if (target === undefined) continue;
    const register = registers.get(target.register);
    if (register === undefined) throw new Error(`no register ${target.register}`);
    const texts = new Set(rows.map((row) => textAt(row, at)).filter((text) => text !== ''));
    names.set(column.id, await findNamed(ctx, register, target, [...texts]));
  }
  return names;
}

async function writeRows(
  ctx: Context,
  served: ServedRegister,
  { header, rows }: Sheet,
  names: ReadonlyMap<string, Named>,
  { signal, onProgress }: ImportOptions,
): Promise<Outcome> {
  const outcome: Outcome = { accepted: 0, unchanged: 0, refused: [] };
  const attempt = async (row: TableRow): Promise<string | null> => {
    const record: SheetRecord = header.columns.map(({ column, at }) => ({ column, text: textAt(row, at) }));
    try {
      const written = await inSavepoint(ctx.db, () => writeRecord(ctx, served, record, names));
      outcome[written === 'unchanged' ? 'unchanged' : 'accepted'] += 1;
      return null;
    } catch (error) {
      const problems = foreseenProblems(error);
      if (problems === null) throw error;
      return told(served.register, problems);
    }
  };
  for (const [index, row] of rows.entries()) {
    if (signal?.aborted) fail(importErrors.IMPORT_CANCELLED());
    const refusal = row.problem ?? (await attempt(row));
    if (refusal !== null) outcome.refused.push({ row_no: row.no, problem: refusal });
    onProgress?.('writing', index + 1);
  }
  return outcome;
}

/** A problem of a field is told with its title, as the file knows it. */
function told(register: AnyRegister, problems: readonly Problem[]): string {
  const texts = problems.map(({ path, text }) => {
    const label = path === undefined ? undefined : register.fields[path]?.label;
    return label === undefined ? text : `${label}：${text}`;
  });
  return texts.join('；');
}
