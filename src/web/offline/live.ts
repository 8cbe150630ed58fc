import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../api/client.ts';
import { ApiError } from '../api/problems.ts';
import { askAgain } from '../api/query.ts';
import { useMe } from '../api/session.ts';
import { indexedStore } from './indexed-store.ts';
import { createOutbox, messageOf, type NewRecord, type OutboxRecord, type Outcome } from './outbox.ts';

/** The server is tried again after a few seconds, then less and less often. */
const RETRY_MS = [3000, 10_000, 30_000, 60_000];

async function send(records: readonly OutboxRecord[]): Promise<readonly Outcome[]> {
  return (await api.post<{ outcomes: Outcome[] }>('/api/offline', messageOf(records, new Date()))).outcomes;
}

export const outbox = createOutbox(indexedStore(), send);

/** Whether the failure means that the server was not reached, so that waiting helps. */
export function isUnreached(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 504);
}

const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('zhanye-outbox');

/** Several tabs share the store; one of them sends at a time. Where there are no locks the keys still prevent doubles. */
function alone(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks === undefined ? work() : navigator.locks.request('zhanye-outbox', work);
}

let knock: () => void = () => undefined;

/** Keeps a record and begins to send. */
export async function keep(record: NewRecord): Promise<void> {
  await outbox.add(record);
  otherTabs?.postMessage('changed');
  // The browser may otherwise clear what lies here when the disk is full.
  void navigator.storage?.persist?.();
  knock();
}

export async function resend(seq: number): Promise<void> {
  await outbox.resend(seq);
  knock();
}

/** The records of whoever is signed in, in the order of writing. */
export function useOutbox(): readonly OutboxRecord[] {
  const { accountId } = useMe();
  const records = useSyncExternalStore(outbox.subscribe, outbox.records);
  return records.filter((record) => record.accountId === accountId);
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

/** Sends what waits: now, when the network returns, when one comes back to the page, and again after a failure. */
export function useSending(): void {
  const { accountId } = useMe();
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const attempt = async (): Promise<void> => {
      clearTimeout(timer);
      await outbox.reload();
      const before = outbox.records().length;
      if (before === 0) return;
      const isDone = await alone(() => outbox.flush(accountId));
      if (outbox.records().length < before) {
        otherTabs?.postMessage('changed');
        void askAgain(client);
      }
      failures = isDone ? 0 : failures + 1;
      if (!isDone) timer = setTimeout(() => void attempt(), RETRY_MS[Math.min(failures, RETRY_MS.length) - 1]);
    };
    const begin = () => void attempt().catch(() => undefined);
    const seen = () => {
      if (document.visibilityState === 'visible') begin();
    };
    const changed = () => void outbox.reload();
    knock = begin;
    begin();
    addEventListener('online', begin);
    document.addEventListener('visibilitychange', seen);
    otherTabs?.addEventListener('message', changed);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', begin);
      document.removeEventListener('visibilitychange', seen);
      otherTabs?.removeEventListener('message', changed);
    };
  }, [accountId, client]);
}
