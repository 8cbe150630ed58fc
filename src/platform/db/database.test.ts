import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { defineStatement } from './statement.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('delivers dates as text, ids as numbers, money as text, instants as dates; arrays alike', async () => {
  const { rows } = await sql`
    select date '2026-03-05' as day, 9007199254740991 as id, 0.10::numeric(18, 2) as money,
      timestamptz '2026-03-05T08:00+08' as instant, array[date '2026-03-05', null] as days,
      array[1::bigint, null] as ids, array[0.10, 12345678901234567.89]::numeric[] as amounts`.execute(
    database.db.kysely,
  );
  expect(rows).toEqual([
    {
      day: '2026-03-05',
      id: 9007199254740991,
      money: '0.10',
      instant: new Date('2026-03-05T00:00:00Z'),
      days: ['2026-03-05', null],
      ids: [1, null],
      amounts: ['0.10', '12345678901234567.89'],
    },
  ]);
});

it('prepares a hot statement under its name, in transactions too', async () => {
  const double = defineStatement<{ twice: number }>('test_double', 'select $1::integer * 2 as twice');
  await inTransaction(database.db.kysely, async (transaction) => {
    expect(await double(transaction, 21)).toEqual([{ twice: 42 }]);
    expect(await double(transaction, 4)).toEqual([{ twice: 8 }]);
    const { rows } = await sql`select name, generic_plans + custom_plans as uses from pg_prepared_statements`.execute(
      transaction,
    );
    expect(rows).toEqual([{ name: 'test_double', uses: 2 }]);
  });
});

it('runs a transaction again that was given up for another one', async () => {
  const db = database.db.kysely;
  await sql`create table counter as select 0 as n`.execute(db);
  const increment = () =>
    inTransaction(
      db,
      async (transaction) => {
        const { rows } = await sql<{ n: number }>`select n from counter`.execute(transaction);
        await sql`update counter set n = ${(rows[0]?.n ?? 0) + 1}`.execute(transaction);
      },
      'serializable',
    );
  await Promise.all([increment(), increment(), increment()]);
  const { rows } = await sql`select n from counter`.execute(db);
  expect(rows).toEqual([{ n: 3 }]);
});

it('does not run a transaction again that failed by itself', async () => {
  let runs = 0;
  const failing = inTransaction(database.db.kysely, async (transaction) => {
    runs += 1;
    await sql`select 1 / 0`.execute(transaction);
  });
  await expect(failing).rejects.toThrow('division by zero');
  expect(runs).toBe(1);
});
