import { type RawBuilder, sql } from 'kysely';
import { type CivilDate, civilDateOf } from '../../kernel/calendar/index.ts';
import { AppError, fail } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import type { Database, Db } from '../db/database.ts';
import { foldStale } from '../duties/public.ts';
import { type Encoding, type FileInspection, inspectFile, readTable, type TableFormat } from '../excel/public.ts';
import { audit } from '../ledger/public.ts';
import { problemsInOrder, refusedCell, writeErrorFile } from './error-file.ts';
import { importErrors } from './errors.ts';
import { type Header, warningsOfHeader } from './header.ts';
import { ENTERED_AT, type ImporterDefinition } from './importer.ts';
import { resolveLines } from './lines.ts';
import { describeMovement, fewCustomers, type Movement, type OwedDuty, readOwed } from './movement.ts';
import { inSession, type Session } from './session.ts';
import { stageRows } from './stage.ts';
import { refreshTouched } from './touched.ts';

export type ImportMode = 'per-row' | 'all-or-nothing';

export type ImportPhase = 'reading' | 'checking' | 'writing' | 'duties';

export type ImportOptions = {
  /** Who imports, by whose clock; the database is the first argument of `runImport`. */
  context: Omit<Context, 'db'>;
  mode?: ImportMode;
  /** Everything is checked, nothing is written. */
  dryRun?: boolean;
  /** 补录历史: rows are known from their own time. The caller has checked that the principal may. */
  backfill?: boolean;
  signal?: AbortSignal;
  onProgress?(phase: ImportPhase, rowsRead: number): void;
  /** Given the refused rows as a file of the same format, if there are any; not called for what is not kept. */
  writeErrors?(content: AsyncIterable<string | Buffer>, format: TableFormat): Promise<void>;
  /** How many of the first rows the report shall carry as they stand in the file. */
  sampleRows?: number;
};

export type ImportReport = {
  kind: string;
  read: number;
  accepted: number;
  unchanged: number;
  refused: number;
  /** False: a dry run, or all-or-nothing with refused rows. */
  applied: boolean;
  /** What the file turned out to be. */
  format: TableFormat;
  encoding: Encoding;
  /** `header`: as in the file. */
  columns: { header: string[]; recognised: string[]; unknown: string[]; absent: string[] };
  warnings: string[];
  /** The first refused rows. */
  problems: { row: number; text: string }[];
  sample: string[][];
  /** What it moved among the duties; null where nothing was applied, no duties hang on it, or too many customers do. */
  movement: Movement | null;
};

/** What an importer works with: one transaction, one instant. */
export type ImportRun = {
  db: Db;
  /** For what must not happen inside the transaction. */
  database: Database;
  now: Date;
  /** The civil date of `now`. */
  today: CivilDate;
  zone: string;
  backfill: boolean;
  /** Whether the file has the column (by its id). */
  has(columnId: string): boolean;
  warn(text: string): void;
};

/** How many refused rows a report shows. */
export const SHOWN_PROBLEMS = 20;

/**
 * Imports one file. Refuses the file as a whole by AppError (unreadable, wrong columns, cancelled); what is wrong with
 * single rows is in the report. Imports of one kind wait for each other; each is one transaction with one audit record.
 */
export async function runImport(
  database: Database,
  definition: ImporterDefinition,
  file: { path: string; name: string },
  options: ImportOptions,
): Promise<ImportReport> {
  const importer = (await definition.specify?.(database.kysely)) ?? definition;
  const signal = options.signal ?? new AbortController().signal;
  const inspection = await inspectFile(file.path, file.name);
  try {
    const { report, touched } = await inSession(database, (session) =>
      cancellable(database, session, signal, () => importInto(database, session, importer, file, inspection, options)),
    );
    if (!report.applied) return report;
    const db = database.kysely;
    // Large imports only mark whose duties moved; they follow at once, in transactions of their own.
    await foldStale({ ...options.context, db });
    if (!touched) return report;
    const owed = await readOwed(db, touched.customerIds, touched.now);
    return { ...report, movement: await describeMovement(db, touched.owed, owed) };
  } catch (error) {
    if (signal.aborted && !(error instanceof AppError)) fail(importErrors.IMPORT_CANCELLED());
    throw error;
  }
}

