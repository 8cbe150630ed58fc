import { join } from 'node:path';
import type { Bank } from '../../src/app/bank.ts';
import { addMonths, civilDateOf, type Period, periodOf } from '../../src/kernel/calendar/index.ts';
import { loadPrincipal } from '../../src/platform/auth/public.ts';
import type { Context } from '../../src/platform/context.ts';
import { openPrepared } from '../data/prepare.ts';

/** What every measure works on. */
export type Bench = Bank & {
  scale: number;
  /** The month that has just closed. */
  closed: Period;
  /** The context of the account with this login. */
  as(login: string): Promise<Context>;
};

export const DATA_FOLDER = join(import.meta.dirname, '../../.data');

/** Opens the prepared database of a scale, made first if need be. */
export async function openBench(scale: number, say: (text: string) => void, folder = DATA_FOLDER): Promise<Bench> {
  const bank = await openPrepared(join(folder, `bench-${scale}`), scale, say);
  const { ctx } = bank;
  const today = civilDateOf(ctx.clock.now(), ctx.zone);
  return {
    ...bank,
    scale,
    closed: periodOf('month', addMonths(periodOf('month', today).start, -1)),
    async as(login) {
      const account = await ctx.db
        .selectFrom('account')
        .select('id')
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      const query = { accountId: account.id, at: ctx.clock.now(), zone: ctx.zone };
      return { ...ctx, principal: await loadPrincipal(ctx.db, query) };
    },
  };
}
