import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/database.ts';
import type { Instant } from './days.ts';
import type { History } from './history.ts';
import { knownOnly } from './laws.ts';
import { insertRows, rowsOf, stamp } from './load.ts';

const LEDGERS = ['appointment', 'customer_version', 'custody', 'balance', 'fact', 'leave_version', 'waiver'];

/**
 * Prepares a bank that will record the history: what stands from the beginning goes into its tables, what its ledgers will
 * ever hold into tables beside them, for the rest of the transaction. The function that it returns makes the ledgers hold
 * what is known at a moment; the live duties stay as they are.
 */
export async function recorder(db: Db, history: History, beginning: Instant): Promise<(now: Instant) => Promise<void>> {
  for (const [table, rows] of Object.entries(rowsOf(knownOnly(history, beginning)))) {
    if (!LEDGERS.includes(table)) await insertRows(db, table, rows);
  }
  const ledgers = Object.entries(rowsOf(history)).filter(([table, rows]) => LEDGERS.includes(table) && rows.length > 0);
  for (const [table, rows] of ledgers) {
    await sql`create temp table ${future(table)} on commit drop as select * from ${sql.table(table)} with no data`.execute(
      db,
    );
    await insertRows(db, `future_${table}`, rows);
  }
  const statements = ledgers.map(([table, [row = {}]]) => ({ table, columns: Object.keys(row) }));
  return async (now) => {
    for (const { table, columns } of statements) await makeKnown(db, table, columns, now);
  };
}

const future = (table: string) => sql.table(`future_${table}`);

async function makeKnown(db: Db, table: string, columns: string[], now: Instant): Promise<void> {
  const at = sql`${stamp(now)}::timestamptz`;
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const values = columns.map((name) =>
    name === 'superseded_at' ? sql`case when superseded_at <= ${at} then superseded_at end` : sql.ref(name),
  );
  await sql`delete from ${sql.table(table)}`.execute(db);
  await sql`insert into ${sql.table(table)} (${names}) overriding system value
    select ${sql.join(values)} from ${future(table)} where recorded_at <= ${at}`.execute(db);
}
