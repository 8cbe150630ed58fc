import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import type { Context } from '../context.ts';
import { recordFacts } from './public.ts';

const clock = frozenClock('2026-03-05T09:00:00+08:00');
let database: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
});
afterAll(() => database.drop());

const at = (text: string) => new Date(`${text}+08:00`);
const visit = (key: string, occurred: string, more: object = {}) => ({
  kind: 'visit',
  key,
  subject_id: 7,
  occurred_at: at(occurred),
  ...more,
});

function versions(key: string) {
  return ctx.db
    .selectFrom('fact')
    .select(['biz_date', 'recorded_at', 'dated_at', 'superseded_at', 'retracted', 'result'])
    .where('key', '=', key)
    .orderBy('id')
    .execute();
}

describe('recordFacts', () => {
  it('takes the civil date of the bank, whatever zone the machine is in', async () => {
    expect(await recordFacts(ctx, [visit('A', '2026-03-01T00:00:00', { fresh: true })])).toEqual([
      { subjectId: 7, actorId: null, since: '2026-03-01', fact: { kind: 'visit', key: 'A', bizDate: '2026-03-01' } },
    ]);
    expect(await versions('A')).toMatchObject([{ biz_date: '2026-03-01', superseded_at: null }]);
  });

  it('a correction on the same day keeps the entry that brought it there', async () => {
    const first = clock.now();
    clock.advance({ minutes: 60 });
    await recordFacts(ctx, [visit('A', '2026-03-01T10:00:00', { result: '已谈妥' })]);
    expect(await versions('A')).toMatchObject([
      { superseded_at: clock.now() },
      { superseded_at: null, recorded_at: clock.now(), dated_at: first, result: '已谈妥' },
    ]);
  });

  it('a correction to another day counts from now, and both days are concerned', async () => {
    clock.advance({ minutes: 60 });
    const moved = await recordFacts(ctx, [visit('A', '2026-02-27T10:00:00')]);
    expect(moved.map(({ since }) => since).sort()).toEqual(['2026-02-27', '2026-03-01']);
    expect(moved.some(({ fact }) => fact)).toBe(false);
    expect((await versions('A')).at(-1)).toMatchObject({ biz_date: '2026-02-27', dated_at: clock.now() });
  });

  it('a retraction is one more version', async () => {
    clock.advance({ minutes: 60 });
    await recordFacts(ctx, [visit('A', '2026-02-27T10:00:00', { retracted: true, reason: '误录' })]);
    const all = await versions('A');
    expect(all.filter(({ superseded_at }) => superseded_at === null)).toMatchObject([{ retracted: true }]);
    expect(all).toHaveLength(4);
  });
});
