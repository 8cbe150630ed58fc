import { customer } from '../../src/modules/customers/public.ts';
import { listRows } from '../../src/platform/registers/public.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Measure } from '../support/figure.ts';
import { recordQuery } from '../support/recorded-query.ts';
import { percentile } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 400;
const PAGE = 50;

export const scopedList: Measure = {
  name: 'scoped-list',
  title: 'a page of 50 customers in scope at any depth, against the same columns by one denormalised id (p99)',
  async run(bench) {
    const ctx = await bench.as(ACCOUNTS.president);
    const { pool } = bench.database;
    const cursors = await walk(async (after) => listRows(ctx, customer, { limit: PAGE, after, count: false }));
    const { text } = await recordQuery(bench, (recording) =>
      listRows({ ...ctx, db: recording, reader: undefined }, customer, { limit: PAGE, count: false }),
    );
    const plain = `${text.slice(0, text.indexOf(' where '))} where t.holder_id = $1 and t.id > $2 order by t.id limit ${PAGE + 1}`;
    const { rows } = await pool.query(
      'select holder_id as holder, id from customer where holder_id is not null order by hashint8(id) limit 1000',
    );
    let turn = 0;
    const found = await alternate(ROUNDS, {
      ours: () =>
        timed(() => listRows(ctx, customer, { limit: PAGE, after: cursors[turn++ % cursors.length], count: false })),
      floor: () => {
        const { holder, id } = rows[turn++ % rows.length];
        return timed(() => pool.query({ name: 'bench.list', text: plain, values: [holder, Math.floor(id / 2)] }));
      },
    });
    const [value, floor] = [percentile(found.ours, 0.99), percentile(found.floor, 0.99)];
    return [{ name: this.name, unit: 'ms', value, floor, ratio: value / floor, goal: { atMost: 3 } }];
  },
};

/** The cursors of every page of a list. */
async function walk(
  page: (after: string | undefined) => Promise<{ next: string | null }>,
): Promise<(string | undefined)[]> {
  const cursors: (string | undefined)[] = [undefined];
  for (;;) {
    const { next } = await page(cursors.at(-1));
    if (next === null) return cursors;
    cursors.push(next);
  }
}
