/**
 * `node scripts/audit-verify.ts DATABASE-URL CHECKPOINTS`: a second verifier of the audit chain (依据 RUL-8), for whoever
 * does not want to take `zhanye verify` at its word. It uses nothing of the project's code: one query, sha256 and the
 * rules below. Exit code 0: sound; 1: a fault, named; 2: it could not look.
 *
 * The chain: link `seq` = 1, 2, 3 … holds sha256(hash of the link before ‖ sha256(text of its record)); before the first
 * are 32 zero bytes. A record's text is PostgreSQL's text of its row, in UTC and ISO, without the closing `,` and `)`.
 * Every record has one link or waits in `audit_unsealed`. A checkpoint is a line {"seq", "hash"} kept outside the
 * database: the link of that number must be there and have that hash.
 */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';

type Checkpoint = { seq: number; hash: string };
type Pair = {
  seq: string | null;
  hash: string | null;
  linked: string | null;
  record: string | null;
  text: string | null;
};

/** Both tables at once; what has no partner is there too. */
const PAIRS = `
  select c.seq::text as seq, encode(c.hash, 'hex') as hash, c.record_id::text as linked, r.id::text as record,
    r::text as text
  from audit_chain c full join audit_record r on r.id = c.record_id
  order by c.seq nulls last, r.id`;

/** The first fault found, in words; null when the chain is sound. `client` must be connected and outside a transaction. */
export async function findFault(client: pg.ClientBase, checkpoints: readonly Checkpoint[]): Promise<string | null> {
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO'`);
    return (await followChain(client, checkpoints)) ?? (await emptyMark(client));
  } finally {
    await client.query('rollback');
  }
}

async function followChain(client: pg.ClientBase, checkpoints: readonly Checkpoint[]): Promise<string | null> {
  const waiting = await client.query<{ id: string }>('select record_id::text as id from audit_unsealed');
  const unsealed = new Set(waiting.rows.map(({ id }) => id));
  const wanted = new Map<number, string[]>();
  for (const { seq, hash: text } of checkpoints) wanted.set(seq, [...(wanted.get(seq) ?? []), text]);
  let length = 0;
  let last: string = '00'.repeat(32);
  for await (const { seq, hash: found, linked, record, text } of pairs(client)) {
    if (seq === null) {
      if (record !== null && !unsealed.has(record)) return `record ${record} was put in past the system`;
      continue;
    }
    if (Number(seq) !== length + 1) return `link ${length + 1} is missing, or link ${seq} does not belong`;
    if (text === null) return `record ${linked} of link ${seq} is gone`;
    last = sha256(Buffer.from(last + sha256(Buffer.from(text.replace(/[,)]+$/, ''))), 'hex'));
    length += 1;
    if (found !== last) return `link ${seq}: record ${record} or its place was changed`;
    if (wanted.get(length)?.some((one) => one !== last)) return `link ${seq} is not the one of the checkpoint`;
  }
  const ahead = checkpoints.find(({ seq }) => seq > length);
  return ahead ? `the chain ends at ${length}, but there is a checkpoint of link ${ahead.seq}` : null;
}

/** A mark of a record that is not there: the record was removed before it was sealed. */
async function emptyMark(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select record_id::text as id from audit_unsealed
     where not exists (select from audit_record where id = record_id) limit 1`,
  );
  return rows[0] ? `record ${rows[0].id}, not sealed yet, is gone` : null;
}

/** Some thousand pairs at a time, so that any chain fits into memory. */
async function* pairs(client: pg.ClientBase): AsyncGenerator<Pair> {
  await client.query(`declare pairs no scroll cursor for ${PAIRS}`);
  for (;;) {
    const { rows } = await client.query<Pair>('fetch 5000 from pairs');
    if (rows.length === 0) return;
    yield* rows;
  }
}

const sha256 = (data: Buffer): string => hash('sha256', data, 'hex');

/** One JSON object a line; a last line without its end was torn by a crash. */
function readLines(file: string): Checkpoint[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.filter((line) => line !== '').map((line): Checkpoint => JSON.parse(line));
}

async function main([url, file]: string[]): Promise<number> {
  if (url === undefined || file === undefined) throw new Error('usage: audit-verify DATABASE-URL CHECKPOINTS');
  const checkpoints = readLines(file);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const fault = await findFault(client, checkpoints);
    console.log(fault ?? `sound, against ${checkpoints.length} checkpoints`);
    return fault === null ? 0 : 1;
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  });
}
