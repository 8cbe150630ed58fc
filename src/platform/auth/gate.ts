/** Runs work, at most `width` at a time; refuses by `onFull` when `queueLimit` are waiting already. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function createGate(width: number, queueLimit: number, onFull: () => never): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < width) {
      running += 1;
      return;
    }
    if (waiting.length >= queueLimit) onFull();
    // The one who leaves hands his place over, so that a newcomer cannot slip in between.
    await new Promise<void>((admit) => waiting.push(admit));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
