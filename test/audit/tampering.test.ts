import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFault } from '../../scripts/audit-verify.ts';
import { createRandom } from '../../src/app/demo/random.ts';
import type { Context } from '../../src/platform/context.ts';
import { appendCheckpoint, audit, type Checkpoint, sealChain, verifyChain } from '../../src/platform/ledger/public.ts';
import { SEED } from '../oracle/runs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type Chain, TAMPERINGS } from './tamperings.ts';

const PLANTED = Number(process.env.ZHANYE_TAMPERINGS ?? 300);
/** Records sealed one after another; a checkpoint after each but the last. */
const BATCHES = [1, 4, 7, 5, 8, 3];
const WAITING = 2;
const TABLES = ['audit_record', 'audit_chain', 'audit_unsealed'];
const SCRIPT = join(import.meta.dirname, '../../scripts/audit-verify.ts');

let database: TestDatabase;
let client: pg.Client;
let clock: FrozenClock;
let ctx: Context;
const checkpoints: Checkpoint[] = [];
let sealed = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = frozenClock('2026-03-05T09:00:00+08:00');
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  client = new pg.Client({ connectionString: database.db.url });
  await client.connect();
  for (const [index, records] of BATCHES.entries()) {
    await leave(records);
    const head = await seal();
    if (index < BATCHES.length - 1) checkpoints.push(head);
    sealed = head.seq;
  }
  await leave(WAITING);
  for (const table of TABLES) await run(`create table kept_${table} as table ${table}`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const run = (text: string) => sql.raw(text).execute(ctx.db);

async function leave(records: number): Promise<void> {
  for (let index = 0; index < records; index++) {
    clock.advance({ seconds: 7 });
    const optional = index % 2 === 0 ? { register: 'visit', rowId: index, institutionOrd: index } : {};
    await audit(ctx, { action: 'visit.submit', detail: { 客户: `王,(${index})"`, index }, ...optional });
  }
}

async function seal(): Promise<Checkpoint> {
  const done = await sealChain(ctx.db);
  if (!done) throw new Error('another sealer is at work');
  return { seq: done.head.seq, hash: done.head.hash.toString('hex'), at: clock.now().toISOString() };
}

/** Puts the chain back as it was, and the numbers of its records. */
async function heal(): Promise<void> {
  await run(`select setval(pg_get_serial_sequence('audit_record', 'id'), (select max(id) from kept_audit_record))`);
  for (const table of TABLES) {
    await run(`delete from ${table}; insert into ${table} overriding system value table kept_${table}`);
  }
}

const bothAccept = async (known: readonly Checkpoint[]): Promise<[boolean, boolean]> => [
  (await verifyChain(ctx.db, known)).ok,
  (await findFault(client, known)) === null,
];

describe('[RUL-8] 审计链被动过手脚', () => {
  it(`七类 ${PLANTED} 次随机篡改，两个互不相干的核验都一一查出`, { timeout: 50 * PLANTED + 30_000 }, async () => {
    const random = createRandom(SEED);
    const kinds = Object.keys(TAMPERINGS);
    const known = checkpoints.at(-1)?.seq ?? 0;
    expect(await bothAccept(checkpoints)).toEqual([true, true]);
    for (let planted = 0; planted < PLANTED; planted++) {
      const kind = kinds[planted % kinds.length] ?? '';
      const variants = TAMPERINGS[kind] ?? [];
      const variant = random.whole(0, variants.length - 1);
      const chain: Chain = { db: ctx.db, sealed, known, random };
      await variants[variant]?.(chain);
      const told = kind === 'rolledBack' ? await goOn(chain) : checkpoints;
      expect(await bothAccept(told), `${kind} ${variant}, number ${planted} at seed ${SEED}`).toEqual([false, false]);
      await heal();
    }
    expect(await bothAccept(checkpoints)).toEqual([true, true]);
  });

  it('审计员单独运行脚本：完好时退出码 0，有问题时 1 并指明，看不了时 2', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhanye-audit-'));
    const file = join(folder, 'checkpoints.jsonl');
    for (const { seq, hash } of checkpoints) {
      await appendCheckpoint(file, { seq, hash: Buffer.from(hash, 'hex') }, clock.now());
    }
    const verify = (...args: string[]) => promisify(execFile)(process.execPath, [SCRIPT, ...args]);
    expect((await verify(database.db.url, file)).stdout).toContain('sound');
    await run(`update audit_record set detail = '{}' where id = (select record_id from audit_chain where seq = 9)`);
    await expect(verify(database.db.url, file)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('link 9'),
    });
    await expect(verify(database.db.url, join(folder, 'gone'))).rejects.toMatchObject({ code: 2 });
    await heal();
    await rm(folder, { recursive: true });
  });
});

/** After a rollback the bank often works on as if nothing had happened, and keeps checkpoints of the new chain too. */
async function goOn({ random }: Chain): Promise<Checkpoint[]> {
  const told = [...checkpoints];
  for (let batch = random.whole(0, 4); batch > 0; batch--) {
    await leave(random.whole(1, 10));
    const head = await seal();
    if (random.chance(0.5)) told.push(head);
  }
  return told;
}
