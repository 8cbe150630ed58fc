/** Hands an item over; the answer is the one for this item. */
export type Gathering<Item, Outcome> = (item: Item) => Promise<Outcome>;

/**
 * Does together what is asked for at about the same time: whatever comes while `lanes` batches are under way forms the
 * next, so a lonely item waits for nobody and many share the work. `run` answers for each item, in order; when it throws, all
 * of its batch fail.
 */
export function createGathering<Item, Outcome>(
  { most, lanes }: { most: number; lanes: number },
  run: (items: readonly Item[]) => Promise<readonly Outcome[]>,
): Gathering<Item, Outcome> {
  let waiting: { item: Item; resolve(outcome: Outcome): void; reject(reason: unknown): void }[] = [];
  let busy = 0;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const outcomes = await run(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] as Outcome);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      // Whoever was answered just now may ask again in this turn.
      await nextTurn();
    }
    busy -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy === lanes) return;
      busy += 1;
      void nextTurn().then(work);
    });
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
