import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from './memory-store.ts';
import { createOutbox, type NewRecord, type OutboxRecord, type Outcome, type Send } from './outbox.ts';

const record = (key: string, accountId = 1): NewRecord => ({
  key,
  accountId,
  title: `走访 ${key}`,
  path: '/api/visits',
  body: { key },
  form: null,
});
const taken = ({ key }: OutboxRecord): Outcome => ({ key, status: 200 });
const keys = (records: readonly OutboxRecord[]) => records.map(({ key }) => key);

describe('[DAY-19] outbox', () => {
  it('sends in the order of writing and forgets what was taken', async () => {
    const sent: string[] = [];
    const outbox = createOutbox(memoryStore(), async (records) => {
      sent.push(...keys(records));
      return records.map(taken);
    });
    const written = Array.from({ length: 60 }, (_, index) => `k${index}`);
    for (const key of written) await outbox.add(record(key));
    expect(await outbox.flush(1)).toBe(true);
    expect(sent).toEqual(written);
    expect(outbox.records()).toEqual([]);
  });

  it('keeps everything when the server is not reached, also after a restart', async () => {
    const store = memoryStore();
    const outbox = createOutbox(store, () => Promise.reject(new Error('no network')));
    await outbox.add(record('a'));
    expect(await outbox.flush(1)).toBe(false);
    const reopened = createOutbox(store, async (records) => records.map(taken));
    await reopened.reload();
    expect(keys(reopened.records())).toEqual(['a']);
    expect(await reopened.flush(1)).toBe(true);
  });

  it('keeps what was refused with the reason, goes on with the next, and sends it again when asked', async () => {
    const problems = [{ code: 'VISIT_IN_FUTURE', text: '走访时间不能晚于现在' }];
    let isMended = false;
    const send: Send = async (records) =>
      records.map((one) => (one.key === 'a' && !isMended ? { key: 'a', status: 422, problems } : taken(one)));
    const outbox = createOutbox(memoryStore(), send);
    await outbox.add(record('a'));
    await outbox.add(record('b'));
    expect(await outbox.flush(1)).toBe(true);
    expect(outbox.records()).toMatchObject([{ key: 'a', refused: problems, body: { key: 'a' } }]);
    isMended = true;
    await outbox.resend(outbox.records()[0]?.seq as number);
    await outbox.flush(1);
    expect(outbox.records()).toEqual([]);
  });

  it('steps aside with a record on which the server fails again and again', async () => {
    const sent: string[] = [];
    const outbox = createOutbox(memoryStore(), async (records) => {
      sent.push(...keys(records));
      return records[0]?.key === 'a' ? [{ key: 'a', status: 500, problems: [] }] : records.map(taken);
    });
    await outbox.add(record('a'));
    await outbox.add(record('b'));
    for (let tries = 0; tries < 4; tries += 1) expect(await outbox.flush(1)).toBe(false);
    expect(keys(outbox.records())).toEqual(['a', 'b']);
    await outbox.flush(1);
    await outbox.flush(1);
    expect(outbox.records()).toMatchObject([{ key: 'a', refused: [] }]);
  });

  it("never sends another account's records", async () => {
    const sent: string[] = [];
    const outbox = createOutbox(memoryStore(), async (records) => {
      sent.push(...keys(records));
      return records.map(taken);
    });
    await outbox.add(record('mine', 1));
    await outbox.add(record('theirs', 2));
    await outbox.flush(1);
    expect([sent, keys(outbox.records())]).toEqual([['mine'], ['theirs']]);
  });

  it('loses nothing and repeats no effect, wherever the connection breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('whole', 'request', 'answer'), { maxLength: 12 }), async (breaks) => {
        const done: string[] = [];
        const outbox = createOutbox(memoryStore(), async (records) => {
          const fate = breaks.shift() ?? 'whole';
          if (fate === 'request') throw new Error('broken before');
          for (const { key } of records) if (!done.includes(key)) done.push(key);
          if (fate === 'answer') throw new Error('broken after');
          return records.map(taken);
        });
        const written = Array.from({ length: 70 }, (_, index) => `k${index}`);
        for (const key of written) await outbox.add(record(key));
        while (!(await outbox.flush(1)));
        expect(done).toEqual(written);
      }),
      { numRuns: 20 },
    );
  });
});
