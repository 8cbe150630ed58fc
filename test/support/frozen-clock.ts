import type { Clock } from '../../src/platform/context.ts';

/** A clock that stands still until it is moved. */
export type FrozenClock = Clock & {
  set(instant: string): void;
  advance(by: { seconds?: number; minutes?: number }): void;
};

/** `instant` as ISO text with an offset: `2026-03-05T09:00:00+08:00`. */
export function frozenClock(instant: string): FrozenClock {
  let now = new Date(instant);
  return {
    now: () => new Date(now),
    set(next) {
      now = new Date(next);
    },
    advance({ seconds = 0, minutes = 0 }) {
      now = new Date(now.getTime() + (minutes * 60 + seconds) * 1000);
    },
  };
}
