import { type Grants, reachOf } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';

/** Whose points, ladders and scores somebody sees: his own, of the people he leads, everybody's who checks the bank. */
const READERS: Grants = {
  leader: 'institution',
  president: 'institution',
  business: 'institution',
  hr: 'institution',
  audit: 'bank',
};

/** The person, or undefined if there is none whom the principal may see. */
export async function visiblePerson(ctx: Context, id: number) {
  const person = await ctx.db
    .selectFrom('staff')
    .select(['id', 'no', 'name', 'institution_ord'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!person || id === ctx.principal?.staffId) return person;
  return seesPlace(ctx, person.institution_ord) ? person : undefined;
}

/** Whether the principal sees the people placed at this `ord`. */
export function seesPlace(ctx: Context, ord: number | null): boolean {
  return reachOf(READERS, ctx.principal).some(
    (reach) =>
      reach.relation === 'bank' ||
      (reach.relation === 'institution' && ord !== null && ord >= reach.ord && ord < reach.ordUntil),
  );
}
