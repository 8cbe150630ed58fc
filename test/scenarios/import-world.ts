import { startServer } from '../../src/app/server.ts';
import { publishRulebook, seedCalendar } from '../../src/modules/rulebook/public.ts';
import { createAccount } from '../../src/platform/auth/accounts.ts';
import { createAuth } from '../../src/platform/auth/auth.ts';
import type { Clock, Context } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { PASSWORD } from '../support/auth.ts';
import { createTestDatabase } from '../support/database.ts';
import { addInstitution, addPost, addStaff, appoint } from '../support/people.ts';
import { templateOf } from '../support/template.ts';

const zone = 'Asia/Shanghai';

export type Reply = { status: number; body: Record<string, unknown> };
export type Caller = Awaited<ReturnType<Awaited<ReturnType<typeof importWorld>>['as']>>;

/**
 * A bank with a branch `S`, the manager `E1` and the template rulebook, served whole: background worker, files, web
 * pages. Accounts, all with PASSWORD: `business` of the head office, `system` the administrator, `rm` the manager.
 */
export async function importWorld(clock: Clock) {
  const database = await createTestDatabase();
  const db = database.db.kysely;
  const ctx: Context = { db, clock, principal: null, zone };
  await seedCalendar(db);
  const year = clock.now().getUTCFullYear();
  const publishedAt = new Date(`${year}-01-01T00:00:00+08:00`);
  await publishRulebook(ctx, await templateOf(), { effectiveOn: `${year}-01-01`, publishedAt });
  const head = await addInstitution(db, { no: 'H', ord: 0, ordUntil: 100 });
  await addPost(db, '业务发展部', 'business');
  await appoint(db, { staffId: await addStaff(db, 'B1'), post: '业务发展部', institutionId: head });
  const branch = await addInstitution(db, { no: 'S', ord: 1, ordUntil: 10 });
  await addPost(db, '客户经理', 'rm');
  await appoint(db, { staffId: await addStaff(db, 'E1'), post: '客户经理', institutionId: branch });
  const auth = await createAuth({ db, clock, zone });
  await createAccount(auth, ctx, { login: 'business', password: PASSWORD, staffNo: 'B1' });
  await createAccount(auth, ctx, { login: 'rm', password: PASSWORD, staffNo: 'E1' });
  await createAccount(auth, ctx, { login: 'system', password: PASSWORD, adminRole: 'system' });
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
  const bank = { database: database.db, ctx, close: database.db.close };
  const server = await startServer(bank, { host: '127.0.0.1', port: 0 });

  return {
    url: server.url,
    db,
    /** The API as that account uses it. */
    async as(login: string) {
      const headers = { origin: server.url };
      const signedIn = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ login, password: PASSWORD }),
      });
      if (!signedIn.ok) throw new Error(await signedIn.text());
      const cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const call = async (path: string, init: RequestInit = {}): Promise<Reply> => {
        const answer = await fetch(`${server.url}${path}`, {
          ...init,
          headers: { ...headers, cookie, ...init.headers },
        });
        return { status: answer.status, body: (await answer.json()) as Reply['body'] };
      };
      return {
        get: (path: string) => call(path),
        post: (path: string, body: object) =>
          call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        upload: (path: string, name: string, content: string | Buffer) => {
          const form = new FormData();
          form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
          return call(path, { method: 'POST', body: form });
        },
        download: async (path: string) =>
          Buffer.from(await (await fetch(`${server.url}${path}`, { headers: { cookie } })).arrayBuffer()),
      };
    },
    async close() {
      await server.close();
      await database.drop();
    },
  };
}
