import type { Problem } from '../../kernel/errors/public.ts';

/** Something written here that the server does not have yet. */
export type OutboxRecord = {
  /** Drawn by the store; records are sent in its order. */
  seq: number;
  /** The Idempotency-Key under which it is sent, however often. */
  key: string;
  accountId: number;
  /** For the person: `走访 甲公司`. */
  title: string;
  path: string;
  body: Record<string, unknown>;
  /** By this device's clock, an ISO instant. */
  writtenAt: string;
  /** The page that can write it anew, and what was in its form; null for a step without a form. */
  form: { path: string; values: Record<string, unknown> } | null;
  /** Why the server did not take it; null while it waits. */
  refused: readonly Problem[] | null;
  /** How often the server failed on it. */
  failures: number;
};

export type NewRecord = Pick<OutboxRecord, 'key' | 'accountId' | 'title' | 'path' | 'body' | 'form'>;

/** Where records lie until they are sent: IndexedDB, in tests a map. `add` draws ascending numbers. */
export type OutboxStore = {
  all: () => Promise<OutboxRecord[]>;
  add: (record: Omit<OutboxRecord, 'seq'>) => Promise<void>;
  put: (record: OutboxRecord) => Promise<void>;
  remove: (seq: number) => Promise<void>;
};

/** What became of one record; `problems` unless `status` is 200. */
export type Outcome = { key: string; status: number; problems?: readonly Problem[] };

/** Sends records in their order. Rejects where the server was not reached or would not have the whole. */
export type Send = (records: readonly OutboxRecord[]) => Promise<readonly Outcome[]>;

/** A broken connection loses the answers to so many at most; each is sent again and done once. */
const AT_ONCE = 25;
/** After so many failures of the server a record steps aside, so that it does not hold up what was written after it. */
const MOST_FAILURES = 5;

export type Outbox = {
  records: () => readonly OutboxRecord[];
  subscribe: (listener: () => void) => () => void;
  /** Reads the store anew, as when another tab has written. */
  reload: () => Promise<void>;
  add: (record: NewRecord) => Promise<void>;
  /** Puts a refused record back into the queue, at its place. */
  resend: (seq: number) => Promise<void>;
  discard: (seq: number) => Promise<void>;
  /** Sends what waits of this account. True: nothing waits any more; false: it is worth trying again later. */
  flush: (accountId: number) => Promise<boolean>;
};

/**
 * 依据 DAY-19: what was written without a network: kept until the server has it, sent in order, each once. A record leaves
 * the store only when the server has answered for it or its writer discards it.
 */
export function createOutbox(store: OutboxStore, send: Send, now: () => Date = () => new Date()): Outbox {
  let records: readonly OutboxRecord[] = [];
  const listeners = new Set<() => void>();
  let flushing: Promise<boolean> | null = null;

  async function reload(): Promise<void> {
    records = (await store.all()).sort((a, b) => a.seq - b.seq);
    for (const listener of listeners) listener();
  }

  async function settle(record: OutboxRecord, { status, problems = [] }: Outcome): Promise<void> {
    if (status === 200) return store.remove(record.seq);
    const failures = record.failures + (status >= 500 ? 1 : 0);
    const isFinal = status < 500 || failures >= MOST_FAILURES;
    return store.put({ ...record, failures, refused: isFinal ? problems : null });
  }

  async function flushAll(accountId: number): Promise<boolean> {
    for (;;) {
      await reload();
      const waiting = records.filter((record) => record.accountId === accountId && record.refused === null);
      if (waiting.length === 0) return true;
      const batch = waiting.slice(0, AT_ONCE);
      const outcomes = await send(batch).catch(() => null);
      if (outcomes === null) return false;
      for (const outcome of outcomes) {
        const record = batch.find(({ key }) => key === outcome.key);
        if (record !== undefined) await settle(record, outcome);
      }
      await reload();
      if (outcomes.length === 0 || outcomes.some(({ status }) => status >= 500)) return false;
    }
  }

  return {
    records: () => records,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reload,
    async add(record) {
      await store.add({ ...record, writtenAt: now().toISOString(), refused: null, failures: 0 });
      await reload();
    },
    async resend(seq) {
      const record = records.find((one) => one.seq === seq);
      if (record === undefined) return;
      await store.put({ ...record, refused: null, failures: 0 });
      await reload();
    },
    async discard(seq) {
      await store.remove(seq);
      await reload();
    },
    flush(accountId) {
      flushing ??= flushAll(accountId).finally(() => {
        flushing = null;
      });
      return flushing;
    },
  };
}

/** What `POST /api/offline` takes. */
export function messageOf(records: readonly OutboxRecord[], now: Date) {
  return {
    deviceNow: now.toISOString(),
    records: records.map(({ key, path, body, writtenAt }) => ({ key, path, body, writtenAt })),
  };
}
