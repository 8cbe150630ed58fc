import { MONTHLY_TIERS, plainSql } from '../data/plain-sql.ts';
import { workdayTable } from '../data/workday-table.ts';
import type { Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 7;
/** Of the rows; late hand-overs, which the plain statement does not extend. */
const TOLERANCE = 0.02;

export const breachList: Measure = {
  name: 'breach-list',
  title: 'breach list of the month just closed, against the plain SQL over the facts',
  async run(bench) {
    const { database, closed } = bench;
    const plain = plainSql(closed, MONTHLY_TIERS, { onlyShort: true });
    const parameters = await workdayTable(bench, closed);
    const rules = MONTHLY_TIERS.map(({ rule }) => rule);
    const ask = () =>
      database.pool.query(
        `select rule_id, subject_id, bearer_id, need, got from duty
         where period = $1 and rule_id = any($2) and status = 'breached'`,
        [closed.label, rules],
      );
    await assertSameAnswer((await ask()).rowCount ?? 0, (await database.pool.query(plain, parameters)).rowCount ?? 0);
    const found = await alternate(ROUNDS, {
      ours: () => timed(ask),
      floor: () => timed(() => database.pool.query(plain, parameters)),
    });
    const [value, floor] = [median(found.ours), median(found.floor)];
    return [{ name: this.name, unit: 'ms', value, floor, ratio: floor / value, goal: { atLeast: 12 } }];
  },
};

/** Two statements that answer different questions cannot be compared. */
async function assertSameAnswer(ours: number, plain: number): Promise<void> {
  if (Math.abs(ours - plain) <= Math.max(2, plain * TOLERANCE)) return;
  throw new Error(`the duties know ${ours} breaches, the plain SQL ${plain}`);
}
