import type { Context } from '../platform/context.ts';
import { purgeFiles } from '../platform/files/public.ts';
import { appendCheckpoint, type ChainHead, sealChain } from '../platform/ledger/public.ts';

export type Chores = { stop(): Promise<void> };

const SEAL_EVERY_MS = 1000;
/** A checkpoint is only as good as it is recent; a line a minute stays readable for years. */
const CHECKPOINT_EVERY_MS = 60_000;
/** Files are kept for days; an hour more or less is nothing. */
const PURGE_EVERY_MS = 3_600_000;

/**
 * What a running server does beside answering (依据 RUL-8): seals the audit chain, keeps its head in a file outside
 * the database, and removes files whose time is over. A chore that fails is reported and tried again.
 */
export function startChores(
  ctx: Context,
  checkpoints: string | undefined,
  onFailure: (error: unknown) => void,
): Chores {
  let checkpointAt = 0;
  let checkpointSeq = 0;
  const keepHead = async (head: ChainHead): Promise<void> => {
    const now = ctx.clock.now();
    if (checkpoints === undefined || head.seq === checkpointSeq || now.getTime() < checkpointAt) return;
    await appendCheckpoint(checkpoints, head, now);
    checkpointSeq = head.seq;
    checkpointAt = now.getTime() + CHECKPOINT_EVERY_MS;
  };
  const seal = async (): Promise<void> => {
    const result = await sealChain(ctx.db);
    if (result !== null) await keepHead(result.head);
  };
  const purge = async (): Promise<void> => {
    await purgeFiles(ctx);
  };
  const chores = [
    repeat(SEAL_EVERY_MS, () => seal().catch(onFailure)),
    repeat(PURGE_EVERY_MS, () => purge().catch(onFailure)),
  ];
  return {
    async stop() {
      await Promise.all(chores.map((chore) => chore.stop()));
    },
  };
}

/** Runs the task again and again, never twice at once; `stop` waits for the one under way. */
function repeat(pauseMs: number, task: () => Promise<void>): Chores {
  let current = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    timer = setTimeout(() => {
      current = task().then(() => {
        if (timer !== undefined) next();
      });
    }, pauseMs);
  };
  next();
  return {
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await current;
    },
  };
}
