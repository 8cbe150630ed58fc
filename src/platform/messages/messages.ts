import type { Context, Role } from '../context.ts';

/** Counting further would only cost: whoever has a hundred waiting knows enough. */
export const COUNT_CAP = 100;

/** Something of a module that may wait for somebody: declared in its `module.ts`, shown on the page 消息. */
export type WaitingKind = {
  id: string;
  /** What waits, as the page says it behind the count: 走访报告待确认. */
  title: string;
  /** The page that settles it. */
  path: string;
  /** For whom it may wait at all. */
  roles: readonly Role[];
  /** How many wait for the principal; may stop counting at `cap`. */
  count(ctx: Context, cap: number): Promise<number>;
};

export type Waiting = { id: string; title: string; path: string; count: number };

/** What waits for the principal now, in the order of the modules; kinds of which nothing waits are left out. */
export async function listWaiting(ctx: Context, kinds: readonly WaitingKind[]): Promise<Waiting[]> {
  const roles = new Set(ctx.principal?.appointments.map(({ role }) => role));
  const mine = kinds.filter((kind) => kind.roles.some((role) => roles.has(role)));
  const waiting = await Promise.all(
    mine.map(async ({ id, title, path, count }) => ({ id, title, path, count: await count(ctx, COUNT_CAP) })),
  );
  return waiting.filter(({ count }) => count > 0);
}
