import type { AnyRegister, Field, Grants } from '../../kernel/register/public.ts';
import { api } from '../api/client.ts';
import type { Capacity } from '../shell/navigation.ts';

/** A row as JSON brings it: the fields, of references also `<field>_label`. */
export type RegisterRow = Record<string, unknown> & { id: number; version: number; state?: string };

/** A row and what one may do to it now, as the server says. */
export type RegisterDetail = { row: RegisterRow; actions: string[]; editable: boolean; revealable: boolean };

export type Values = Record<string, unknown>;

export function registerPath(register: AnyRegister): string {
  return `/api/registers/${register.id}`;
}

export const registerApi = {
  get: (register: AnyRegister, id: string, signal?: AbortSignal) =>
    api.get<RegisterDetail>(`${registerPath(register)}/${encodeURIComponent(id)}`, {}, signal),
  create: (register: AnyRegister, values: Values, idempotencyKey: string) =>
    api.post<{ row: RegisterRow }>(registerPath(register), values, { idempotencyKey }),
  update: (register: AnyRegister, id: number, values: Values, idempotencyKey: string) =>
    api.patch<{ row: RegisterRow }>(`${registerPath(register)}/${id}`, values, { idempotencyKey }),
  act: (register: AnyRegister, id: number, action: string, values: Values, idempotencyKey?: string) =>
    api.post<{ row: RegisterRow }>(`${registerPath(register)}/${id}/${action}`, values, { idempotencyKey }),
  reveal: (register: AnyRegister, id: number, reason: string) =>
    api.post<{ row: RegisterRow }>(`${registerPath(register)}/${id}/reveal`, { reason }),
};

/** Whether a capacity is among those granted; which rows it reaches only the server knows. */
export function isGranted(grants: Grants, { role, adminRole }: Capacity): boolean {
  const asRole = role !== null && grants[role] !== undefined;
  return asRole || (adminRole !== null && grants[`admin:${adminRole}`] !== undefined);
}

export function fieldOf(register: AnyRegister, name: string): Field {
  return register.fields[name] as Field;
}

export function labelOf(row: RegisterRow, name: string): string | null {
  const label = row[`${name}_label`];
  return typeof label === 'string' ? label : null;
}

/** The version that was read, where rows have one that changes: a ledger's never do, and its actions take none. */
export function versionOf(register: AnyRegister, row: RegisterRow): Values {
  return register.storage === 'entity' ? { version: row.version } : {};
}
