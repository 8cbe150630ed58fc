/** Milliseconds that `body` took. */
export async function timed(body: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await body();
  return performance.now() - started;
}

export type Sides = { ours: () => Promise<number>; floor: () => Promise<number> };

/**
 * Both sides in alternation, each beginning as often as the other, so that a busy moment of the machine or a warmer
 * cache favours neither. The first round of each is not counted.
 */
export async function alternate(rounds: number, { ours, floor }: Sides): Promise<{ ours: number[]; floor: number[] }> {
  const found = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await ours() : undefined;
    const floorValue = await floor();
    const oursValue = first ?? (await ours());
    if (round === 0) continue;
    found.ours.push(oursValue);
    found.floor.push(floorValue);
  }
  return found;
}

/** How often a second `body` is done by `writers` at once, each waiting for its own. */
export async function ratePerSecond(
  writers: number,
  seconds: number,
  body: (writer: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1000;
  let done = 0;
  const write = async (writer: number): Promise<void> => {
    while (performance.now() < until) {
      await body(writer);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return done / ((performance.now() - started) / 1000);
}
