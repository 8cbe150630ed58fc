import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEmbedded } from './embedded.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { type Holder, release, startHolder } from './start-holder.fixture.ts';

const ROUNDS = 5;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye-kills-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Different in every round, so that the kill meets the writes in different places. */
const aWhile = () => sleep(100 + Math.random() * 200);

async function expectAllKept(acknowledged: number[]): Promise<void> {
  const server = await openEmbedded(folder);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query('select n from written');
  const kept = new Set(rows.map(({ n }) => Number(n)));
  await client.end();
  await server.close();
  expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
}

it(`keeps every acknowledged commit when the process is killed under writes, ${ROUNDS} times`, async () => {
  const acknowledged: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const holder = startHolder(folder, { write: true });
    await holder.holding;
    await aWhile();
    holder.process.kill('SIGKILL');
    await holder.ended;
    acknowledged.push(...holder.written);
  }
  await expectAllKept(acknowledged);
});

it(`keeps every acknowledged commit when the server is killed under writes, ${ROUNDS} times, and goes on`, async () => {
  const holder = startHolder(folder, { write: true });
  await holder.holding;
  for (let round = 0; round < ROUNDS; round++) {
    await aWhile();
    process.kill(readPostmasterFile(join(folder, 'postgres'))?.pid as number, 'SIGKILL');
    await nextWrite(holder);
  }
  await release(holder);
  await expectAllKept(holder.written);
});

it('keeps every acknowledged commit when both are killed', async () => {
  const holder = startHolder(folder, { write: true });
  const { server } = await holder.holding;
  await aWhile();
  holder.process.kill('SIGKILL');
  process.kill(server, 'SIGKILL');
  await holder.ended;
  await expectAllKept(holder.written);
});

async function nextWrite({ written }: Holder): Promise<void> {
  // Those still on their way from before the kill arrive first.
  await sleep(50);
  for (const before = written.length; written.length === before; ) await sleep(10);
}
