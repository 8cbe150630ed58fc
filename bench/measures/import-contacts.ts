import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { civilDateOf } from '../../src/kernel/calendar/index.ts';
import { contactsImporter } from '../../src/modules/daily/contacts.importer.ts';
import { runImport } from '../../src/platform/importing/public.ts';
import { COPY_COLUMNS, type ContactLine, copyText, newContacts, writeContactsFile } from '../data/contacts-file.ts';
import type { Bench } from '../support/bench.ts';
import { removeContacts } from '../support/contacts.ts';
import type { Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 3;
const ROWS = 50_000;

export const importContacts: Measure = {
  name: 'import-contacts',
  title: 'import of 50,000 contacts from CSV, indexes and duties included, against COPY of the same rows',
  async run(bench) {
    const rows = Math.max(500, Math.round(ROWS * Math.min(1, bench.scale)));
    const began = bench.ctx.clock.now();
    const today = civilDateOf(began, bench.ctx.zone);
    const folder = await mkdtemp(join(tmpdir(), 'zhanye-bench-'));
    const path = join(folder, 'contacts.csv');
    const fresh = () => newContacts(bench, rows, today);
    try {
      const found = await alternate(ROUNDS, {
        async ours() {
          await writeContactsFile(path, await fresh());
          return rows / (await timed(() => importFile(bench, path, rows)));
        },
        async floor() {
          return rows / (await copy(bench, await fresh()));
        },
      });
      const [value, floor] = [median(found.ours) * 1000, median(found.floor) * 1000];
      return [{ name: this.name, unit: 'rows/s', value, floor, ratio: value / floor, goal: { atLeast: 0.4 } }];
    } finally {
      await rm(folder, { recursive: true });
      await removeContacts(bench, began);
    }
  },
};

async function importFile({ database, ctx }: Bench, path: string, rows: number): Promise<void> {
  const report = await runImport(database, contactsImporter, { path, name: 'contacts.csv' }, { context: ctx });
  if (report.accepted !== rows) throw new Error(`accepted ${report.accepted} of ${rows}: ${report.problems[0]?.text}`);
}

/** Milliseconds, commit included. The rows are taken away again, so that no round meets those of another. */
async function copy({ database, ctx }: Bench, contacts: readonly ContactLine[]): Promise<number> {
  const client = await database.pool.connect();
  try {
    const took = await timed(() =>
      pipeline(copyText(contacts, ctx.clock.now()), client.query(copyFrom(`copy fact (${COPY_COLUMNS}) from stdin`))),
    );
    const days = contacts.map(({ day }) => day).toSorted();
    await client.query(`delete from fact where key like '%-copy' and biz_date between $1 and $2`, [
      days[0],
      days.at(-1),
    ]);
    return took;
  } finally {
    client.release();
  }
}
