import { sql } from 'kysely';
import { addDays, type CivilDate, startOfDay } from '../../src/kernel/calendar/index.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { writeDuties } from '../../src/platform/duties/diff-writer.ts';
import { desiredQueries, type Evaluation } from '../../src/platform/duties/evaluate.ts';
import { planFor } from '../../src/platform/duties/plan.ts';
import { declaredVocabulary, loadVersions } from '../../src/platform/duties/public.ts';
import { MONTHLY_TIERS, plainSql } from '../data/plain-sql.ts';
import { workdayTable } from '../data/workday-table.ts';
import type { Bench } from '../support/bench.ts';
import type { Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 5;
const PAST_EXTENSIONS = 20;

export const recomputation: Measure = {
  name: 'recomputation',
  title: "all of a month's duties computed and written anew, indexes included, against the plain SQL over the facts",
  async run(bench) {
    const plain = plainSql(bench.closed, MONTHLY_TIERS, { onlyShort: false });
    const parameters = await workdayTable(bench, bench.closed);
    const found = await alternate(ROUNDS, {
      ours: () => recompute(bench),
      floor: () => timed(() => bench.database.pool.query(plain, parameters)),
    });
    const [value, floor] = [median(found.ours), median(found.floor)];
    return [{ name: this.name, unit: 'ms', value, floor, ratio: value / floor, goal: { atMost: 2.5 } }];
  },
};

/** Milliseconds of filling the month's emptied partition; rolled back, so that every round begins alike. */
async function recompute({ ctx, closed }: Bench): Promise<number> {
  const end = startOfDay(closed.end as CivilDate, ctx.zone);
  const now = ctx.clock.now();
  const evaluation: Evaluation = {
    vocabulary: declaredVocabulary(),
    versions: await loadVersions(ctx.db, now),
    asOf: end,
    known: now,
    zone: ctx.zone,
    // From here no extension of the month before reaches any day, so that this month alone is asked for.
    since: addDays(closed.start, PAST_EXTENSIONS),
    ruleIds: MONTHLY_TIERS.map(({ rule }) => rule),
  };
  return rolledBack(ctx.db, async (db) => {
    await sql`truncate ${sql.table(`duty_${closed.label.replace('-', '_')}`)}`.execute(db);
    return timed(async () => {
      await planFor(db, 'everybody');
      for (const desired of await desiredQueries(db, evaluation)) {
        await writeDuties(db, desired, { asOf: end, changedAt: now });
      }
    });
  });
}

async function rolledBack<Value>(db: Db, body: (db: Db) => Promise<Value>): Promise<Value> {
  const transaction = await db.startTransaction().execute();
  try {
    return await body(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}
