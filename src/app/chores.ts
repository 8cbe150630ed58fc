import { type CivilDate, civilDateOf } from '../kernel/calendar/index.ts';
import { modules } from '../modules/index.ts';
import { type Context, transact } from '../platform/context.ts';
import { advance } from '../platform/duties/public.ts';
import { appendCheckpoint, type ChainHead, sealChain } from '../platform/ledger/public.ts';
import { purgeExpired } from './purge.ts';

export type Chores = { stop(): Promise<void> };

const SEAL_EVERY_MS = 1000;
/** Deadlines are minutes; a duty may be told so much after its own. */
const ADVANCE_EVERY_MS = 60_000;
/** A checkpoint is only as good as it is recent; a line a minute stays readable for years. */
const CHECKPOINT_EVERY_MS = 60_000;
/** What expires is kept for hours or days; an hour more or less is nothing. */
const PURGE_EVERY_MS = 3_600_000;

/**
 * What a running server does beside answering: seals the audit chain and keeps its head in a file outside the database
 * (依据 RUL-8), lets what was dated ahead take effect, brings the duties on with the clock, and removes what has expired. A chore that fails is reported and
 * tried again.
 */
export function startChores(
  ctx: Context,
  checkpoints: string | undefined,
  onFailure: (error: unknown) => void,
): Chores {
  const keepHead = checkpoints === undefined ? undefined : headKeeper(ctx, checkpoints);
  const seal = async (): Promise<void> => {
    const result = await sealChain(ctx.db);
    if (result !== null) await keepHead?.(result.head);
  };
  const turnDay = dayTurner(ctx);
  const clockwork = async (): Promise<void> => {
    await turnDay();
    await advance(ctx);
  };
  const chores = [
    repeat(SEAL_EVERY_MS, () => seal().catch(onFailure)),
    repeat(ADVANCE_EVERY_MS, () => clockwork().catch(onFailure), { atOnce: true }),
    repeat(PURGE_EVERY_MS, () => purgeExpired(ctx).catch(onFailure)),
  ];
  return {
    async stop() {
      await Promise.all(chores.map((chore) => chore.stop()));
    },
  };
}

/** What was dated ahead takes effect before the day's duties are looked at. */
function dayTurner(ctx: Context): () => Promise<void> {
  let turned: CivilDate | null = null;
  return async () => {
    const today = civilDateOf(ctx.clock.now(), ctx.zone);
    if (today === turned) return;
    await transact(ctx, async (inside) => {
      for (const work of modules.flatMap((module) => module.daily)) await work(inside, today);
    });
    turned = today;
  };
}

function headKeeper(ctx: Context, checkpoints: string): (head: ChainHead) => Promise<void> {
  let dueAt = 0;
  let keptSeq = 0;
  return async (head) => {
    const now = ctx.clock.now();
    if (head.seq === keptSeq || now.getTime() < dueAt) return;
    await appendCheckpoint(checkpoints, head, now);
    keptSeq = head.seq;
    dueAt = now.getTime() + CHECKPOINT_EVERY_MS;
  };
}

/** Runs the task again and again, never twice at once; `stop` waits for the one under way. */
function repeat(pauseMs: number, task: () => Promise<unknown>, { atOnce = false } = {}): Chores {
  let current: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const next = (delayMs: number): void => {
    timer = setTimeout(() => {
      current = task().then(() => {
        if (timer !== undefined) next(pauseMs);
      });
    }, delayMs);
  };
  next(atOnce ? 0 : pauseMs);
  return {
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await current;
    },
  };
}
