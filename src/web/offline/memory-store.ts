import type { OutboxRecord, OutboxStore } from './outbox.ts';

/** Where a browser gives no IndexedDB (private windows of some) what is written lives as long as the page. */
export function memoryStore(): OutboxStore {
  const records = new Map<number, OutboxRecord>();
  let last = 0;
  return {
    all: async () => [...records.values()],
    async add(record) {
      last += 1;
      records.set(last, { ...record, seq: last });
    },
    async put(record) {
      records.set(record.seq, record);
    },
    async remove(seq) {
      records.delete(seq);
    },
  };
}
