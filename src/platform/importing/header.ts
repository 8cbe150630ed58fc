import { fail } from '../../kernel/errors/public.ts';
import { importErrors } from './errors.ts';
import { ENTERED_AT, ERROR_COLUMN, type ImportColumn, isRequired } from './importer.ts';

export type Header<Column = ImportColumn> = {
  /** As in the file, 错误 included. */
  cells: readonly string[];
  /** What the importer knows of it, with its place in the file. */
  columns: readonly { column: Column; at: number }[];
  unknown: readonly string[];
  /** Optional columns that the file does not have. */
  absent: readonly Column[];
};

export function warningsOfHeader({ unknown, absent }: Header<{ name: string }>): string[] {
  return [
    ...(unknown.length > 0 ? [`不认识的列已忽略：${unknown.join('、')}`] : []),
    ...(absent.length > 0 ? [`文件没有这些列，按空白处理：${absent.map(({ name }) => name).join('、')}`] : []),
  ];
}

/** Finds the importer's columns in any order. Missing and doubled ones are one error (AppError) for the whole file. */
export function readHeader<Column extends Pick<ImportColumn, 'name' | 'key' | 'required'>>(
  importer: { title: string; columns: readonly Column[] },
  row: readonly string[] | undefined,
  isNeeded: (column: Column) => boolean = isRequired,
): Header<Column> {
  const cells = (row ?? []).map((cell) => cell.trim());
  const columnNames = importer.columns.map(({ name }) => name).join('、');
  if (cells.length === 0) fail(importErrors.IMPORT_NO_HEADER({ columns: columnNames }));
  const known = importer.columns.filter(({ name }) => cells.includes(name));
  const doubled = known.map(({ name }) => name).filter((name) => cells.indexOf(name) !== cells.lastIndexOf(name));
  if (doubled.length > 0) fail(importErrors.IMPORT_COLUMNS_TWICE({ columns: doubled.join('、') }));
  const absent = importer.columns.filter((column) => !known.includes(column));
  const missing = absent.filter(isNeeded).map(({ name }) => name);
  if (missing.length > 0) {
    const found = cells.filter(Boolean).slice(0, 20).join('、').slice(0, 200);
    fail(
      importErrors.IMPORT_COLUMNS_MISSING({
        missing: missing.join('、'),
        found,
        title: importer.title,
        columns: columnNames,
      }),
    );
  }
  return {
    cells,
    columns: known.map((column) => ({ column, at: cells.indexOf(column.name) })),
    unknown: cells.filter((name) => name !== '' && name !== ERROR_COLUMN && !known.some((c) => c.name === name)),
    absent: absent.filter(({ name }) => name !== ENTERED_AT.name),
  };
}
