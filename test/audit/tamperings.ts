import { sql } from 'kysely';
import type { Random } from '../../src/app/demo/random.ts';
import type { Db } from '../../src/platform/db/database.ts';

/** A chain as the attacker finds it: links 1 … `sealed`, of which those up to `known` are bound by a checkpoint. */
export type Chain = { db: Db; sealed: number; known: number; random: Random };

/** Damages the chain. Everything here must be found, so what is consistent in itself reaches at least one known link. */
export type Tampering = (chain: Chain) => Promise<void>;

const run = async (db: Db, text: string): Promise<void> => {
  await sql.raw(text).execute(db);
};
const recordOf = (seq: number) => `(select record_id from audit_chain where seq = ${seq})`;
const anyLink = ({ random, sealed }: Chain) => random.whole(1, sealed);
const knownLink = ({ random, known }: Chain) => random.whole(1, known);

/** Two different links, the earlier first. */
function twoLinks({ random, sealed }: Chain): [number, number] {
  const first = random.whole(1, sealed - 1);
  return [first, random.whole(first + 1, sealed)];
}

const CHANGES = [
  `detail = detail || '{"forged": true}'`,
  `detail = '{}'`,
  `at = at - interval '1 microsecond'`,
  `at = at + interval '1 day'`,
  'account_id = coalesce(account_id, 0) + 1',
  'staff_id = coalesce(staff_id, 0) + 1',
  `action = action || '.'`,
  `register = coalesce(register, '') || 'x'`,
  `row_id = coalesce(row_id, '') || '0'`,
  'institution_ord = coalesce(institution_ord, 0) + 1',
];

async function changeRecord(chain: Chain, seq: number): Promise<void> {
  await run(chain.db, `update audit_record set ${chain.random.pick(CHANGES)} where id = ${recordOf(seq)}`);
}

async function changeHash(chain: Chain): Promise<void> {
  const [seq, bit] = [anyLink(chain), chain.random.whole(0, 255)];
  await run(
    chain.db,
    `update audit_chain set hash = set_bit(hash, ${bit}, 1 - get_bit(hash, ${bit})) where seq = ${seq}`,
  );
}

async function removeRecord({ db }: Chain, seq: number): Promise<void> {
  await run(db, `delete from audit_record where id = ${recordOf(seq)}`);
}

async function removeBoth({ db }: Chain, seq: number): Promise<void> {
  await run(db, `delete from audit_record where id = ${recordOf(seq)}; delete from audit_chain where seq = ${seq}`);
}

/** Moves the numbers of the links from `seq` on, in two steps because they are unique. */
async function shift(db: Db, seq: number, by: number): Promise<void> {
  await run(db, `update audit_chain set seq = -(seq + ${by}) where seq >= ${seq}`);
  await run(db, 'update audit_chain set seq = -seq where seq < 0');
}

/** A record that never happened; its link, if any, takes `seq` and the hash that it needs there. */
async function forge({ db }: Chain, seq: number | null): Promise<void> {
  await run(db, `insert into audit_record (at, action, detail) values ('2026-03-05', 'forged', '{}')`);
  if (seq === null) return;
  await run(
    db,
    `insert into audit_chain (seq, record_id, hash)
     select ${seq}, id, sha256(coalesce((select hash from audit_chain where seq = ${seq - 1}), decode(repeat('00', 32), 'hex'))
       || sha256(convert_to(rtrim((r.*)::text, ',)'), 'UTF8'))) from audit_record r order by id desc limit 1`,
  );
}

async function spliceIn(chain: Chain): Promise<void> {
  const seq = knownLink(chain);
  await shift(chain.db, seq, 1);
  await forge(chain, seq);
}

async function removeAndCloseUp(chain: Chain, seq: number): Promise<void> {
  await removeBoth(chain, seq);
  await shift(chain.db, seq, -1);
}

/** Computes every hash anew, as somebody who knows the format does. */
async function rehash(db: Db): Promise<void> {
  await run(
    db,
    `do $$
     declare last bytea := decode(repeat('00', 32), 'hex'); link record;
     begin
       perform set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true);
       for link in select c.seq, r from audit_chain c join audit_record r on r.id = c.record_id order by c.seq loop
         last := sha256(last || sha256(convert_to(rtrim(link.r::text, ',)'), 'UTF8')));
         update audit_chain set hash = last where seq = link.seq;
       end loop;
     end $$`,
  );
}

