import { type CivilDate, instantAt } from '../../kernel/calendar/index.ts';
import { modules } from '../../modules/index.ts';
import { loadPrincipal } from '../../platform/auth/public.ts';
import type { Context } from '../../platform/context.ts';
import type { ServedRegister } from '../../platform/registers/public.ts';

const MORNING = 9 * 60 + 30;

/** The context in which this person acts on the morning of a day. */
export async function actingAs(ctx: Context, staffId: number, day: CivilDate): Promise<Context> {
  const at = instantAt(day, MORNING, ctx.zone);
  const { id } = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow();
  return {
    ...ctx,
    clock: { now: () => at },
    principal: await loadPrincipal(ctx.db, { accountId: id, at, zone: ctx.zone }),
  };
}

/** The register of this id with its server half. */
export function registerOf(id: string): ServedRegister {
  const found = modules.flatMap(({ registers }) => registers).find(({ register }) => register.id === id);
  if (!found) throw new Error(`there is no register ${id}`);
  return found;
}
