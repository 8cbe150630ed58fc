import type { CreateInput } from '../../../kernel/register/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { actOnRow, createRow, serve } from '../../../platform/registers/public.ts';
import { visitEffects } from './visit.effects.ts';
import { visit } from './visit.register.ts';

export const servedVisit = serve(visit, visitEffects);

/** Records a visit and hands it in at once: both or neither, so that no half-written record stays behind. */
export function recordVisit(ctx: Context, values: Partial<CreateInput<typeof visit>>) {
  return transact(ctx, async (inside) => {
    const { id, version } = await createRow(inside, servedVisit, values);
    return actOnRow(inside, servedVisit, id, 'submit', { version });
  });
}
