import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { contactsImporter } from '../../src/modules/daily/contacts.importer.ts';
import { systemClock } from '../../src/platform/context.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { ensureFactPartitions } from '../../src/platform/db/partitions.ts';
import { type ImportPhase, runImport } from '../../src/platform/importing/public.ts';

/**
 * Import of contacts from CSV against COPY of the same rows into the same table, in alternation on one database.
 * `node bench/import/contacts.ts [rows]` with DATABASE_URL of a migrated, empty database.
 */
const ROWS = Number(process.argv[2] ?? 50_000);
const ROUNDS = 5;
const CUSTOMERS = 12_000;
const STAFF = 120;
const MONTHS = 12;
/** Numbers are new in every run, so that it can be repeated on one database. */
const RUN = Date.now().toString(36);
const MEGABYTE = 2 ** 20;

const database = await openDatabase({ url: process.env.DATABASE_URL ?? '' });
const folder = await mkdtemp(join(tmpdir(), 'zhanye-bench-'));
try {
  await seed(database);
  const importRates: number[] = [];
  const copyRates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const path = join(folder, `${round}.csv`);
    await pipeline(Readable.from(csv(round)), createWriteStream(path));
    copyRates.push(ROWS / (await timed(() => copy(database, round))));
    const phases: string[] = [];
    importRates.push(ROWS / (await timed(() => importFile(database, path, phases))));
    if (round === ROUNDS - 1) console.log(phases.join(' '), `${((await stat(path)).size / MEGABYTE).toFixed(1)} MB`);
  }
  const [imported, copied] = [median(importRates), median(copyRates)];
  const resident = process.memoryUsage.rss() / MEGABYTE;
  const shown = [imported, copied].map((rate) => Math.round(rate));
  console.log(
    `import ${shown[0]}/s, COPY ${shown[1]}/s, ratio ${(imported / copied).toFixed(2)}, ${resident.toFixed(0)} MB`,
  );
} finally {
  await database.close();
  await rm(folder, { recursive: true });
}

async function seed({ pool, kysely }: Database): Promise<void> {
  await pool.query(`
    insert into institution (no, name, type, ord, ord_until, opened_on, recorded_at)
      values ('B', 'B', '支行', 0, 1, '2020-01-01', '2020-01-01') on conflict do nothing`);
  await pool.query(`
    insert into staff (no, name, joined_on, recorded_at)
      select 'E' || n, 'E' || n, '2020-01-01', '2020-01-01' from generate_series(0, ${STAFF - 1}) n on conflict do nothing`);
  await pool.query(`
    insert into customer (no, name, kind, institution_id, institution_ord, opened_on, recorded_at)
      select 'C' || n, 'C' || n, 'corporate', i.id, 0, '2020-01-01', '2020-01-01'
      from generate_series(0, ${CUSTOMERS - 1}) n, institution i where i.no = 'B' on conflict do nothing`);
  const months = Array.from({ length: MONTHS }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-01`);
  await ensureFactPartitions(kysely, months);
  await pool.query('analyze');
}

function contact(round: number, n: number) {
  const month = String((n % MONTHS) + 1).padStart(2, '0');
  const day = String((n % 28) + 1).padStart(2, '0');
  return {
    key: `L${RUN}-${round}-${String(n).padStart(8, '0')}`,
    customer: (n * 7919) % CUSTOMERS,
    staff: n % STAFF,
    month,
    day,
  };
}

async function* csv(round: number): AsyncGenerator<string> {
  let text = '流水号,客户号,工号,时间,方式,录入时间,事由,结果,撤回\n';
  for (let n = 0; n < ROWS; n++) {
    const { key, customer, staff, month, day } = contact(round, n);
    text += `${key},C${customer},E${staff},2026-${month}-${day}T10:20,走访,,季度回访,了解了资金安排,否\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

async function* copyLines(round: number, ids: { customers: number[]; staff: number[]; institution: number }) {
  let text = '';
  for (let n = 0; n < ROWS; n++) {
    const { key, customer, staff, month, day } = contact(round, n);
    const time = `2026-${month}-${day} 10:20:00+08`;
    text += `contact\tX${key}\t${ids.customers[customer]}\t${ids.staff[staff]}\t${ids.institution}\tvisit\tbatch\t2026-${month}-${day}\t${time}\t${time}\t${time}\tf\t季度回访\t了解了资金安排\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

async function copy({ pool }: Database, round: number): Promise<void> {
  const idsOf = async (table: string) =>
    (await pool.query(`select id from ${table} order by id`)).rows.map((row) => row.id);
  const ids = {
    customers: await idsOf('customer'),
    staff: await idsOf('staff'),
    institution: (await idsOf('institution'))[0],
  };
  const client = await pool.connect();
  const target =
    'fact (kind, key, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at, recorded_at, dated_at, retracted, reason, result)';
  await pipeline(Readable.from(copyLines(round, ids)), client.query(copyFrom(`copy ${target} from stdin`)));
  client.release();
}

async function importFile(database: Database, path: string, phases: string[]): Promise<void> {
  const started = performance.now();
  let last: ImportPhase | undefined;
  const report = await runImport(
    database,
    contactsImporter,
    { path, name: 'contacts.csv' },
    {
      context: { clock: systemClock, principal: null, zone: 'Asia/Shanghai' },
      onProgress(phase) {
        if (phase !== last) phases.push(`${phase}@${Math.round(performance.now() - started)}`);
        last = phase;
      },
    },
  );
  phases.push(`end@${Math.round(performance.now() - started)}`);
  if (report.accepted !== ROWS) throw new Error(`accepted ${report.accepted} of ${ROWS}`);
}

async function timed(body: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await body();
  return (performance.now() - started) / 1000;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
