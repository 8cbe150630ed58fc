import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { addDays, civilDateOf } from '../../src/kernel/calendar/index.ts';
import { modules } from '../../src/modules/index.ts';
import { createAccount } from '../../src/platform/auth/accounts.ts';
import { authenticate, createAuth, registerAuth } from '../../src/platform/auth/public.ts';
import { systemClock } from '../../src/platform/context.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { type RulebookPerson, type RulebookWorld, rulebookWorld } from '../scenarios/rulebook-world.ts';
import { PASSWORD } from '../support/auth.ts';
import { describeInBrowser, ensureWebBuilt, launchBrowser, type OpenedPage, openPage } from './support.ts';

const zone = 'Asia/Shanghai';

describeInBrowser('[RUL-1][RUL-2] 总行改制度：起草、预览、送审、批准', () => {
  let world: RulebookWorld;
  let server: FastifyInstance;
  let baseURL: string;
  let browser: Browser;

  beforeAll(async () => {
    await ensureWebBuilt();
    world = await rulebookWorld(systemClock);
    const { db } = world;
    const served = { modules, endpoints: backgroundEndpoints, webDir: 'dist/web' };
    server = await buildServer({ db, clock: systemClock, zone, authenticate, ...served });
    const auth = await createAuth({ db, clock: systemClock, zone });
    registerAuth(server, auth);
    for (const name of ['林起草', '罗审批'] as const) {
      const { staffNo } = world.principalOf(name);
      await createAccount(auth, world.ctx, { login: name, password: PASSWORD, staffNo: staffNo ?? undefined });
    }
    baseURL = await server.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await world?.close();
  });

  async function signedIn(name: RulebookPerson): Promise<OpenedPage> {
    const opened = await openPage(browser, 'desk', baseURL);
    const answer = await opened.page.request.post('/api/session', {
      data: { login: name, password: PASSWORD },
      headers: { origin: baseURL },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return opened;
  }

  async function begin(page: Page): Promise<string> {
    const created = await page.request.post('/api/registers/rulebook-draft', {
      headers: { origin: baseURL },
      data: {
        title: '中等客户加访',
        summary: '100 万元以上客户由每月一访改为两访',
        effective_on: addDays(civilDateOf(systemClock.now(), zone), 40),
      },
    });
    expect(created.ok(), await created.text()).toBe(true);
    return String((await created.json()).row.id);
  }

  /** The rule's examples still say once a month; a person would rewrite them. */
  async function dropOldCases(page: Page, id: string): Promise<void> {
    const path = `/api/rulebook/drafts/${id}/content`;
    const { content, version } = await (await page.request.get(path)).json();
    for (const rule of content.rules) if (rule.id === 'CUS-1b') rule.cases = [];
    const saved = await page.request.put(path, { headers: { origin: baseURL }, data: { content, version } });
    expect(saved.ok(), await saved.text()).toBe(true);
  }

  it('把 100 万元以上客户由每月 1 次改为 2 次，看到下一期多出的次数，送审后由他人批准', async () => {
    const writer = await signedIn('林起草');
    const { page } = writer;
    const id = await begin(page);
    await page.goto(`/rulebook/drafts/${id}/edit?part=rules/CUS-1b`);
    await page.getByText('每月联系客户（走访）不少于 1 次').waitFor();
    await page.getByText('已证明：各档之间无缺口、无重叠').waitFor();
    await page.getByLabel('第 1 档应完成数', { exact: true }).fill('2');
    await page.getByText('每月联系客户（走访）不少于 2 次').waitFor();
    await page.getByText('已保存').waitFor();

    const needed = page.locator('tr', { hasText: '应办次数' });
    await needed.and(page.locator('[data-changed]')).waitFor();
    expect(await needed.locator('td').allTextContents()).toEqual(['2', '4']);

    await dropOldCases(page, id);
    await page.goto(`/rulebook/drafts/${id}`);
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('button', { name: '送审' }).waitFor({ state: 'detached' });

    const approver = await signedIn('罗审批');
    await approver.page.goto(`/rulebook/compare?draft=${id}`);
    await approver.page.getByText('中等客户每月走访次数').waitFor();
    expect(await approver.page.locator('ins').allTextContents()).toContain('2');
    await approver.page.goto(`/rulebook/drafts/${id}`);
    await approver.page.getByRole('button', { name: '批准' }).click();
    await approver.page.getByLabel('审批意见').fill('同意');
    await approver.page.locator('.ant-modal').getByRole('button', { name: '批准' }).click();
    await approver.page.locator('aside').getByText('已批准').waitFor();

    expect([...writer.complaints, ...approver.complaints]).toEqual([]);
    await writer.context.close();
    await approver.context.close();
  });

  it('照抄一档，表格立刻指出两档重叠', async () => {
    const { page, context, complaints } = await signedIn('林起草');
    const id = await begin(page);
    await page.goto(`/rulebook/drafts/${id}/edit?part=rules/CUS-1b`);
    await page.getByRole('button', { name: '＋ 档' }).click();
    await page.getByText('第 1 档与第 2 档重叠').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
