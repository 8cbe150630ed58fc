import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { CANONICAL_TEXTS, chainHash, GENESIS, recordDigest } from './chain.ts';
import type { Checkpoint } from './checkpoints.ts';

export type FaultKind = 'edited' | 'deleted' | 'inserted' | 'rewritten' | 'truncated';

/** The first bad record: `edited` means that content or order is not as sealed; `recordId` is null where the record itself is gone and its number cannot be known. */
export type ChainFault = { kind: FaultKind; seq: number | null; recordId: number | null };

export type ChainReport =
  | { ok: true; sealed: number; unsealed: number }
  | { ok: false; sealed: number; fault: ChainFault };

type Link = { seq: number; record_id: number; hash: Buffer; digest: Buffer | null };

const PAGE = 5_000;
/** Of bigint; a text, because a number could not hold it. */
const LOWEST = String(-(2n ** 63n));

/**
 * Reads the whole chain as of one moment and recomputes it. What rewrites or cuts the chain consistently shows only
 * against checkpoints; without them that cannot be found.
 */
export function verifyChain(db: Db, checkpoints: readonly Checkpoint[]): Promise<ChainReport> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      await CANONICAL_TEXTS.execute(snapshot);
      const walk = await walkChain(snapshot, checkpoints);
      const fault = walk.fault ?? (await faultOutsideChain(snapshot));
      if (fault) return { ok: false, sealed: walk.sealed, fault };
      return { ok: true, sealed: walk.sealed, unsealed: await countUnsealed(snapshot) };
    });
}

async function walkChain(
  db: Db,
  checkpoints: readonly Checkpoint[],
): Promise<{ sealed: number; fault: ChainFault | null }> {
  // A chain set back and continued may leave two checkpoints of one place: both bind, whichever was kept last.
  const expected = Map.groupBy(checkpoints, ({ seq }) => seq);
  let previous: Pick<Link, 'seq' | 'hash'> = { seq: 0, hash: GENESIS };
  for await (const link of links(db)) {
    const fault = faultOf(link, previous) ?? checkpointFault(link, expected);
    if (fault) return { sealed: previous.seq, fault };
    previous = link;
  }
  const lost = checkpoints.some(({ seq }) => seq > previous.seq);
  const fault: ChainFault | null = lost ? { kind: 'truncated', seq: previous.seq + 1, recordId: null } : null;
  return { sealed: previous.seq, fault };
}

function faultOf(link: Link, previous: Pick<Link, 'seq' | 'hash'>): ChainFault | null {
  if (link.seq !== previous.seq + 1) return { kind: 'deleted', seq: previous.seq + 1, recordId: null };
  if (link.digest === null) return { kind: 'deleted', seq: link.seq, recordId: link.record_id };
  if (chainHash(previous.hash, link.digest).equals(link.hash)) return null;
  return { kind: 'edited', seq: link.seq, recordId: link.record_id };
}

function checkpointFault(link: Link, expected: ReadonlyMap<number, readonly Checkpoint[]>): ChainFault | null {
  const found = link.hash.toString('hex');
  if (!expected.get(link.seq)?.some(({ hash }) => hash !== found)) return null;
  return { kind: 'rewritten', seq: link.seq, recordId: link.record_id };
}

/**
 * Streams the chain by keyset in order of sealing, so that memory stays bounded; from the lowest number that the column
 * can hold, so that no link hides before the first.
 */
async function* links(db: Db): AsyncGenerator<Link> {
  for (let after: string | number = LOWEST; ; ) {
    const { rows } = await sql<Link>`
      select chain.seq, chain.record_id, chain.hash, case when record.id is not null then ${recordDigest('record')} end
        as digest
      from audit_chain chain left join audit_record record on record.id = chain.record_id
      where chain.seq > ${after}::bigint
      order by chain.seq limit ${PAGE}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.seq;
  }
}

/** A record that is neither sealed nor waiting to be sealed was put in from outside; a waiting one that is gone, removed. */
async function faultOutsideChain(db: Db): Promise<ChainFault | null> {
  const { rows } = await sql<{ kind: FaultKind; record_id: number }>`
    (select 'inserted' as kind, record.id as record_id
     from audit_record record
     where not exists (select from audit_chain chain where chain.record_id = record.id)
       and not exists (select from audit_unsealed waiting where waiting.record_id = record.id)
     order by record.id limit 1)
    union all
    (select 'deleted', waiting.record_id
     from audit_unsealed waiting
     where not exists (select from audit_record record where record.id = waiting.record_id)
     order by waiting.record_id limit 1)`.execute(db);
  const first = rows.sort((a, b) => a.record_id - b.record_id)[0];
  return first ? { kind: first.kind, seq: null, recordId: first.record_id } : null;
}

async function countUnsealed(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('audit_unsealed')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
