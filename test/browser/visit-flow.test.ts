import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/context.ts';
import { type DailyWorld, dailyWorld, type Person, visitForm } from '../scenarios/daily-world.ts';
import { type ServedWorld, serveWorld } from './served-world.ts';
import { describeInBrowser, type OpenedPage } from './support.ts';

describeInBrowser('[DAY-7][DAY-8][DAY-19] 从应办到走访，到确认', () => {
  let world: DailyWorld;
  let served: ServedWorld<Person>;

  beforeAll(async () => {
    world = await dailyWorld(systemClock);
    served = await serveWorld(world, ['张经理', '陈行长', '王团队长']);
  });
  afterAll(() => served?.close());

  async function signedIn(name: Person, screen: 'desk' | 'phone'): Promise<OpenedPage> {
    const opened = await served.signedIn(name, screen);
    await opened.page.goto('/');
    return opened;
  }

  const write = (page: Page, label: string, text: string) =>
    page.getByLabel(label, { exact: false }).first().fill(text);

  it('手机上：点应办，写走访，提交后义务变绿，行长的队列多一份，确认后批示回到当事人', async () => {
    const manager = await signedIn('张经理', 'phone');
    const { page } = manager;
    const owed = page.locator('[data-duty^="CUS-1c/"]');
    await owed.getByRole('link', { name: '记走访' }).click();
    await page.getByText('乙公司').waitFor();
    await write(page, '被访人', '赵总');
    await write(page, '部门', '办公室');
    await write(page, '职务', '总经理');
    await write(page, '事由', '开户');
    await write(page, '想要达到的结果', '开立基本户');
    await write(page, '走访结果', '同意下周开户');
    await write(page, '下一步打算', '准备开户资料');
    // 中文输入法里确认候选词的回车不得提交。
    await page.getByLabel('走访结果').press('Enter');
    expect(page.url()).toContain('/visits/new');
    await page.getByLabel('走访结果').press('Control+Enter');
    await page.locator('[data-duty^="CUS-1c/"][data-status="fulfilled"]').waitFor();
    await page.locator('[data-duty^="DAY-7/"][data-status="fulfilled"]').waitFor();

    const president = await signedIn('陈行长', 'desk');
    await president.page.getByRole('link', { name: '走访报告待确认 1' }).click();
    await president.page.getByText('同意下周开户').waitFor();
    await president.page.getByLabel('批示').fill('尽快办结');
    await president.page.getByRole('button', { name: '确认', exact: true }).click();
    await president.page.getByText('没有等待确认的走访报告').waitFor();

    await page.reload();
    await page.getByText('尽快办结').waitFor();
    expect([...manager.complaints, ...president.complaints]).toEqual([]);
    await manager.context.close();
    await president.context.close();
  });

  it('J 与 K 在报告间移动，退回须写一句话；团队长的矩阵里看得到走访', async () => {
    const occurredAt = new Date(Date.now() - 600_000).toISOString();
    for (const result of ['第一份结果', '第二份结果']) {
      await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, occurredAt, { result }));
    }
    const president = await signedIn('陈行长', 'desk');
    const { page } = president;
    await page.goto('/confirmations');
    await page.getByText('第一份结果').waitFor();
    await page.keyboard.press('j');
    await page.getByText('第二份结果').waitFor();
    await page.keyboard.press('k');
    await page.getByText('第一份结果').waitFor();
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('退回前请写一句话').waitFor();
    await page.getByLabel('批示').fill('请写明金额');
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('第二份结果').waitFor();
    expect(president.complaints).toEqual([]);
    await president.context.close();

    const leader = await signedIn('王团队长', 'desk');
    await leader.page.locator('button[data-kind="visits"]').first().click();
    await leader.page.getByText('甲公司').first().waitFor();
    expect(leader.complaints).toEqual([]);
    await leader.context.close();
  });
});
