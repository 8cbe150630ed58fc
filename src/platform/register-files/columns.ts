import { type AnyRegister, type Field, visibleFields } from '../../kernel/register/public.ts';
import type { CellKind } from '../excel/public.ts';
import type { FileColumn } from '../importing/public.ts';

/** A field that a register's file carries under its title. */
export type SheetColumn = FileColumn & { id: string; field: Field };

const CELLS: Partial<Record<string, CellKind>> = { date: 'date', 'numeric(18,2)': 'money' };

/** What people write in the form, and before it what names a row: an empty number means a new one. */
export function sheetColumns(register: AnyRegister): SheetColumn[] {
  const key: readonly string[] = register.importKey;
  const written: readonly string[] = register.form.sections.flatMap(
    ({ fields }: { fields: readonly string[] }) => fields,
  );
  return (visibleFields(register) as [string, Field][])
    .filter(([id, field]) => key.includes(id) || (field.by === 'user' && written.includes(id)))
    .map(([id, field]) => ({
      id,
      field,
      name: field.label,
      key: key.includes(id),
      required: field.by === 'user' && field.required && field.initial === undefined,
      expected: field.by === 'server' ? '留空为新登记，填写为修改原记录' : field.kind.excel.expected(field.options),
      cell: CELLS[field.kind.column] ?? 'text',
    }));
}
