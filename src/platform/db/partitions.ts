import { sql } from 'kysely';
import type { Db } from './database.ts';

type Partition = { parent: 'fact' | 'duty'; name: string; bounds: string; condition: string };

/** Held to the end of the caller's transaction, so that of two processes the second finds the partition made. */
const PARTITION_LOCK = 7_402;

/** Per database: the adapter is the one object that a Kysely and its transactions share. */
const known = new WeakMap<object, Set<string>>();

/**
 * Makes the months of these civil dates ready to take facts (`fact_202603`). Call it before the transaction's first
 * read of facts: attaching a partition needs the default partition for itself for a moment.
 */
export async function ensureFactPartitions(db: Db, dates: Iterable<string>): Promise<void> {
  await ensure(db, factPartitions(dates));
}

/** The same for duties and the labels of their periods: '2026-03', '2026H1', '2026-W10', '2026-03-D1', '2026-03-05'. */
export async function ensureDutyPartitions(db: Db, periods: Iterable<string>): Promise<void> {
  await ensure(db, dutyPartitions(periods));
}

function factPartitions(dates: Iterable<string>): Partition[] {
  const months = new Set(Array.from(dates, (date) => date.slice(0, 7)));
  return [...months].map((month) => {
    const [from, until] = [`${month}-01`, `${nextMonth(month)}-01`];
    return {
      parent: 'fact',
      name: `fact_${month.replace('-', '')}`,
      bounds: `from ('${from}') to ('${until}')`,
      condition: `biz_date >= '${from}' and biz_date < '${until}'`,
    };
  });
}

function nextMonth(label: string): string {
  const { year, month } = parseMonth(label);
  return month === 12 ? `${padYear(year + 1)}-01` : `${padYear(year)}-${String(month + 1).padStart(2, '0')}`;
}

function parseMonth(label: string): { year: number; month: number } {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(label) ?? [];
  if (year === undefined) throw new RangeError(`not a civil date or month: ${label}`);
  return { year: Number(year), month: Number(month) };
}

function padYear(year: number): string {
  return String(year).padStart(4, '0');
}

function dutyPartitions(periods: Iterable<string>): Partition[] {
  const partitions = Array.from(periods, dutyPartition);
  return [...new Map(partitions.map((partition) => [partition.name, partition])).values()];
}

function dutyPartition(period: string): Partition {
  if (!/^[0-9A-Z-]{4,12}$/.test(period)) throw new RangeError(`not a period's label: ${period}`);
  const { suffix, labels } = daysOf(period) ?? weeksOf(period) ?? { suffix: period, labels: [period] };
  const list = labels.map((label) => `'${label}'`).join(', ');
  return {
    parent: 'duty',
    name: `duty_${suffix.replaceAll('-', '_').toLowerCase()}`,
    bounds: `in (${list})`,
    condition: `period in (${list})`,
  };
}

/** Labels that share a partition: what one person owes is looked for in all of them, so they had better be few. */
type Shared = { suffix: string; labels: string[] };

const MOST_DAYS = 31;
const MOST_WEEKS = 53;
const QUARTER_OF_WEEKS = 13;

/** Daily periods share a partition a month. */
function daysOf(period: string): Shared | null {
  const [, month] = /^(\d{4}-\d{2})-\d{2}$/.exec(period) ?? [];
  return month ? { suffix: `${month}_days`, labels: numbered(`${month}-`, 1, MOST_DAYS) } : null;
}

/** Weekly ones a quarter of the year's weeks, of which the last has one more. */
function weeksOf(period: string): Shared | null {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(period) ?? [];
  if (!year) return null;
  const quarter = Math.min(4, Math.ceil(Number(week) / QUARTER_OF_WEEKS));
  const last = quarter === 4 ? MOST_WEEKS : quarter * QUARTER_OF_WEEKS;
  return {
    suffix: `${year}_weeks_q${quarter}`,
    labels: numbered(`${year}-W`, (quarter - 1) * QUARTER_OF_WEEKS + 1, last),
  };
}

function numbered(prefix: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${String(first + index).padStart(2, '0')}`);
}

async function ensure(db: Db, partitions: Partition[]): Promise<void> {
  const seen = knownPartitions(db);
  const unknown = partitions.filter(({ name }) => !seen.has(name));
  if (unknown.length === 0) return;
  const present = await findPresent(db, unknown);
  // Only what is already committed is remembered: what this transaction makes may yet be rolled back.
  for (const name of present) seen.add(name);
  const missing = unknown.filter(({ name }) => !present.has(name));
  if (missing.length === 0) return;
  if (db.isTransaction) await create(db, missing);
  else await db.transaction().execute((transaction) => create(transaction, missing));
}

function knownPartitions(db: Db): Set<string> {
  const { adapter } = db.getExecutor();
  const seen = known.get(adapter) ?? new Set();
  known.set(adapter, seen);
  return seen;
}

async function create(transaction: Db, partitions: Partition[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PARTITION_LOCK})`.execute(transaction);
  const present = await findPresent(transaction, partitions);
  for (const partition of partitions.filter(({ name }) => !present.has(name))) await attach(transaction, partition);
}

/** Asks the catalogue itself: `to_regclass` may answer from a cache that has not heard of the rival we waited for. */
async function findPresent(db: Db, partitions: Partition[]): Promise<Set<string>> {
  const names = partitions.map(({ name }) => name);
  const { rows } = await sql<{ name: string }>`
    select relname::text as name from pg_class where relname = any (${names}::text[]) and pg_table_is_visible(oid)`.execute(
    db,
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * Made apart and then attached, because that lets readers and writers of the other partitions go on, which
 * CREATE TABLE … PARTITION OF does not. Rows that came before their partition leave the default one.
 */
async function attach(transaction: Db, { parent, name, bounds, condition }: Partition): Promise<void> {
  const statements = `
    create table ${name} (like ${parent} including defaults including constraints including storage);
    with early as (delete from ${parent}_default where ${condition} returning *) insert into ${name} select * from early;
    alter table ${parent} attach partition ${name} for values ${bounds};`;
  await sql.raw(statements).execute(transaction);
}
