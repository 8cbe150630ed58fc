import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

/**
 * The large tables and their distribution keys (DESIGN, Beyond one machine). Every primary and unique key of such a
 * table contains its key, and no foreign key leaves or enters it, so that the table can be spread over machines.
 */
const DISTRIBUTED_TABLES: Readonly<Record<string, DistributedTable>> = {
  customer: { key: 'id', exceptions: ['customer_no_key'] },
  customer_version: { key: 'customer_id' },
  customer_search: { key: 'customer_id' },
  customer_assistant: { key: 'customer_id' },
  custody: { key: 'customer_id' },
  balance: { key: 'customer_id' },
  fact: { key: 'subject_id' },
  duty: { key: 'subject_id' },
  visit: { key: 'customer_id' },
  loan_note: { key: 'customer_id' },
};

type DistributedTable = {
  key: string;
  /** Keys that stay without it, by the index's name: a business number is unique in the whole bank. */
  exceptions?: readonly string[];
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function uniqueKeys(table: string): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select i.indexrelid::regclass::text as name, array_agg(a.attname::text) as columns
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid
      and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1])
    where i.indrelid = to_regclass(${table}) and i.indisunique group by 1 order by 1`.execute(database.db.kysely);
  return rows;
}

async function foreignKeys(table: string): Promise<{ name: string; from: string; to: string }[]> {
  const { rows } = await sql<{ name: string; from: string; to: string }>`
    select conname as name, conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
    where contype = 'f' and to_regclass(${table}) in (conrelid, confrelid)`.execute(database.db.kysely);
  return rows;
}

describe.each(Object.entries(DISTRIBUTED_TABLES))('%s can be distributed', (table, { key, exceptions = [] }) => {
  it(`has ${key} in every primary and unique key`, async () => {
    const keys = await uniqueKeys(table);
    const without = keys.filter(({ name, columns }) => !columns.includes(key) && !exceptions.includes(name));
    expect(without).toEqual([]);
    const found = keys.map(({ name }) => name);
    expect(
      exceptions.filter((name) => !found.includes(name)),
      'exceptions that no longer exist',
    ).toEqual([]);
  });

  it('has no foreign key to or from a table of another distribution', async () => {
    const small = (name: string) => !(name in DISTRIBUTED_TABLES);
    // A reference table is on every machine, so a key that points to one is checked locally.
    const crossing = (await foreignKeys(table)).filter(({ from, to }) => !(from === table && small(to)));
    expect(crossing).toEqual([]);
  });
});
