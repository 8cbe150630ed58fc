import type { AnyRegister } from '../../kernel/register/public.ts';
import { componentsOf } from '../fields/index.ts';
import { StatusMark } from '../kit/status-mark.tsx';
import { fieldOf, labelOf, type RegisterRow } from './register-api.ts';

/** One field of a row, drawn by its kind. */
export function RegisterValue({ register, row, name }: { register: AnyRegister; row: RegisterRow; name: string }) {
  const field = fieldOf(register, name);
  const { Cell } = componentsOf(field);
  return <Cell field={field} value={row[name] ?? null} valueLabel={labelOf(row, name)} />;
}

/** The row's state in its word. A register's states carry no judgement, hence no colour. */
export function RegisterState({ register, row }: { register: AnyRegister; row: RegisterRow }) {
  const word = register.states?.titles[row.state ?? ''] as string | undefined;
  if (word === undefined) return null;
  const editable = (register.states?.editable as readonly string[] | undefined)?.includes(row.state ?? '') ?? false;
  return <StatusMark look={{ word, mark: editable ? '◐' : '●', tone: 'plain' }} />;
}