/** While `body` runs, an abort also ends the statement the server is busy with. */
async function cancellable<Value>(
  database: Database,
  { processId }: Session,
  signal: AbortSignal,
  body: () => Promise<Value>,
): Promise<Value> {
  const cancel = () => void database.pool.query('select pg_cancel_backend($1)', [processId]).catch(() => undefined);
  signal.addEventListener('abort', cancel);
  try {
    return await body();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The customers that an import touches, and what was owed for them before it. */
type TouchedCustomers = { customerIds: number[]; owed: OwedDuty[]; now: Date };
type Imported = { report: ImportReport; touched: TouchedCustomers | null };

async function importInto(
  database: Database,
  session: Session,
  importer: ImporterDefinition,
  file: { path: string; name: string },
  inspection: FileInspection,
  options: ImportOptions,
): Promise<{ commit: boolean; value: Imported }> {
  const { context, backfill = false, dryRun = false, mode = 'per-row' } = options;
  const signal = options.signal ?? new AbortController().signal;
  const { db } = session;
  await prepareSession(db, importer.kind, context.zone);
  const sample: string[][] = [];
  const { header, read } = await stageRows(session, importer, readTable(file.path, inspection), {
    backfill,
    signal,
    onRows: (rows) => options.onProgress?.('reading', rows),
    onFirstRows: (rows) => sample.push(...rows.slice(0, options.sampleRows ?? 0).map(({ cells }) => cells)),
  });
  const warnings: string[] = [];
  // Taken only now that the kind's earlier imports are done: later in line is later in time.
  const now = context.clock.now();
  const run: ImportRun = {
    db,
    database,
    now,
    today: civilDateOf(now, context.zone),
    zone: context.zone,
    backfill,
    has: (id) => header.columns.some(({ column }) => column.id === id),
    warn: (text) => warnings.push(text),
  };
  warnOfHeader(run, header);
  // A nightly file of a quiet day has no rows; that is no mistake.
  if (read === 0) run.warn('表头下面没有数据行，没有导入任何内容');
  options.onProgress?.('checking', read);
  await importer.prepare?.(run);
  await resolveLines(run, importer);
  await importer.plan(run);
  const counts = await countOutcome(db, read);
  warnings.push(...(await warningsOfRows(db)));
  const isRefused = mode === 'all-or-nothing' && counts.refused > 0;
  const applied = !dryRun && !isRefused;
  let touched: TouchedCustomers | null = null;
  if (applied) {
    const owed = await owedBefore(run, importer);
    options.onProgress?.('writing', read);
    await importer.apply(run);
    options.onProgress?.('duties', read);
    await refreshTouched({ ...context, db, clock: { now: () => now } }, importer, run, signal);
    if (importer.touchedCustomers) {
      const customerIds = await fewCustomers(db, importer.touchedCustomers(run));
      touched = owed && customerIds && { customerIds, owed, now };
    }
  }
  const report: ImportReport = {
    kind: importer.kind,
    read,
    ...(isRefused ? { ...counts, accepted: 0 } : counts),
    applied,
    format: inspection.format,
    encoding: inspection.encoding,
    columns: {
      header: [...header.cells],
      recognised: header.columns.map(({ column }) => column.name),
      unknown: [...header.unknown],
      absent: header.absent.map(({ name }) => name),
    },
    warnings,
    problems: await firstProblems(db),
    sample,
    movement: null,
  };
  if (counts.refused > 0 && options.writeErrors) {
    const content = writeErrorFile(
      inspection.format,
      header,
      readTable(file.path, inspection),
      problemsInOrder(db),
      refusedCell,
    );
    await options.writeErrors(content, inspection.format);
  }
  if (applied) {
    await audit(
      { ...context, db },
      {
        action: `import.${importer.kind}`,
        register: importer.register,
        rowId: null,
        institutionOrd: null,
        detail: {
          file: file.name,
          bytes: inspection.bytes,
          sha256: inspection.sha256.toString('hex'),
          mode,
          backfill,
          ...counts,
          read,
        },
      },
    );
  }
  if (signal.aborted) fail(importErrors.IMPORT_CANCELLED());
  return { commit: applied, value: { report, touched } };
}

/** What is owed for the customers that the planned changes touch; null where that is not asked or they are too many. */
async function owedBefore(run: ImportRun, importer: ImporterDefinition): Promise<OwedDuty[] | null> {
  const customerIds = importer.touchedCustomers && (await fewCustomers(run.db, importer.touchedCustomers(run)));
  return customerIds ? readOwed(run.db, customerIds, run.now) : null;
}

async function prepareSession(db: Db, kind: string, zone: string): Promise<void> {
  // Two imports of a kind would both read the row in force and both supersede it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import:${kind}`}, 0))`.execute(db);
  await sql`set local work_mem = '64MB'`.execute(db);
  await sql`set local jit = off`.execute(db);
  // The staged tables are analysed so that joins are planned well; a rough picture is enough for that.
  await sql`set local default_statistics_target = 10`.execute(db);
  // So that SQL reads the file's local times as the bank's, whatever the connection was opened with.
  await sql`select set_config('timezone', ${zone}, true)`.execute(db);
}

function warnOfHeader(run: ImportRun, header: Header): void {
  for (const warning of warningsOfHeader(header)) run.warn(warning);
  if (!run.backfill && header.cells.includes(ENTERED_AT.name)) {
    run.warn('已忽略“录入时间”：各行自本次导入起才算已知；要带入历史，请由系统管理员用“补录历史”导入');
  }
}

async function countOutcome(db: Db, read: number) {
  const { rows } = await sql<{ accepted: number; refused: number }>`
    select (select count(distinct row_no) from import_change) as accepted,
      (select count(*) from import_line where problem is not null) as refused`.execute(db);
  const { accepted, refused } = rows[0] as { accepted: number; refused: number };
  return { accepted, refused, unchanged: read - accepted - refused };
}

async function warningsOfRows(db: Db): Promise<string[]> {
  const { rows } = await sql<{ warning: string; count: number; first: number }>`
    select warning, count(*) as count, min(row_no) as first from import_line
    where problem is null and warning is not null group by warning order by min(row_no) limit 20`.execute(db);
  return rows.map(({ warning, count, first }) => `第 ${first} 行${count > 1 ? `等 ${count} 行` : ''}：${warning}`);
}

async function firstProblems(db: Db): Promise<{ row: number; text: string }[]> {
  const { rows } = await sql<{ row: number; text: string }>`
    select row_no as row, problem as text from import_line
    where problem is not null order by row_no limit ${SHOWN_PROBLEMS}`.execute(db);
  return rows;
}

/** The rows a query answers, for importers that settle a question in memory. */
export async function rowsOf<Row>(run: ImportRun, query: RawBuilder<unknown>): Promise<Row[]> {
  return (await (query as RawBuilder<Row>).execute(run.db)).rows;
}
