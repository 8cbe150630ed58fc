import { sql } from 'kysely';
import type { Clock, Context } from '../../src/platform/context.ts';
import type { Db } from '../../src/platform/db/database.ts';

/** What somebody does within one transaction, step by step; the transaction's end is a step of its own. */
export type Script = ((ctx: Context) => Promise<unknown>)[];

/**
 * Every order in which the steps of two transactions can be started, as a word of the letters of their owners: each
 * script keeps its own order.
 */
export function orders(first: number, second: number): string[] {
  if (first === 0 || second === 0) return ['A'.repeat(first) + 'B'.repeat(second)];
  return [
    ...orders(first - 1, second).map((rest) => `A${rest}`),
    ...orders(first, second - 1).map((rest) => `B${rest}`),
  ];
}

/** How many letters a script has in an order: its steps and the commit. */
export const lengthOf = (script: Script): number => script.length + 1;

/** A clock that only the schedule moves, a minute at a time. */
export function scheduleClock(start: Date): Clock & { tick(): void } {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    tick() {
      at += 60_000;
    },
  };
}

/**
 * Runs two transactions at once in exactly this order: a step begins when its letter comes and everybody before has
 * either finished his step or waits for a lock of the other. Whose turn comes while he still waits takes it when he is
 * through. Throws whatever one of them throws.
 */
export async function runInOrder(
  ctx: Context,
  clock: { tick(): void },
  scripts: { A: Script; B: Script },
  order: string,
): Promise<void> {
  const actors = { A: new Actor(ctx, scripts.A), B: new Actor(ctx, scripts.B) };
  const all = Object.values(actors);
  for (const letter of order) {
    clock.tick();
    actors[letter as 'A' | 'B'].release();
    await Promise.all(all.map((actor) => actor.settled(ctx.db)));
  }
  for (const { done } of all) {
    const { error } = await done;
    if (error !== undefined) throw error;
  }
}

class Actor {
  /** Whether it went through is for the schedule to ask, when it waits for the end. */
  readonly done: Promise<{ error?: unknown }>;
  private released = 0;
  private begun = 0;
  private isIdle = false;
  private isOver = false;
  private backend: number | undefined;
  private wake: (() => void) | undefined;

  constructor(ctx: Context, script: Script) {
    this.done = Promise.allSettled([this.play(ctx, script)]).then(([outcome]) => {
      this.isOver = true;
      return outcome.status === 'rejected' ? { error: outcome.reason } : {};
    });
  }

  release(): void {
    this.released += 1;
    this.wake?.();
  }

  /** Fulfilled when this one has nothing to do until the next letter, or cannot go on before the other does. */
  async settled(db: Db): Promise<void> {
    while (!this.isOver && !(this.isIdle && this.begun === this.released) && !(await this.isBlocked(db))) {
      await new Promise(setImmediate);
    }
  }

  private async play(ctx: Context, script: Script): Promise<void> {
    await ctx.db.transaction().execute(async (db) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
      this.backend = rows[0]?.pid;
      for (const step of script) {
        await this.turn();
        await step({ ...ctx, db });
      }
      await this.turn();
    });
  }

  private async turn(): Promise<void> {
    while (this.begun === this.released) {
      this.isIdle = true;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.isIdle = false;
    this.begun += 1;
  }

  private async isBlocked(db: Db): Promise<boolean> {
    if (this.backend === undefined) return false;
    const { rows } = await sql<{ blocked: boolean }>`
      select cardinality(pg_blocking_pids(${this.backend}::int)) > 0 as blocked`.execute(db);
    return rows[0]?.blocked ?? false;
  }
}
