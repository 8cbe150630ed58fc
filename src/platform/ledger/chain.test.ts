import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import type { Context } from '../context.ts';
import { CANONICAL_TEXTS, chainHash, GENESIS, recordDigest } from './chain.ts';
import { appendCheckpoint, audit, type Checkpoint, readCheckpoints, sealChain, verifyChain } from './public.ts';

const RECORDS = 6;
let database: TestDatabase;
let ctx: Context;
let checkpoints: Checkpoint[];

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
});
afterAll(() => database.drop());

beforeEach(async () => {
  await run('truncate audit_record, audit_chain, audit_unsealed restart identity');
  for (let index = 1; index <= RECORDS; index++) await leave(index);
  checkpoints = [await checkpoint()];
});

const leave = (index: number) => audit(ctx, { action: 'test.done', rowId: index, detail: { index, 说明: '改动' } });
const run = (text: string) => sql.raw(text).execute(ctx.db);

async function checkpoint(): Promise<Checkpoint> {
  const sealed = await sealChain(ctx.db);
  if (!sealed) throw new Error('another sealer is at work');
  return { seq: sealed.head.seq, hash: sealed.head.hash.toString('hex'), at: '2026-03-05T01:00:00.000Z' };
}

describe('[RUL-8] 审计链', () => {
  it('accepts an untouched chain, sealed or waiting', async () => {
    expect(await verifyChain(ctx.db, checkpoints)).toEqual({ ok: true, sealed: RECORDS, unsealed: 0 });
    await leave(RECORDS + 1);
    expect(await verifyChain(ctx.db, checkpoints)).toEqual({ ok: true, sealed: RECORDS, unsealed: 1 });
  });

  it.each([
    ['detail', `detail = '{"index": 99}'`],
    ['at', `at = at + interval '1 microsecond'`],
    ['account_id', 'account_id = 7'],
    ['staff_id', 'staff_id = 7'],
    ['action', `action = 'other'`],
    ['register', `register = 'x'`],
    ['row_id', `row_id = '9'`],
    ['institution_ord', 'institution_ord = 0'],
  ])('names the record whose %s was edited', async (_column, change) => {
    await run(`update audit_record set ${change} where row_id = '3'`);
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: false, fault: { kind: 'edited', recordId: 3 } });
  });

  it('covers every column that audit_record has', async () => {
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute
      where attrelid = 'audit_record'::regclass and attnum > 0 order by attnum`.execute(ctx.db);
    expect(rows.map(({ name }) => name)).toEqual([
      'id',
      'at',
      'account_id',
      'staff_id',
      'action',
      'register',
      'row_id',
      'institution_ord',
      'detail',
    ]);
  });

  it('names the record that was deleted', async () => {
    await run('delete from audit_record where id = 4');
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({
      ok: false,
      fault: { kind: 'deleted', recordId: 4 },
    });
  });

  it('names the place where record and link were deleted', async () => {
    await run('delete from audit_record where id = 4; delete from audit_chain where record_id = 4');
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: false, fault: { kind: 'deleted', seq: 4 } });
  });

  it('names the record that was put in', async () => {
    await run(`insert into audit_record (at, action, detail) values ('2026-01-01', 'forged', '{}')`);
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({
      ok: false,
      fault: { kind: 'inserted', recordId: RECORDS + 1 },
    });
  });

  it('names the first of records that changed places', async () => {
    await run(`update audit_chain set record_id = -record_id where seq in (2, 3);
      update audit_chain set record_id = case seq when 2 then 3 else 2 end where seq in (2, 3)`);
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: false, fault: { kind: 'edited', seq: 2 } });
  });

  it('notices a waiting record that was deleted', async () => {
    await leave(7);
    await run('delete from audit_record where id = 7');
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({
      ok: false,
      fault: { kind: 'deleted', recordId: 7 },
    });
  });

  it('needs a checkpoint to notice the end cut off, and does', async () => {
    await run('delete from audit_chain where seq > 4; delete from audit_record where id > 4');
    expect(await verifyChain(ctx.db, [])).toMatchObject({ ok: true, sealed: 4 });
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: false, fault: { kind: 'truncated', seq: 5 } });
  });

  it('needs a checkpoint to notice a chain rewritten in itself, and does', async () => {
    await run(`update audit_record set detail = '{}' where id = 5`);
    await rewrite();
    expect(await verifyChain(ctx.db, [])).toMatchObject({ ok: true });
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: false, fault: { kind: 'rewritten', seq: 6 } });
  });

  it('notices a rollback to an older copy that then went on', async () => {
    await run('delete from audit_chain where seq > 4; delete from audit_record where id > 4');
    for (let index = 10; index < 14; index++) await leave(index);
    await sealChain(ctx.db);
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: false, fault: { kind: 'rewritten', seq: 6 } });
  });

  it('is the same in whatever zone the session shows instants', async () => {
    await run(`alter database ${(await sql<{ name: string }>`select current_database() as name`.execute(ctx.db)).rows[0]?.name}
      set timezone = 'America/Los_Angeles'`);
    expect(await verifyChain(ctx.db, checkpoints)).toMatchObject({ ok: true });
  });

  it('forgets nobody, although writers commit in another order than they began', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const slow = ctx.db.transaction().execute(async (db) => {
      await audit({ ...ctx, db }, { action: 'slow' });
      await gate;
    });
    await leave(20);
    await sealChain(ctx.db);
    open();
    await slow;
    await sealChain(ctx.db);
    expect(await verifyChain(ctx.db, checkpoints)).toEqual({ ok: true, sealed: RECORDS + 2, unsealed: 0 });
  });
});

/** What an attacker with the database but without the checkpoints does. */
async function rewrite(): Promise<void> {
  await ctx.db.transaction().execute(async (db) => {
    await CANONICAL_TEXTS.execute(db);
    const { rows } = await sql<{ id: number; digest: Buffer }>`
      select id, ${recordDigest('r')} as digest from audit_record r order by id`.execute(db);
    let last = GENESIS;
    for (const { id, digest } of rows) {
      last = chainHash(last, digest);
      await sql`update audit_chain set hash = ${last} where record_id = ${id}`.execute(db);
    }
  });
}

describe('checkpoints', () => {
  it('are read back in order; a line torn by a crash is skipped', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'zhanye-checkpoints-'));
    const file = path.join(folder, 'audit.jsonl');
    expect(await readCheckpoints(file)).toEqual([]);
    await appendCheckpoint(file, { seq: 1, hash: GENESIS }, ctx.clock.now());
    await appendCheckpoint(file, { seq: 2, hash: GENESIS }, ctx.clock.now());
    await writeFile(file, '{"seq": 3, "ha', { flag: 'a' });
    expect((await readCheckpoints(file)).map(({ seq }) => seq)).toEqual([1, 2]);
    await rm(folder, { recursive: true });
  });
});
