import { memoryStore } from './memory-store.ts';
import type { OutboxRecord, OutboxStore } from './outbox.ts';

const DATABASE = 'zhanye-outbox';
const RECORDS = 'records';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(RECORDS, { keyPath: 'seq', autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Settles when the transaction has, on the disk itself: a phone may die in the next moment. */
async function within<Result>(
  database: Promise<IDBDatabase>,
  mode: IDBTransactionMode,
  work: (records: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const transaction = (await database).transaction(RECORDS, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(RECORDS));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** The outbox of this browser. It outlives tabs, restarts and signing out; each account sees only its own records. */
export function indexedStore(): OutboxStore {
  if (typeof indexedDB === 'undefined') return memoryStore();
  const database = open();
  return {
    all: () => within(database, 'readonly', (records) => records.getAll() as IDBRequest<OutboxRecord[]>),
    add: async (record) => void (await within(database, 'readwrite', (records) => records.add(record))),
    put: async (record) => void (await within(database, 'readwrite', (records) => records.put(record))),
    remove: async (seq) => void (await within(database, 'readwrite', (records) => records.delete(seq))),
  };
}
