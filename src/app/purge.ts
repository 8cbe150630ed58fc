import { purgeSessions } from '../platform/auth/public.ts';
import type { Context } from '../platform/context.ts';
import { purgeFiles } from '../platform/files/public.ts';
import { purgeIdempotencyKeys } from '../platform/http/public.ts';
import { purgeTasks } from '../platform/jobs/public.ts';

const DAY_MS = 86_400_000;
/** A client repeats a request within moments; a device that was offline, within a week. */
const KEYS_KEPT_DAYS = 7;
const TASKS_KEPT_DAYS = 90;

/** Removes what nobody can use any more: files, sessions, answers kept for repeated requests, tasks long ended. */
export async function purgeExpired(ctx: Context): Promise<void> {
  const before = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY_MS);
  await purgeTasks(ctx, before(TASKS_KEPT_DAYS));
  await purgeFiles(ctx);
  await purgeSessions(ctx);
  await purgeIdempotencyKeys(ctx, before(KEYS_KEPT_DAYS));
}
