import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { modules } from '../../src/modules/index.ts';
import { createAccount } from '../../src/platform/auth/accounts.ts';
import { authenticate, createAuth, registerAuth } from '../../src/platform/auth/public.ts';
import { systemClock } from '../../src/platform/context.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { type DailyWorld, dailyWorld } from '../scenarios/daily-world.ts';
import { PASSWORD } from '../support/auth.ts';
import { describeInBrowser, ensureWebBuilt, launchBrowser, openPage } from './support.ts';

const zone = 'Asia/Shanghai';

describeInBrowser('[DAY-19] 没有网络时写走访', () => {
  let world: DailyWorld;
  let server: FastifyInstance;
  let baseURL: string;
  let browser: Browser;

  beforeAll(async () => {
    await ensureWebBuilt();
    world = await dailyWorld(systemClock);
    const { db } = world;
    const served = { modules, endpoints: backgroundEndpoints, webDir: 'dist/web' };
    server = await buildServer({ db, clock: systemClock, zone, authenticate, ...served });
    const auth = await createAuth({ db, clock: systemClock, zone });
    registerAuth(server, auth);
    await createAccount(auth, world.ctx, { login: '张经理', password: PASSWORD, staffNo: 'E1' });
    baseURL = await server.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await world?.close();
  });

  const write = (page: Page, label: string, text: string) =>
    page.getByLabel(label, { exact: false }).first().fill(text);

  const visits = () => world.db.selectFrom('visit').select(['customer_id', 'result']).execute();

  /** In the page: whether the worker serves it and has kept the day. */
  const isKept = async () => {
    const days = (await caches.keys()).filter((name) => name.startsWith('zhanye-day-'));
    const kept = await Promise.all(days.map(async (name) => (await caches.open(name)).match('/api/my-day')));
    return navigator.serviceWorker.controller !== null && kept.some((answer) => answer !== undefined);
  };

  it('断网后仍能打开我的一天并写走访；关掉页面再开仍在；联网后自动传一次', async () => {
    const { page, context } = await openPage(browser, 'phone', baseURL);
    const signedIn = await context.request.post('/api/session', {
      data: { login: '张经理', password: PASSWORD },
      headers: { origin: baseURL },
    });
    expect(signedIn.ok()).toBe(true);
    await page.goto('/');
    await expect.poll(() => page.evaluate(isKept), { timeout: 60_000 }).toBe(true);

    await context.setOffline(true);
    await page.reload();
    await page.getByText('没有网络').waitFor();
    await page.locator('[data-duty^="CUS-1c/"]').getByRole('link', { name: '记走访' }).click();
    await page.getByText('乙公司').first().waitFor();
    await write(page, '被访人', '赵总');
    await write(page, '部门', '办公室');
    await write(page, '职务', '总经理');
    await write(page, '事由', '开户');
    await write(page, '想要达到的结果', '开立基本户');
    await write(page, '走访结果', '同意下周开户');
    await write(page, '下一步打算', '准备开户资料');
    await page.getByLabel('走访结果').press('Control+Enter');
    await page.getByText('1 条待发送').waitFor();
    expect(await visits()).toEqual([]);
    await page.close();

    const again = await context.newPage();
    await again.goto('/');
    await again.getByText('1 条待发送').waitFor();
    await context.setOffline(false);
    await again.locator('[data-duty^="CUS-1c/"][data-status="fulfilled"]').waitFor();
    await again.getByText('待发送').waitFor({ state: 'detached' });
    expect(await visits()).toEqual([{ customer_id: world.customers.乙, result: '同意下周开户' }]);
    expect(await world.db.selectFrom('offline_entry').select('endpoint').execute()).toEqual([
      { endpoint: 'daily.visit.record' },
    ]);
    await context.close();
  }, 120_000);
});
