import { AppError, fail, inputErrors, type Problem, parseInput } from '../../kernel/errors/public.ts';
import { type AnyRegister, createSchema, updateSchema } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import {
  type AnyRow,
  comparable,
  createRow,
  findRow,
  masked,
  type Named,
  type ServedRegister,
  updateRow,
} from '../registers/public.ts';
import type { SheetColumn } from './columns.ts';
import { sheetErrors } from './errors.ts';

/** A record of the file: the text of each of its known columns. */
export type SheetRecord = readonly { column: SheetColumn; text: string }[];

type Values = Record<string, unknown>;
type Written = 'created' | 'updated' | 'unchanged';

/**
 * Writes one record through the register's own pipeline, as if its form had been filled in: a new row, or where the key
 * names one, what differs from it. Throws AppError with everything that is wrong with the record.
 */
export async function writeRecord(
  ctx: Context,
  served: ServedRegister,
  record: SheetRecord,
  names: ReadonlyMap<string, Named>,
): Promise<Written> {
  const { register } = served;
  const before = await rowOf(ctx, register, record, names);
  const { values, problems } = readCells(ctx, record, before, names);
  if (before === null) {
    const input = parseInput(createSchema(register), values);
    if (!input.ok || problems.length > 0) return refuse(input, problems);
    await createRow(ctx, served, input.value as Values);
    return 'created';
  }
  const { changes, fixed } = differences(register, before, values);
  const input = parseInput(updateSchema(register), { ...changes, version: before.version ?? 1 });
  if (!input.ok || problems.length + fixed.length > 0) return refuse(input, [...problems, ...fixed]);
  if (Object.keys(changes).length === 0) return 'unchanged';
  await updateRow(ctx, served, before.id, input.value as Values & { version: number });
  return 'updated';
}

/** The row that the record's key names. An empty number that the server draws names none. */
async function rowOf(
  ctx: Context,
  register: AnyRegister,
  record: SheetRecord,
  names: ReadonlyMap<string, Named>,
): Promise<AnyRow | null> {
  const cells = record.filter(({ column }) => column.key);
  const { values, problems } = readCells(ctx, cells, null, names);
  if (problems.length > 0) return null;
  const key: Values = {};
  for (const { column } of cells) {
    const { kind, options } = column.field;
    const value = kind.schema(options).safeParse(values[column.id]);
    if (!value.success) return null;
    key[column.id] = value.data;
  }
  if (cells.length < register.importKey.length) return null;
  const found = await findRow(ctx, register, key);
  const isDrawn = cells.some(({ column }) => column.field.by === 'server');
  if (found === null && isDrawn) fail(sheetErrors.SHEET_ROW_UNKNOWN(undefined, cells[0]?.column.id));
  return found;
}

function readCells(
  ctx: Context,
  record: SheetRecord,
  before: AnyRow | null,
  names: ReadonlyMap<string, Named>,
): { values: Values; problems: Problem[] } {
  const values: Values = {};
  const problems: Problem[] = [];
  for (const { column, text } of record) {
    if (column.field.by === 'server' && before !== null) continue;
    const read = readCell(ctx, column, text, before, names);
    if ('problem' in read) problems.push(read.problem);
    else if (read.value === null && column.required) problems.push(inputErrors.INPUT_REQUIRED(undefined, column.id));
    // An empty cell of a new row is a field that nobody filled in; of a row that is there, one that is emptied.
    else if (read.value !== null || before !== null) values[column.id] = read.value;
  }
  return { values, problems };
}

/** The value as the form would send it, or what is wrong with the text. */
function readCell(
  { zone }: Context,
  { id, field }: SheetColumn,
  text: string,
  before: AnyRow | null,
  names: ReadonlyMap<string, Named>,
): { value: unknown } | { problem: Problem } {
  const { kind, options } = field;
  if (kind.references === undefined) return { value: kind.excel.parse(text, options, zone) };
  // A file that was exported names what it refers to, and need not be unambiguous, or able to name it, to mean what is there.
  if (before !== null && text === (before[`${id}_label`] ?? '')) return { value: before[id] };
  if (text === '') return { value: null };
  const named = names.get(id)?.get(text);
  if (named === undefined) return { problem: sheetErrors.SHEET_NAME_UNKNOWN({ text }, id) };
  if (named === 'several') return { problem: sheetErrors.SHEET_NAME_SEVERAL({ text }, id) };
  return { value: named };
}

/** What differs from the row that is there; a mask that stands for what is there changes nothing. */
function differences(register: AnyRegister, before: AnyRow, values: Values): { changes: Values; fixed: Problem[] } {
  const hidden = masked(register, before);
  const changes: Values = {};
  const fixed: Problem[] = [];
  for (const [id, value] of Object.entries(values)) {
    const field = register.fields[id];
    const parsed = value === null ? { success: true, data: null } : field.kind.schema(field.options).safeParse(value);
    const isSame = parsed.success && comparable(parsed.data) === comparable(before[id]);
    if (isSame || (field.personal && value === hidden[id])) continue;
    if (field.fixed)
      fixed.push(sheetErrors.SHEET_FIXED({ before: String(hidden[`${id}_label`] ?? hidden[id] ?? '') }, id));
    else changes[id] = value;
  }
  return { changes, fixed };
}

function refuse(input: { ok: true } | { ok: false; problems: Problem[] }, problems: readonly Problem[]): never {
  const named = new Set(problems.map(({ path }) => path));
  // What a cell could not be read as is also missing for the form; it is said once.
  const others = input.ok ? [] : input.problems.filter(({ path }) => !named.has(path));
  throw new AppError(422, [...problems, ...others]);
}
