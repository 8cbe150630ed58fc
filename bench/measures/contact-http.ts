import { civilDateOf } from '../../src/kernel/calendar/index.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import { BARE_INSERT, nextKey, removeContacts } from '../support/contacts.ts';
import type { Measure } from '../support/figure.ts';
import { createClient } from '../support/http.ts';
import { startServerProcess } from '../support/server.ts';
import { median } from '../support/statistics.ts';
import { alternate, ratePerSecond } from '../support/timing.ts';

const CLIENTS = 8;
const SECONDS = 1.5;
const ROUNDS = 4;

export const contactHttp: Measure = {
  name: 'contact-http',
  title: 'one contact over HTTP, signed in, with duties and audit, 8 clients, against the bare INSERT of the fact',
  async run(bench) {
    const { ctx, database } = bench;
    const began = ctx.clock.now();
    const staffId = (await bench.as(ACCOUNTS.manager)).principal?.staffId;
    const { rows: customers } = await database.pool.query(
      'select id, institution_id as institution from customer where holder_id = $1',
      [staffId],
    );
    let turn = 0;
    const next = () => customers[turn++ % customers.length];
    const today = civilDateOf(began, ctx.zone);
    const server = await startServerProcess(bench);
    const client = createClient(server.url, await server.signIn(ACCOUNTS.manager), CLIENTS);
    try {
      const record = () => {
        const contact = {
          method: 'phone',
          occurred_at: began.toISOString(),
          reason: '季度回访',
          result: '了解了资金安排',
        };
        return client.send('POST', `/api/customers/${next().id}/contacts`, contact);
      };
      const insert = () => {
        const { id, institution } = next();
        const values = [nextKey(), id, staffId, institution, 'phone', today, ctx.clock.now()];
        return database.pool.query({ name: 'bench.insert', text: BARE_INSERT, values });
      };
      const found = await alternate(ROUNDS, {
        ours: () => ratePerSecond(CLIENTS, SECONDS, record),
        floor: () => ratePerSecond(CLIENTS, SECONDS, insert),
      });
      const [value, floor] = [median(found.ours), median(found.floor)];
      return [{ name: this.name, unit: '/s', value, floor, ratio: value / floor, goal: { atLeast: 0.4 } }];
    } finally {
      client.close();
      await server.stop();
      await removeContacts(bench, began);
    }
  },
};
