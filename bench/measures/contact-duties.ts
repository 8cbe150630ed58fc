import { civilDateOf } from '../../src/kernel/calendar/index.ts';
import type { Bench } from '../support/bench.ts';
import { BARE_INSERT, customersBetween, nextKey, recordContact, removeContacts } from '../support/contacts.ts';
import type { Figure, Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { alternate, ratePerSecond } from '../support/timing.ts';

const WRITERS = 8;
const SECONDS = 1.5;
const ROUNDS = 4;
const MOST_CUSTOMERS = 20_000;

/**
 * By the money and the method that decide how many open periods a contact counts in: a call in CUS-1c alone, a visit in
 * CUS-1a and CUS-2; a visit also raises its DAY-7 duty, which is paid for here too.
 */
const CASES: Case[] = [
  { name: 'contact-duties-1', money: [0, 1e6], method: 'phone', goal: 0.75 },
  { name: 'contact-duties-2', money: [100e6, 1e12], method: 'visit', goal: 0.5 },
];

type Case = { name: string; money: [number, number]; method: string; goal: number };

export const contactDuties: Measure = {
  name: 'contact-duties',
  title: 'one contact with its duties, 8 writers, against the bare INSERT of the fact; one and two open periods',
  async run(bench) {
    const began = bench.ctx.clock.now();
    const figures: Figure[] = [];
    for (const { name, goal, ...contact } of CASES) {
      const { ours, floor } = await compare(bench, contact);
      figures.push({ name, unit: '/s', value: ours, floor, ratio: ours / floor, goal: { atLeast: goal } });
    }
    await removeContacts(bench, began);
    return figures;
  },
};

async function compare(
  bench: Bench,
  { money, method }: Pick<Case, 'money' | 'method'>,
): Promise<{ ours: number; floor: number }> {
  const { ctx, database } = bench;
  const customers = await customersBetween(bench, money, MOST_CUSTOMERS);
  let turn = 0;
  const next = () => customers[turn++ % customers.length] as (typeof customers)[number];
  const today = civilDateOf(ctx.clock.now(), ctx.zone);

  const record = () => recordContact(ctx, { ...next(), method });
  const insert = () => {
    const { id, holder, institution } = next();
    const values = [nextKey(), id, holder, institution, method, today, ctx.clock.now()];
    return database.pool.query({ name: 'bench.insert', text: BARE_INSERT, values });
  };
  const found = await alternate(ROUNDS, {
    ours: () => ratePerSecond(WRITERS, SECONDS, record),
    floor: () => ratePerSecond(WRITERS, SECONDS, insert),
  });
  return { ours: median(found.ours), floor: median(found.floor) };
}
