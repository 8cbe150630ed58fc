import { dutiesOwed } from '../../src/modules/daily/my-day/my-duties.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 400;
/** The template's. */
const RESPONSE_RULES = ['DAY-7', 'DAY-8'];

export const myDay: Measure = {
  name: 'my-day',
  title: 'what a manager with 500 customers owes, first page, against SELECT 1 (p50)',
  async run(bench) {
    const ctx = await bench.as(ACCOUNTS.manager);
    const staffId = ctx.principal?.staffId ?? 0;
    const found = await alternate(ROUNDS, {
      ours: () => timed(() => dutiesOwed(ctx, { staffId, responseRules: RESPONSE_RULES })),
      floor: () => timed(() => bench.database.pool.query({ name: 'bench.one', text: 'select 1' })),
    });
    const [value, floor] = [median(found.ours), median(found.floor)];
    return [{ name: this.name, unit: 'ms', value, floor, ratio: value / floor, goal: { atMost: 5 } }];
  },
};
