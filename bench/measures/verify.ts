import type { Database } from '../../src/platform/db/database.ts';
import { sealChain, verifyChain } from '../../src/platform/ledger/public.ts';
import type { Measure } from '../support/figure.ts';
import { withOwnDatabase } from '../support/own-database.ts';
import { median } from '../support/statistics.ts';
import { timed } from '../support/timing.ts';

const RECORDS = 1_000_000;
const ROUNDS = 3;

export const verify: Measure = {
  name: 'verify',
  title: 'the whole audit chain of a million records (at scale 1) recomputed against a checkpoint',
  async run(bench) {
    const records = Math.round(RECORDS * bench.scale);
    const value = await withOwnDatabase(bench, async (database) => {
      const checkpoint = await sealedChain(database, records);
      const seconds: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        seconds.push(
          await timed(async () => {
            const report = await verifyChain(database.kysely, [checkpoint]);
            if (!report.ok || report.sealed !== records) throw new Error('the chain is not as it was sealed');
          }),
        );
      }
      return median(seconds) / 1000;
    });
    return [{ name: this.name, unit: 's', value, floor: null, ratio: null, goal: { atMost: 30 } }];
  },
};

/** Records as the registers leave them, with what changed, and their checkpoint. */
async function sealedChain({ pool, kysely }: Database, records: number) {
  await pool.query(
    `with record as (
       insert into audit_record (at, account_id, staff_id, action, register, row_id, institution_ord, detail)
       select '2026-01-01 00:00+08'::timestamptz + n * interval '17 seconds', n % 997, n % 997, 'visit.submit', 'visit',
         n::text, n % 80, jsonb_build_object('changes', jsonb_build_object('state', jsonb_build_array('draft', 'submitted'),
           'result', jsonb_build_array(null, '客户同意续存，约定下周再谈' || n)))
       from generate_series(1, $1::bigint) n returning id
     )
     insert into audit_unsealed select id from record`,
    [records],
  );
  const done = await sealChain(kysely);
  if (!done) throw new Error('another sealer is at work');
  await pool.query('vacuum analyze audit_record, audit_chain, audit_unsealed');
  return { seq: done.head.seq, hash: done.head.hash.toString('hex'), at: '2026-01-01T00:00:00.000Z' };
}
