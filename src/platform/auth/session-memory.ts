import type { Principal } from '../context.ts';

type Entry = { since: number; principal: Promise<Principal | null> };

/** What was resolved a moment ago, so that a busy session costs a query a second instead of one a request. */
export type SessionMemory = {
  /** The principal behind `key`; `load` runs once for all who ask meanwhile. */
  recall(key: string, load: () => Promise<Principal | null>): Promise<Principal | null>;
  /** Forgets everything, for instance after this process itself took a right away. */
  clear(): void;
};

/**
 * `millis` counts from the moment `load` was started, so no answer is older than that, however slow the database.
 * `monotonic` gives milliseconds that no change of the wall clock moves.
 */
export function createSessionMemory(
  { millis, limit }: { millis: number; limit: number },
  monotonic: () => number = () => performance.now(),
): SessionMemory {
  const entries = new Map<string, Entry>();

  function remember(key: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    const entry: Entry = { since: monotonic(), principal: load() };
    const forget = () => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entries.delete(key);
    if (entries.size >= limit) entries.delete(entries.keys().next().value as string);
    entries.set(key, entry);
    // Nobody's cookie is not worth memory, and a failed query must be tried again.
    entry.principal.then((principal) => principal === null && forget(), forget);
    return entry.principal;
  }

  return {
    recall(key, load) {
      const entry = entries.get(key);
      const isFresh = entry !== undefined && monotonic() - entry.since < millis;
      return isFresh ? entry.principal : remember(key, load);
    },
    clear: () => entries.clear(),
  };
}
