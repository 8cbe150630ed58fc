import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { addInstitution, addPost, addStaff, appoint } from '../../../../test/support/people.ts';
import { authSettingsSchema, createAccount, createPasswords, type Me } from '../../../platform/auth/public.ts';
import { type Context, systemClock } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/database.ts';

const PASSWORD = 'Spring-rain-26';
const PROMISE_MILLIS = 1000;

let bank: TestDatabase;
let db: Db;
let institutionId: number;
let servers: { process: ChildProcess; address: string }[];
beforeAll(async () => {
  bank = await createTestDatabase();
  db = bank.db.kysely;
  institutionId = await addInstitution(db, { no: 'B1', ord: 0, ordUntil: 9 });
  await addPost(db, '客户经理', 'rm');
  servers = await Promise.all([startServer(), startServer()]);
});
afterAll(async () => {
  await Promise.all(
    servers.map(async ({ process }) => {
      process.kill();
      await once(process, 'exit');
    }),
  );
  await bank.drop();
});

async function startServer() {
  const script = new URL('../../../../test/support/account-server.ts', import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(script), bank.db.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { process: child, address: String(address).trim() };
}

const addressOf = (index: number) => servers[index]?.address as string;

let serial = 0;
/** A relationship manager signed in at the first server. */
async function signedIn() {
  const staffNo = `R${++serial}`;
  const staffId = await addStaff(db, staffNo);
  const appointmentId = await appoint(db, { staffId, post: '客户经理', institutionId });
  const ctx: Context = { db, clock: systemClock, principal: null, zone: 'Asia/Shanghai' };
  const settings = authSettingsSchema.parse({});
  const making = { settings, passwords: createPasswords(settings.hash) };
  const { id } = await createAccount(making, ctx, { login: staffNo, staffNo, password: PASSWORD });
  const response = await fetch(`${addressOf(0)}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: staffNo, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] as string;
  return { cookie, accountId: id, staffId, appointmentId };
}

async function meAt(server: number, cookie: string): Promise<Me | null> {
  const response = await fetch(`${addressOf(server)}/api/session`, { headers: { cookie } });
  return ((await response.json()) as { me: Me | null }).me;
}

/** Milliseconds from the end of `lose` until each server, asked all the time, has noticed. */
async function noticedAfter(cookie: string, lose: () => Promise<unknown>, hasLost: (me: Me | null) => boolean) {
  const watch = (server: number, since: Promise<number>) =>
    (async () => {
      while (!hasLost(await meAt(server, cookie))) await pause(5);
      return performance.now() - (await since);
    })();
  const { promise: since, resolve: lost } = Promise.withResolvers<number>();
  const watching = [watch(0, since), watch(1, since)];
  // Both servers now remember the session.
  await pause(100);
  await lose();
  lost(performance.now());
  return Promise.all(watching);
}

describe('失去的权利一秒之内在每个进程里失去', () => {
  const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
  const hasNoSession = (me: Me | null) => me === null;
  const hasNoRole = (me: Me | null) => me !== null && me.roles.length === 0;

  test.each([
    {
      what: '任职终止',
      hasLost: hasNoRole,
      lose: ({ appointmentId }: Awaited<ReturnType<typeof signedIn>>) =>
        db.updateTable('appointment').set({ valid_until: today() }).where('id', '=', appointmentId).execute(),
    },
    {
      what: '账号停用',
      hasLost: hasNoSession,
      lose: ({ accountId }: Awaited<ReturnType<typeof signedIn>>) =>
        db.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', accountId).execute(),
    },
    {
      what: '员工离职',
      hasLost: hasNoSession,
      lose: ({ staffId }: Awaited<ReturnType<typeof signedIn>>) =>
        db.updateTable('staff').set({ left_on: today() }).where('id', '=', staffId).execute(),
    },
    {
      what: '在另一进程退出',
      hasLost: hasNoSession,
      lose: ({ cookie }: Awaited<ReturnType<typeof signedIn>>) =>
        fetch(`${addressOf(0)}/api/session`, { method: 'DELETE', headers: { cookie } }),
    },
  ])('$what', async ({ lose, hasLost }) => {
    const person = await signedIn();
    const delays = await noticedAfter(person.cookie, () => lose(person), hasLost);
    expect(Math.max(...delays)).toBeLessThan(PROMISE_MILLIS);
  });
});
