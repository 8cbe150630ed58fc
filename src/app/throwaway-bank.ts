import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedCalendar } from '../modules/rulebook/public.ts';
import type { Context } from '../platform/context.ts';
import { openBank } from './bank.ts';

/** Works in an empty bank with the published calendar, in a folder of its own that is gone afterwards. */
export async function inThrowawayBank<Result>(work: (ctx: Context) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanye-'));
  try {
    const bank = await openBank({ dataDir: join(folder, 'data') }, { create: true });
    try {
      await seedCalendar(bank.ctx.db);
      return await work(bank.ctx);
    } finally {
      await bank.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
