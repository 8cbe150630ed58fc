import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { openDatabase } from './database.ts';
import { ensureDutyPartitions, ensureFactPartitions } from './partitions.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const kysely = () => database.db.kysely;

async function partitionsOf(parent: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; bounds: string }>`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds from pg_inherits
    join pg_class c on c.oid = inhrelid where inhparent = to_regclass(${parent}) order by 1`.execute(kysely());
  return Object.fromEntries(rows.map(({ name, bounds }) => [name, bounds]));
}

async function insertFact(date: string): Promise<void> {
  await sql`
    insert into fact (kind, key, subject_id, origin, biz_date, occurred_at, recorded_at, dated_at)
    select 'contact', 'k', 1, 'batch', ${date}::date, t, t, t from (select ${date}::timestamptz as t)`.execute(
    kysely(),
  );
}

it('makes a month of facts for each date, once, over the turn of the year', async () => {
  await ensureFactPartitions(kysely(), ['2025-12-31', '2025-12-01', '2026-01-01']);
  await ensureFactPartitions(kysely(), ['2025-12-15']);
  expect(await partitionsOf('fact')).toMatchObject({
    fact_202512: "FOR VALUES FROM ('2025-12-01') TO ('2026-01-01')",
    fact_202601: "FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
  });
});

it('moves the facts that came before their partition', async () => {
  await insertFact('2024-05-31');
  await ensureFactPartitions(kysely(), ['2024-05-01']);
  const { rows } = await sql`select tableoid::regclass::text as home from fact where biz_date = '2024-05-31'`.execute(
    kysely(),
  );
  expect(rows).toEqual([{ home: 'fact_202405' }]);
});

it('makes a partition for each period of duties, one a month for daily and one a quarter for weekly periods', async () => {
  await ensureDutyPartitions(kysely(), [
    '2026-03',
    '2026H1',
    '2026Q1',
    '2026-W10',
    '2026-W13',
    '2026-W53',
    '2026-03-D1',
    '2026',
    '2026-03-05',
  ]);
  await ensureDutyPartitions(kysely(), ['2026-03-31']);
  const names = Object.keys(await partitionsOf('duty')).filter((name) => name !== 'duty_default');
  expect(names).toEqual([
    'duty_2026',
    'duty_2026_03',
    'duty_2026_03_d1',
    'duty_2026_03_days',
    'duty_2026_weeks_q1',
    'duty_2026_weeks_q4',
    'duty_2026h1',
    'duty_2026q1',
  ]);
});

it('is safe when two processes do it at once', async () => {
  const second = await openDatabase({ url: database.db.url });
  const dates = Array.from({ length: 12 }, (_, month) => `2023-${String(month + 1).padStart(2, '0')}-01`);
  await Promise.all([kysely(), second.kysely, kysely(), second.kysely].map((db) => ensureFactPartitions(db, dates)));
  await second.close();
  expect(Object.keys(await partitionsOf('fact')).filter((name) => name.startsWith('fact_2023'))).toHaveLength(12);
});

it('makes again what a rolled-back transaction had made', async () => {
  const attempt = inTransaction(kysely(), async (transaction) => {
    await ensureFactPartitions(transaction, ['2022-01-01']);
    throw new Error('given up');
  });
  await expect(attempt).rejects.toThrow('given up');
  await ensureFactPartitions(kysely(), ['2022-01-01']);
  expect(await partitionsOf('fact')).toHaveProperty('fact_202201');
});

it.each(['2026-13-01', '26-01-01'])('refuses %s as a date', async (date) => {
  await expect(ensureFactPartitions(kysely(), [date])).rejects.toThrow(RangeError);
});

it('refuses what is not a label as a period', async () => {
  await expect(ensureDutyPartitions(kysely(), ["2026') --"])).rejects.toThrow(RangeError);
});
