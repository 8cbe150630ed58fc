import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/context.ts';
import { type DailyWorld, dailyWorld, type Person } from '../scenarios/daily-world.ts';
import { type ServedWorld, serveWorld } from './served-world.ts';
import { describeInBrowser } from './support.ts';

describeInBrowser('[DAY-19] 没有网络时写走访', () => {
  let world: DailyWorld;
  let served: ServedWorld<Person>;

  beforeAll(async () => {
    world = await dailyWorld(systemClock);
    served = await serveWorld(world, ['张经理']);
  });
  afterAll(() => served?.close());

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
    const { page, context } = await served.signedIn('张经理', 'phone');
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
