import type { AnyRegister } from '../../kernel/register/public.ts';
import { componentsOf } from '../fields/index.ts';
import { StatusMark } from '../kit/status-mark.tsx';
import { fieldOf, labelOf, type RegisterRow } from './register-api.ts';
import { stateLook } from './state-look.ts';

/** One field of a row, drawn by its kind. */
export function RegisterValue({ register, row, name }: { register: AnyRegister; row: RegisterRow; name: string }) {
  const field = fieldOf(register, name);
  const { Cell } = componentsOf(field);
  return <Cell field={field} value={row[name] ?? null} valueLabel={labelOf(row, name)} />;
}

export function RegisterState({ register, row }: { register: AnyRegister; row: RegisterRow }) {
  const look = stateLook(register, row.state ?? '');
  return look === null ? null : <StatusMark look={look} />;
}
