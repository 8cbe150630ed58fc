import { fail } from '../../kernel/errors/public.ts';
import { type Action, isMove, isOwnCause, registerErrors } from '../../kernel/register/public.ts';
import { asReader } from '../access/public.ts';
import { type Context, transact } from '../context.ts';
import { audit } from '../ledger/public.ts';
import { loadRow } from './load.ts';
import { present } from './select.ts';
import type { AnyRow, ServedRegister } from './served.ts';

/** A row, and what the principal may do to it now. */
export type Detail = { row: AnyRow; actions: string[]; editable: boolean; revealable: boolean };

export async function getRow(ctx: Context, { register }: ServedRegister, id: number): Promise<Detail> {
  const actions = Object.entries(register.actions as Record<string, Action>);
  const grants = Object.fromEntries(actions.map(([name, action]) => [`act:${name}`, action.who]));
  const { update, reveal } = register.access;
  const { row, may } = await asReader(ctx, (reading) => loadRow(reading, register, id, { ...grants, update, reveal }));
  const possible = actions.filter(
    ([name, { notBy, ...action }]) =>
      may.has(`act:${name}`) && isMove(action, row.state) && !isOwnCause(notBy, row, ctx.principal),
  );
  const open = !register.states || register.states.editable.includes(row.state);
  return {
    row: present(register, row),
    actions: possible.map(([name]) => name),
    editable: open && may.has('update') && !isOwnCause(register.notBy?.update, row, ctx.principal),
    revealable: may.has('reveal'),
  };
}

/** Shows a row's personal data, for a reason that stays in the audit record. */
export function revealRow(ctx: Context, { register }: ServedRegister, id: number, reason: string): Promise<AnyRow> {
  return transact(ctx, async (inside) => {
    const { row, may } = await loadRow(inside, register, id, { reveal: register.access.reveal });
    if (!may.has('reveal')) fail(registerErrors.ROW_NOT_ALLOWED({ operation: '查看完整信息' }));
    const ord = register.scope.ord === undefined ? null : row[register.scope.ord];
    await audit(inside, {
      action: `${register.id}.reveal`,
      register: register.id,
      rowId: id,
      institutionOrd: typeof ord === 'number' ? ord : null,
      detail: { reason },
    });
    return present(register, row, { reveal: true });
  });
}
