import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { within } from '../access/public.ts';
import type { Context } from '../context.ts';

/**
 * How many rows of an entity register stand in a state from which the principal may take `action`, his own excepted
 * where the action is `notBy` them; counting stops at `cap`. `also` is what the action's guard asks, as SQL over `r`.
 */
export async function countAwaiting(
  ctx: Context,
  register: AnyRegister,
  action: string,
  cap: number,
  also: RawBuilder<SqlBool> = sql<SqlBool>`true`,
): Promise<number> {
  const taken = register.actions[action];
  if (!taken) throw new Error(`register ${register.id} has no action ${action}`);
  const me = ctx.principal?.staffId ?? null;
  const byAnother = (taken.notBy ?? []).map(
    (column) => sql`and ${sql.ref(`r.${column}`)} is distinct from ${me}::bigint`,
  );
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from ${sql.table(register.table)} r
      where r.state = any(${taken.from}::text[]) and ${within(ctx, register, taken.who, 'r')} and ${also}
        ${sql.join(byAnother, sql` `)}
      limit ${cap}) w`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}
