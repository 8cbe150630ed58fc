import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { systemClock } from '../platform/context.ts';
import { audit, verifyChain } from '../platform/ledger/public.ts';
import { startServer } from './server.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'zhanye-serve-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('answers, seals the audit chain meanwhile, and keeps its head outside the database', async () => {
  const checkpoints = join(folder, 'checkpoints.jsonl');
  const { db } = database;
  const ctx = { db: db.kysely, clock: systemClock, principal: null, zone: 'Asia/Shanghai' };
  await audit(ctx, { action: 'test' });
  const server = await startServer({ database: db, ctx, close: db.close }, { host: '127.0.0.1', port: 0, checkpoints });
  const answer = await fetch(`${server.url}/api/session`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ me: null, demo: false });
  await expect.poll(() => verifyChain(db.kysely, []), { timeout: 5000 }).toEqual({ ok: true, sealed: 1, unsealed: 0 });
  await sleep(100);
  await server.close();
  expect(readFileSync(checkpoints, 'utf8')).toMatch(/^\{"seq":1,"hash":"[0-9a-f]{64}"/);
  await expect(fetch(server.url)).rejects.toThrow();
});
