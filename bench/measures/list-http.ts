import { customer } from '../../src/modules/customers/public.ts';
import { listRows } from '../../src/platform/registers/public.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Measure } from '../support/figure.ts';
import { createClient } from '../support/http.ts';
import { recordQuery } from '../support/recorded-query.ts';
import { startServerProcess } from '../support/server.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 400;

export const listHttp: Measure = {
  name: 'list-http',
  title: 'the list of 50 customers over HTTP, signed in, against the same query through the bare driver (p50)',
  async run(bench) {
    const ctx = await bench.as(ACCOUNTS.president);
    const query = await recordQuery(bench, (db) =>
      listRows({ ...ctx, db, reader: undefined }, customer, { limit: 50, count: false }),
    );
    const server = await startServerProcess(bench);
    const client = createClient(server.url, await server.signIn(ACCOUNTS.president));
    try {
      const found = await alternate(ROUNDS, {
        ours: () => timed(() => client.send('GET', '/api/registers/customer?limit=50')),
        floor: () => timed(() => bench.database.pool.query({ name: 'bench.bare-list', ...query })),
      });
      const [value, floor] = [median(found.ours), median(found.floor)];
      return [{ name: this.name, unit: 'ms', value, floor, ratio: value / floor, goal: { atMost: 1.5 } }];
    } finally {
      client.close();
      await server.stop();
    }
  },
};
