import { useSearchParams } from 'wouter';
import { api } from '../api/client.ts';
import { useMe } from '../api/session.ts';
import { isUnreached, keep, outbox, useOutbox } from './live.ts';
import type { NewRecord, OutboxRecord } from './outbox.ts';

/** What became of something written: the server has it, or it lies here until the network returns. */
export type Fate = 'sent' | 'kept';

/** What to say where it was kept. */
export const KEPT = '没有网络，已存在本机，联网后自动传送';

/**
 * Sends, or keeps what is written where the server is not reached. While earlier records wait, this one waits behind
 * them: order matters. A refusal is thrown, as a form expects it.
 */
async function sendOrKeep(record: NewRecord, replaced: OutboxRecord | null): Promise<Fate> {
  const fate = await attempt(record);
  if (replaced !== null) await outbox.discard(replaced.seq);
  return fate;
}

async function attempt(record: NewRecord): Promise<Fate> {
  const waits = outbox.records().some((one) => one.accountId === record.accountId && one.refused === null);
  if (!waits && navigator.onLine) {
    try {
      await api.post(record.path, record.body, { idempotencyKey: record.key });
      return 'sent';
    } catch (error) {
      if (!isUnreached(error)) throw error;
    }
  }
  await keep(record);
  return 'kept';
}

/** The refused record that this page is opened to write anew (`?outbox=12`), or null. */
export function useCorrection(): OutboxRecord | null {
  const [parameters] = useSearchParams();
  const seq = Number(parameters.get('outbox'));
  return useOutbox().find((record) => record.seq === seq && record.refused !== null) ?? null;
}

/** Sends as the signed-in person; what is written anew takes the place of the refused record. */
export function useSendOrKeep(): (record: Omit<NewRecord, 'accountId'>) => Promise<Fate> {
  const { accountId } = useMe();
  const replaced = useCorrection();
  return (record) => sendOrKeep({ ...record, accountId }, replaced);
}
