import { civilDateOf } from '../../kernel/calendar/index.ts';
import { type AnyRegister, type Field, visibleFields } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import { type CellKind, type CellValue, type WriteColumn, type WriteSheet, writeXlsx } from '../excel/public.ts';
import { storeFile } from '../files/public.ts';
import { expiryOf, MEDIA_TYPES } from '../importing/public.ts';
import type { Jobs, TaskHandler } from '../jobs/public.ts';
import { audit } from '../ledger/public.ts';
import {
  type AnyRow,
  exportRows,
  type ListQuery,
  type RegisterExporter,
  type ServedRegister,
} from '../registers/public.ts';

type ExportQuery = Pick<ListQuery, 'q' | 'filter' | 'order'>;

/** Queues an export of what a list shows; given to `buildServer`, which is there before the jobs. */
export function registerExporter(jobs: () => Jobs): RegisterExporter {
  return async (ctx, { register }, { q, filter, order }) => {
    const parameters = { register: register.id, query: { q, filter, order } };
    return { taskId: await jobs().submit(ctx, { kind: 'export', title: `导出${register.title}`, parameters }) };
  };
}

/**
 * Writes the rows that the owner may export into a workbook. Its second sheet says who exported what and when, so that
 * a file that turns up elsewhere tells where it came from. The export is audited with the number of rows.
 */
export function exportTask(registers: readonly ServedRegister[]): TaskHandler {
  return async ({ ctx, parameters, signal, progress }) => {
    const { register: id, query } = parameters as { register: string; query: ExportQuery };
    const served = registers.find((one) => one.register.id === id);
    if (!served) throw new Error(`no register ${id}`);
    const { register } = served;
    const counter = { rows: 0 };
    const sheet: WriteSheet = {
      name: register.title,
      columns: columnsOf(register),
      rows: cells(ctx, register, query, (rows) => {
        signal.throwIfAborted();
        counter.rows = rows;
        progress(rows);
      }),
    };
    const condition = [query.q, query.filter].filter(Boolean).join(' ') || null;
    const day = civilDateOf(ctx.clock.now(), ctx.zone);
    const file = {
      name: `${register.title}-${day}.xlsx`,
      mediaType: MEDIA_TYPES.xlsx,
      ownerId: ctx.principal?.accountId ?? null,
      expiresAt: expiryOf(ctx),
    };
    const outputFile = await storeFile(
      ctx,
      file,
      writeXlsx([sheet, provenance(ctx, { title: register.title, condition, counter })]),
    );
    const detail = { file: outputFile, rows: counter.rows, ...query };
    await audit(ctx, { action: `${register.id}.export`, register: register.id, detail });
    return { result: { rows: counter.rows }, outputFile };
  };
}

const fieldsOf = (register: AnyRegister): [string, Field][] => visibleFields(register) as [string, Field][];

const COLUMN_KINDS: Partial<Record<string, CellKind>> = { date: 'date', integer: 'number', bigint: 'text' };

function columnsOf(register: AnyRegister): WriteColumn[] {
  return fieldsOf(register).map(([, field]) => ({
    title: field.label,
    kind: field.kind.column.startsWith('numeric') ? 'money' : (COLUMN_KINDS[field.kind.column] ?? 'text'),
  }));
}

async function* cells(
  ctx: Context,
  register: AnyRegister,
  query: ExportQuery,
  onRows: (rows: number) => void,
): AsyncGenerator<CellValue[]> {
  let count = 0;
  for await (const page of exportRows(ctx, register, query)) {
    for (const row of page) yield fieldsOf(register).map(([name, field]) => cellOf(row, name, field, ctx.zone));
    count += page.length;
    onRows(count);
  }
}

/** A reference shows the name of what it refers to; everything else what its kind writes. */
function cellOf(row: AnyRow, name: string, field: Field, zone: string): CellValue {
  const label = row[`${name}_label`];
  if (field.kind.references) return label === undefined || label === null ? null : String(label);
  const value = row[name];
  return value === null || value === undefined ? null : field.kind.excel.write(value, field.options, zone);
}

/**
 * The sheet that says who took what out and when, so that a file that turns up elsewhere tells where it came from.
 * `counter` is read when the sheets before it are written.
 */
export function provenance(
  ctx: Context,
  { title, condition, counter }: { title: string; condition: string | null; counter: { rows: number } },
): WriteSheet {
  const { principal } = ctx;
  async function* lines(): AsyncGenerator<CellValue[]> {
    yield ['导出人', [principal?.name, principal?.staffNo].filter(Boolean).join(' ')];
    yield ['账号', principal?.accountId ?? null];
    yield ['时间', ctx.clock.now().toLocaleString('zh-CN', { timeZone: ctx.zone })];
    yield ['内容', title];
    yield ['条件', condition ?? '无'];
    // Sheets are written one after the other, so the rows have been counted by now.
    yield ['行数', counter.rows];
    yield ['提示', '仅限本行内部使用，含个人信息，请勿外传；本次导出已记入审计'];
  }
  const columns = [
    { title: '导出说明', kind: 'text', width: 14 },
    { title: '', kind: 'text', width: 60 },
  ] as const;
  return { name: '导出说明', columns, rows: lines() };
}
