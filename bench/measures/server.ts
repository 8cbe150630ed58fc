import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { civilDateOf } from '../../src/kernel/calendar/index.ts';
import { newContacts, writeContactsFile } from '../data/contacts-file.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Bench } from '../support/bench.ts';
import { removeContacts } from '../support/contacts.ts';
import type { Measure } from '../support/figure.ts';
import { createClient } from '../support/http.ts';
import { type ServerProcess, startServerProcess } from '../support/server.ts';
import { median } from '../support/statistics.ts';

const STARTS = 3;
const IDLE_MS = 10_000;
const ROWS = 50_000;

export const server: Measure = {
  name: 'server',
  title: 'the server: ready on a warm database, resident when idle, and after an import of 50,000 rows',
  async run(bench) {
    const began = bench.ctx.clock.now();
    const ready: number[] = [];
    let running = await startServerProcess(bench);
    for (let start = 0; start < STARTS; start++) {
      await running.stop();
      running = await startServerProcess(bench);
      ready.push(running.readyMs);
    }
    try {
      await sleep(IDLE_MS);
      const idle = running.residentMb();
      const afterImport = await importThrough(bench, running);
      const none = { floor: null, ratio: null };
      return [
        { name: 'server-ready', unit: 'ms', value: median(ready), ...none, goal: { atMost: 2000 } },
        { name: 'server-idle', unit: 'MB', value: idle, ...none, goal: { atMost: 150 } },
        { name: 'server-after-import', unit: 'MB', value: afterImport, ...none, goal: { atMost: 300 } },
      ];
    } finally {
      await running.stop();
      await removeContacts(bench, began);
    }
  },
};

/** Uploads a file as the wizard does, waits for its task, and says how many megabytes the server then holds. */
async function importThrough(bench: Bench, { url, signIn, residentMb }: ServerProcess): Promise<number> {
  const cookie = await signIn(ACCOUNTS.administrator);
  const rows = Math.max(500, Math.round(ROWS * Math.min(1, bench.scale)));
  const folder = await mkdtemp(join(tmpdir(), 'zhanye-bench-'));
  const path = join(folder, 'contacts.csv');
  const client = createClient(url, cookie);
  try {
    const today = civilDateOf(bench.ctx.clock.now(), bench.ctx.zone);
    await writeContactsFile(path, await newContacts(bench, rows, today));
    const form = new FormData();
    form.set('file', new Blob([await readFile(path)]), 'contacts.csv');
    const headers = { cookie };
    const upload = await fetch(`${url}/api/imports/preview?kind=contacts`, { method: 'POST', body: form, headers });
    const { file } = (await upload.json()) as { file: string };
    const { taskId } = JSON.parse(await client.send('POST', '/api/imports', { kind: 'contacts', file }));
    for (;;) {
      const { task } = JSON.parse(await client.send('GET', `/api/tasks/${taskId}`));
      if (task.state === 'done') return residentMb();
      if (task.state !== 'waiting' && task.state !== 'running')
        throw new Error(`the import ${task.state}: ${task.error}`);
      await sleep(500);
    }
  } finally {
    client.close();
    await rm(folder, { recursive: true });
  }
}
