import type { Clock } from '../context.ts';

/** Attempts by key (a login, an address), refilled steadily; the least recently used keys are forgotten first. */
export type Attempts = {
  /** Takes one attempt. Returns 0, or how many seconds to wait until the next one is free. */
  take(key: string): number;
  /** Returns an attempt that was legitimate. */
  giveBack(key: string): void;
};

export function createAttempts(
  limits: { perWindow: number; windowSeconds: number; rememberedKeys: number },
  clock: Clock,
): Attempts {
  const used = new Map<string, { used: number; at: number }>();
  const perSecond = limits.perWindow / limits.windowSeconds;

  function usedNow(key: string, now: number): number {
    const entry = used.get(key);
    return entry ? Math.max(0, entry.used - ((now - entry.at) / 1000) * perSecond) : 0;
  }

  function put(key: string, amount: number, now: number): void {
    used.delete(key);
    if (amount <= 0) return;
    if (used.size >= limits.rememberedKeys) used.delete(used.keys().next().value as string);
    used.set(key, { used: amount, at: now });
  }

  return {
    take(key) {
      const now = clock.now().getTime();
      const after = usedNow(key, now) + 1;
      if (after > limits.perWindow) return Math.ceil((after - limits.perWindow) / perSecond);
      put(key, after, now);
      return 0;
    },
    giveBack(key) {
      const now = clock.now().getTime();
      put(key, usedNow(key, now) - 1, now);
    },
  };
}
