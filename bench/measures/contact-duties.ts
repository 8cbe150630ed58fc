import { civilDateOf } from '../../src/kernel/calendar/index.ts';
import { transact } from '../../src/platform/context.ts';
import { refreshDuties } from '../../src/platform/duties/public.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import type { Bench } from '../support/bench.ts';
import { BARE_INSERT, customersBetween, nextKey, removeContacts } from '../support/contacts.ts';
import type { Figure, Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { alternate, ratePerSecond } from '../support/timing.ts';

const WRITERS = 8;
const SECONDS = 1.5;
const ROUNDS = 4;
const MOST_CUSTOMERS = 20_000;

/** By the money that decides how many open periods a contact counts in: CUS-1c alone, or CUS-1a and CUS-2. */
const CASES: { name: string; money: [number, number]; goal: number }[] = [
  { name: 'contact-duties-1', money: [0, 1e6], goal: 0.75 },
  { name: 'contact-duties-2', money: [100e6, 1e12], goal: 0.5 },
];

export const contactDuties: Measure = {
  name: 'contact-duties',
  title: 'one contact with its duties, 8 writers, against the bare INSERT of the fact; one and two open periods',
  async run(bench) {
    const began = bench.ctx.clock.now();
    const figures: Figure[] = [];
    for (const { name, money, goal } of CASES) {
      const { ours, floor } = await compare(bench, money);
      figures.push({ name, unit: '/s', value: ours, floor, ratio: ours / floor, goal: { atLeast: goal } });
    }
    await removeContacts(bench, began);
    return figures;
  },
};

async function compare(bench: Bench, money: [number, number]): Promise<{ ours: number; floor: number }> {
  const { ctx, database } = bench;
  const customers = await customersBetween(bench, money, MOST_CUSTOMERS);
  let turn = 0;
  const next = () => customers[turn++ % customers.length] as (typeof customers)[number];
  const today = civilDateOf(ctx.clock.now(), ctx.zone);

  const record = () =>
    transact(ctx, async (inside) => {
      const { id, holder, institution } = next();
      const fact = { key: nextKey(), subject_id: id, actor_id: holder, institution_id: institution, method: 'visit' };
      const entry = {
        ...fact,
        kind: 'contact',
        occurred_at: ctx.clock.now(),
        reason: '季度回访',
        result: '了解了资金安排',
      };
      await recordFacts(inside, [{ ...entry, fresh: true }]);
      await refreshDuties(inside, { subjectType: 'customer', subjectIds: [id], since: today });
    });
  const insert = () => {
    const { id, holder, institution } = next();
    const values = [nextKey(), id, holder, institution, 'visit', today, ctx.clock.now()];
    return database.pool.query({ name: 'bench.insert', text: BARE_INSERT, values });
  };
  const found = await alternate(ROUNDS, {
    ours: () => ratePerSecond(WRITERS, SECONDS, record),
    floor: () => ratePerSecond(WRITERS, SECONDS, insert),
  });
  return { ours: median(found.ours), floor: median(found.floor) };
}
