import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { CANONICAL_TEXTS, chainHash, GENESIS, recordDigest } from './chain.ts';

/** The end of the chain: `seq` records sealed, the last with `hash`. Kept outside the database it is a checkpoint. */
export type ChainHead = { seq: number; hash: Buffer };

/** One sealer at a time, in whatever process; the others go home. */
const SEALER_LOCK = 7_301;
const BATCH = 10_000;

/**
 * Chains every record that is committed and not yet sealed, in batches. Returns how many and the new head, or null
 * if another sealer is at work.
 */
export async function sealChain(db: Db): Promise<{ sealed: number; head: ChainHead } | null> {
  for (let sealed = 0; ; ) {
    const batch = await inTransaction(db, sealBatch);
    if (batch === null) return null;
    sealed += batch.sealed;
    if (batch.sealed < BATCH) return { sealed, head: batch.head };
  }
}

async function sealBatch(db: Db): Promise<{ sealed: number; head: ChainHead } | null> {
  const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as got`.execute(db);
  if (!lock.rows[0]?.got) return null;
  await CANONICAL_TEXTS.execute(db);
  const head = await chainHead(db);
  const records = await takeUnsealed(db);
  if (records.length === 0) return { sealed: 0, head };
  const hashes: Buffer[] = [];
  let last = head.hash;
  for (const { digest } of records) {
    last = chainHash(last, digest);
    hashes.push(last);
  }
  await sql`
    insert into audit_chain (seq, record_id, hash)
    select ${head.seq}::bigint + place, record_id, hash
    from unnest(${records.map(({ id }) => id)}::bigint[], ${hashes}::bytea[])
      with ordinality as sealed (record_id, hash, place)`.execute(db);
  return { sealed: records.length, head: { seq: head.seq + records.length, hash: last } };
}

/** The newest sealed record; `seq` 0 while nothing is sealed. */
export async function chainHead(db: Db): Promise<ChainHead> {
  const head = await db
    .selectFrom('audit_chain')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head ?? { seq: 0, hash: GENESIS };
}

async function takeUnsealed(db: Db): Promise<{ id: number; digest: Buffer }[]> {
  const { rows } = await sql<{ id: number; digest: Buffer }>`
    with batch as (
      delete from audit_unsealed
      where ctid = any (array(select ctid from audit_unsealed limit ${BATCH}))
      returning record_id
    )
    select record.id, ${recordDigest('record')} as digest
    from batch join audit_record record on record.id = batch.record_id
    order by record.id`.execute(db);
  return rows;
}
