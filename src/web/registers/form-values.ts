import type { AnyRegister } from '../../kernel/register/public.ts';
import { fieldOf, type RegisterRow, type Values } from './register-api.ts';

/** The fields of the form, section by section, that a person may write now. Personal data is masked and cannot be edited blind. */
export function formSections(register: AnyRegister, row: RegisterRow | null): { title: string; fields: string[] }[] {
  const sections: readonly { title: string; fields: readonly string[] }[] = register.form.sections;
  return sections
    .map(({ title, fields }) => ({ title, fields: fields.filter((name) => isWritable(register, name, row)) }))
    .filter(({ fields }) => fields.length > 0);
}

function isWritable(register: AnyRegister, name: string, row: RegisterRow | null): boolean {
  const field = fieldOf(register, name);
  if (field.by !== 'user' || field.hidden) return false;
  return row === null || (!field.fixed && !(field.personal && isMasked(row[name])));
}

function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('*');
}

/** What a new row begins with: what the caller knows, then what the fields say. */
export function initialValues(register: AnyRegister, known: Values): Values {
  const own = Object.keys(register.fields)
    .filter((name) => fieldOf(register, name).initial !== undefined)
    .map((name) => [name, fieldOf(register, name).initial]);
  return { ...Object.fromEntries(own), ...known };
}

/** Only what was given; nothing is sent for a field left empty. */
export function givenValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/** Only what differs from the row that was read. An emptied field is sent as null. */
export function changedValues(row: RegisterRow, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]): [string, unknown] => [name, value ?? null])
      .filter(([name, value]) => value !== (row[name] ?? null)),
  );
}
