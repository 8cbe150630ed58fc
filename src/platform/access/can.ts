import {
  type AnyRegister,
  type Grants,
  isOwnCause,
  type Operation,
  type Reach,
  reachOf,
} from '../../kernel/register/public.ts';
import type { Principal } from '../context.ts';

type Values = Record<string, unknown>;

/**
 * Whether the principal may do an operation or action: without a row, to any row at all; with a row, to this one.
 * Custody that another table tells is not decided here but by `scoped`; the row is then taken as not held.
 */
export function can(
  principal: Principal | null,
  register: AnyRegister,
  operation: Operation | (string & {}),
  row?: Values,
): boolean {
  const action = register.actions[operation];
  const grants: Grants = action ? action.who : (register.access[operation as Operation] ?? {});
  const reaches = reachOf(grants, principal);
  if (!row) return reaches.length > 0;
  if (action && isOwnCause(action, row, principal)) return false;
  return reaches.some((reach) => covers(register, reach, row));
}

function covers({ scope }: AnyRegister, reach: Reach, row: Values): boolean {
  const { ord, self = [], custody } = scope;
  switch (reach.relation) {
    case 'bank':
      return true;
    case 'institution': {
      const place = ord === undefined ? undefined : row[ord];
      return typeof place === 'number' && place >= reach.ord && place < reach.ordUntil;
    }
    case 'self':
      return self.some((name) => row[name] === reach.staffId);
    case 'custody':
      return custody !== undefined && !custody.through && row[custody.holder] === reach.staffId;
  }
}
