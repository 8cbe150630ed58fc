import { AppError, fail } from '../../../kernel/errors/public.ts';
import type { CreateInput } from '../../../kernel/register/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { type AnyRow, actOnRow, createRow, serve } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { outingEffects } from './outing.effects.ts';
import { outing } from './outing.register.ts';
import { stopEffects } from './stop.effects.ts';
import { outingStop } from './stop.register.ts';

export const servedOuting = serve(outing, outingEffects);
export const servedStop = serve(outingStop, stopEffects);

export type OutingPlan = {
  outing: Partial<CreateInput<typeof outing>>;
  stops: Partial<CreateInput<typeof outingStop>>[];
  /** Leaves at once instead of later. */
  leaving: boolean;
  /** When one left, if that was written down before it could be sent; else now. */
  left_at?: Date | undefined;
};

/** 依据 DAY-5: an outing with its stops, all or nothing; on business one says where and whom one meets. */
export function registerOuting(ctx: Context, { outing: values, stops, leaving, left_at }: OutingPlan): Promise<AnyRow> {
  if (values.kind !== 'private' && stops.length === 0) fail(dailyErrors.OUTING_WITHOUT_STOP(undefined, 'stops'));
  return transact(ctx, async (inside) => {
    const row = await createRow(inside, servedOuting, values);
    for (const [index, stop] of stops.entries()) {
      await createStop(inside, { ...stop, outing_id: row.id, rank: index + 1 });
    }
    if (!leaving) return row;
    return actOnRow(inside, servedOuting, row.id, 'depart', {
      version: row.version,
      ...(left_at && { out_at: left_at }),
    });
  });
}

/** What is wrong with a stop is told at its place in the form. */
async function createStop(ctx: Context, stop: Partial<CreateInput<typeof outingStop>> & { rank: number }) {
  try {
    await createRow(ctx, servedStop, stop);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const place = (path: string | undefined) => (path === undefined ? undefined : `stops.${stop.rank - 1}.${path}`);
    fail(error.problems.map((problem) => ({ ...problem, path: place(problem.path) })));
  }
}