async function swapPlaces(chain: Chain): Promise<void> {
  const [first, second] = twoLinks(chain);
  await run(
    chain.db,
    `update audit_chain set record_id = -record_id where seq in (${first}, ${second});
     update audit_chain one set record_id = -other.record_id from (select seq, record_id from audit_chain) other
     where one.seq in (${first}, ${second}) and other.seq = ${first} + ${second} - one.seq`,
  );
}

async function swapNumbers(chain: Chain): Promise<void> {
  const [first, second] = twoLinks(chain);
  await run(
    chain.db,
    `update audit_chain set seq = -seq where seq in (${first}, ${second});
     update audit_chain set seq = ${first} + ${second} + seq where seq < 0`,
  );
}

async function swapContents(chain: Chain): Promise<void> {
  const [first, second] = twoLinks(chain);
  const pair = `(${recordOf(first)}, ${recordOf(second)})`;
  await run(
    chain.db,
    `update audit_record one set (at, action, row_id, detail) = (select at, action, row_id, detail from audit_record other
       where other.id in ${pair} and other.id <> one.id) where one.id in ${pair}`,
  );
}

async function keepFirst(db: Db, links: number): Promise<void> {
  await run(
    db,
    `delete from audit_record where id in (select record_id from audit_chain where seq > ${links});
     delete from audit_chain where seq > ${links}`,
  );
}

async function cutBeginning(chain: Chain): Promise<void> {
  const until = knownLink(chain);
  await run(
    chain.db,
    `delete from audit_record where id in (select record_id from audit_chain where seq <= ${until});
     delete from audit_chain where seq <= ${until}`,
  );
  await shift(chain.db, until + 1, -until);
}

/** The tables as an old backup has them: some records were still waiting to be sealed, at least one known link is lost. */
async function restoreBackup(chain: Chain): Promise<void> {
  const sealed = chain.random.whole(0, chain.known - 1);
  const waiting = chain.random.whole(0, Math.min(3, chain.known - 1 - sealed));
  await keepFirst(chain.db, sealed + waiting);
  await run(
    chain.db,
    `delete from audit_record where id in (select record_id from audit_unsealed); delete from audit_unsealed;
     insert into audit_unsealed select record_id from audit_chain where seq > ${sealed};
     delete from audit_chain where seq > ${sealed};
     select setval(pg_get_serial_sequence('audit_record', 'id'), (select coalesce(max(id), 0) + 1 from audit_record), false)`,
  );
}

/** By kind; after `rolledBack` the bank may go on working, which the test sees to. */
export const TAMPERINGS: Readonly<Record<string, readonly Tampering[]>> = {
  edited: [(chain) => changeRecord(chain, anyLink(chain)), changeHash],
  deleted: [
    (chain) => removeRecord(chain, anyLink(chain)),
    (chain) => removeBoth(chain, knownLink(chain)),
    (chain) => removeAndCloseUp(chain, knownLink(chain)),
    async (chain) => run(chain.db, `delete from audit_chain where seq = ${anyLink(chain)}`),
    async ({ db }) =>
      run(db, 'delete from audit_record where id = (select record_id from audit_unsealed order by 1 limit 1)'),
  ],
  inserted: [
    (chain) => forge(chain, null),
    (chain) => forge(chain, -chain.random.whole(0, 1_000_000)),
    (chain) => forge(chain, chain.sealed + 2),
    spliceIn,
  ],
  reordered: [swapPlaces, swapNumbers, swapContents],
  truncated: [
    ({ db, known, random }) => keepFirst(db, random.whole(0, known - 1)),
    ({ db }) => run(db, 'truncate audit_record, audit_chain, audit_unsealed'),
    cutBeginning,
  ],
  rewritten: [
    async (chain) => {
      await changeRecord(chain, knownLink(chain));
      await rehash(chain.db);
    },
    async (chain) => {
      await removeAndCloseUp(chain, knownLink(chain));
      await rehash(chain.db);
    },
    async (chain) => {
      await spliceIn(chain);
      await rehash(chain.db);
    },
    async (chain) => {
      await chain.random.pick([swapPlaces, swapNumbers])({ ...chain, sealed: chain.known });
      await rehash(chain.db);
    },
  ],
  rolledBack: [restoreBackup],
};
