import { civilDateOf } from '../../kernel/calendar/index.ts';
import type { Moment } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';

/** The present, as guards and computed values see it. */
export function momentOf(ctx: Context): Moment {
  const now = ctx.clock.now();
  return { now, today: civilDateOf(now, ctx.zone), staffId: ctx.principal?.staffId ?? null, zone: ctx.zone };
}
