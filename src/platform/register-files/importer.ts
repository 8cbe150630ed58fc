import type { AnyRegister } from '../../kernel/register/public.ts';
import type { FileImporter } from '../importing/public.ts';
import { accessOf, type ServedRegister } from '../registers/public.ts';
import { type SheetColumn, sheetColumns } from './columns.ts';
import { importSheet } from './import-sheet.ts';

const UPLOAD_BYTES = 8 * 2 ** 20;
/** Some hundred rows, which are tried within a second or two. */
const PREVIEW_BYTES = 32 * 2 ** 10;

/**
 * The registers that take files in, for whoever may create rows in them. `without`: registers that a batch file fills,
 * which has columns of its own.
 */
export function registerImporters(registers: readonly ServedRegister[], without: ReadonlySet<string>): FileImporter[] {
  const byId = new Map<string, AnyRegister>(registers.map(({ register }) => [register.id, register]));
  return registers
    .filter(({ register }) => Object.keys(register.access.create).length > 0 && !without.has(register.id))
    .filter(({ register }) => sheetColumns(register).every((column) => isNameable(column, byId)))
    .map((served) => ({
      kind: served.register.id,
      title: served.register.title,
      group: 'register',
      register: served.register.id,
      access: accessOf(served.register.access.create),
      uploadBytes: UPLOAD_BYTES,
      previewBytes: PREVIEW_BYTES,
      columns: async () => sheetColumns(served.register),
      run: (database, file, options) => importSheet(database, served, byId, file, options),
    }));
}

/** What is no register, such as a breach, has no number by which a file could name it. */
function isNameable({ field }: SheetColumn, byId: ReadonlyMap<string, AnyRegister>): boolean {
  return field.kind.references === undefined || byId.has(field.kind.references.register);
}
