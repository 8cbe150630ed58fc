import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { modules } from '../../src/modules/index.ts';
import { createAccount } from '../../src/platform/auth/accounts.ts';
import { authenticate, createAuth, registerAuth } from '../../src/platform/auth/public.ts';
import { type Context, type Principal, systemClock } from '../../src/platform/context.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { PASSWORD } from '../support/auth.ts';
import { ensureWebBuilt, launchBrowser, type OpenedPage, openPage, type screens } from './support.ts';

type World<Person extends string> = {
  ctx: Context;
  principalOf(name: Person): Principal;
  close(): Promise<void>;
};

/** A scenario's world behind a real server and a real sign-in, with an account for each of `people`, and a browser. */
export async function serveWorld<Person extends string>(world: World<Person>, people: readonly Person[]) {
  await ensureWebBuilt();
  const { db, zone } = world.ctx;
  const server = await buildServer({
    db,
    clock: systemClock,
    zone,
    authenticate,
    modules,
    endpoints: backgroundEndpoints,
    webDir: 'dist/web',
  });
  const auth = await createAuth({ db, clock: systemClock, zone });
  registerAuth(server, auth);
  for (const name of people) {
    const staffNo = world.principalOf(name).staffNo ?? undefined;
    await createAccount(auth, world.ctx, { login: name, password: PASSWORD, staffNo });
  }
  const baseURL = await server.listen({ host: '127.0.0.1', port: 0 });
  const browser: Browser = await launchBrowser();
  return {
    baseURL,
    /** A page of somebody's own, signed in, that has opened nothing yet. */
    async signedIn(name: Person, screen: keyof typeof screens): Promise<OpenedPage> {
      const opened = await openPage(browser, screen, baseURL);
      const answer = await opened.page.request.post('/api/session', {
        data: { login: name, password: PASSWORD },
        headers: { origin: baseURL },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
      return opened;
    },
    async close() {
      await browser.close();
      await server.close();
      await world.close();
    },
  };
}

export type ServedWorld<Person extends string> = Awaited<ReturnType<typeof serveWorld<Person>>>;
