import { loadVersions } from '../../src/platform/duties/public.ts';
import { MONTHLY_TIERS, plainSql } from '../data/plain-sql.ts';
import { workdayTable } from '../data/workday-table.ts';
import type { Bench } from '../support/bench.ts';
import type { Measure } from '../support/figure.ts';
import { refill } from '../support/refill.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 5;

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

/** Milliseconds of the template's monthly rules. */
async function recompute(bench: Bench): Promise<number> {
  const { ctx } = bench;
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  return refill(
    bench,
    versions,
    MONTHLY_TIERS.map(({ rule }) => rule),
  );
}
