import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../src/kernel/calendar/index.ts';
import { systemClock } from '../../src/platform/context.ts';
import { type RulebookPerson, type RulebookWorld, rulebookWorld } from '../scenarios/rulebook-world.ts';
import { type ServedWorld, serveWorld } from './served-world.ts';
import { describeInBrowser, type OpenedPage } from './support.ts';

const zone = 'Asia/Shanghai';

describeInBrowser('[RUL-1][RUL-2] 总行改制度：起草、预览、送审、批准', () => {
  let world: RulebookWorld;
  let served: ServedWorld<RulebookPerson>;

  beforeAll(async () => {
    world = await rulebookWorld(systemClock);
    served = await serveWorld(world, ['林起草', '何起草', '罗审批', '张经理']);
  });
  afterAll(() => served?.close());

  const signedIn = (name: RulebookPerson): Promise<OpenedPage> => served.signedIn(name, 'desk');

  async function begin(page: Page): Promise<string> {
    const created = await page.request.post('/api/registers/rulebook-draft', {
      headers: { origin: served.baseURL },
      data: {
        title: '中等客户加访',
        summary: '100 万元以上客户由每月一访改为两访',
        effective_on: addDays(civilDateOf(systemClock.now(), zone), 40),
      },
    });
    expect(created.ok(), await created.text()).toBe(true);
    return String((await created.json()).row.id);
  }

  /** A question at the clause that changes, so that whoever reads it is asked. */
  async function askAbout(page: Page, id: string): Promise<void> {
    await page.goto(`/rulebook/drafts/${id}/edit?part=clauses/CUS-1`);
    const quiz = page.locator('[id$=".quiz"]');
    await quiz.getByRole('button', { name: '＋ 加上' }).click();
    await quiz.getByRole('button', { name: '＋ 测验题' }).click();
    await quiz.getByRole('textbox', { name: '问题' }).fill('100 万元以上的客户每月走访几次？');
    const options = quiz.locator('[id$=".options"]');
    await options.getByRole('textbox').nth(0).fill('一次');
    await options.getByRole('textbox').nth(1).fill('两次');
    await quiz.getByLabel('两次').check();
    await page.getByText('已保存').waitFor();
  }

  async function recordEvidence(page: Page, id: string): Promise<void> {
    const today = civilDateOf(systemClock.now(), zone);
    const { row } = await (await page.request.get(`/api/registers/rulebook-draft/${id}`)).json();
    const recorded = await page.request.patch(`/api/registers/rulebook-draft/${id}`, {
      headers: { origin: served.baseURL },
      data: {
        version: row.version,
        consulted_on: today,
        consulted_with: '全体客户经理',
        consultation: '收到意见 3 条，采纳 2 条',
        informed_on: today,
        informed_how: '全员会议并书面签收',
      },
    });
    expect(recorded.ok(), await recorded.text()).toBe(true);
  }

  it('把 100 万元以上客户由每月 1 次改为 2 次：看预览、跑样例、重算期望、送审，他人批准后发布，客户经理读后通过测验', async () => {
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

    await askAbout(page, id);
    await page.goto(`/rulebook/drafts/${id}/edit?part=rules/CUS-1b`);
    await page.getByRole('button', { name: '立即运行' }).click();
    await page.getByText('4 例中 3 例不符').waitFor();
    await page.getByText('应为 已履行，实为 逾期未履行').waitFor();
    await page.getByRole('button', { name: '全部按草案重算期望' }).click();
    const dialog = page.locator('.ant-modal');
    await dialog.getByText('这个样例本用来说明“已履行”').waitFor();
    await dialog.getByRole('button', { name: '写入实际结果' }).click();
    await page.getByText('✓ 4 例全部成立').waitFor();
    await page.getByText('已保存').waitFor();

    await page.goto(`/rulebook/drafts/${id}`);
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('button', { name: '送审' }).waitFor({ state: 'detached' });

    const approver = await signedIn('罗审批');
    await approver.page.goto(`/rulebook/compare?draft=${id}`);
    await approver.page.getByText('中等客户每月走访次数').waitFor();
    expect(await approver.page.locator('ins').allTextContents()).toContain('2');
    await approver.page.getByText('样例 1 › 应当得出 1 › 应完成数').waitFor();
    await approver.page.goto(`/rulebook/drafts/${id}`);
    await approver.page.getByRole('button', { name: '批准' }).click();
    await approver.page.getByLabel('审批意见').fill('同意');
    await approver.page.locator('.ant-modal').getByRole('button', { name: '批准' }).click();
    await approver.page.locator('aside').getByText('已批准').waitFor();

    await recordEvidence(page, id);
    await page.goto(`/rulebook/drafts/${id}`);
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.locator('aside').getByText('已发布').waitFor();
    const manager = await signedIn('张经理');
    await manager.page.goto('/reading');
    await manager.page.getByRole('link', { name: /客户经理工作制度/ }).click();
    await manager.page.getByRole('button', { name: '我已阅读' }).click();
    await manager.page.getByLabel('两次').check();
    await manager.page.getByRole('button', { name: '交卷' }).click();
    await manager.page.getByText('测验通过').waitFor();

    expect([...writer.complaints, ...approver.complaints, ...manager.complaints]).toEqual([]);
    await writer.context.close();
    await approver.context.close();
    await manager.context.close();
  });

  it('两人同时改：后保存的一方合并双方的改动，谁的也没有丢', async () => {
    const [one, other] = [await signedIn('林起草'), await signedIn('何起草')];
    const id = await begin(one.page);
    await one.page.goto(`/rulebook/drafts/${id}/edit?part=document/outline`);
    await other.page.goto(`/rulebook/drafts/${id}/edit?part=rules/CUS-1b`);
    await other.page.getByLabel('第 1 档应完成数', { exact: true }).fill('3');
    await other.page.getByText('已保存').waitFor();

    await one.page.getByLabel('制度文件名称').fill('2027 年版');
    await one.page.getByRole('button', { name: '合并双方的改动' }).click();
    await one.page.getByText('已保存').waitFor();
    const { content } = await (await one.page.request.get(`/api/rulebook/drafts/${id}/content`)).json();
    expect([content.title, content.parameters['visits.middle'].value]).toEqual(['2027 年版', 3]);

    expect(one.complaints.filter((text) => !text.includes('409'))).toEqual([]);
    await one.context.close();
    await other.context.close();
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

  it('参数改名：引用它的规则一并改写，没有待改的问题；已有的名称被拒绝', async () => {
    const { page, context, complaints } = await signedIn('林起草');
    const id = await begin(page);
    await page.goto(`/rulebook/drafts/${id}/edit?part=parameters/visits.middle`);
    const name = page.getByRole('textbox', { name: '参数名' });
    await name.fill('tier.major');
    await name.press('Enter');
    await page.getByText('编号 tier.major 已有，请换一个').waitFor();
    await name.fill('visits.second');
    await name.press('Enter');
    await page.getByText('已保存').waitFor();
    await page.goto(`/rulebook/drafts/${id}/edit?part=rules/CUS-1b`);
    await page.getByText(/每月联系客户（走访）不少于 \d 次/).waitFor();
    const { content, problems } = await (await page.request.get(`/api/rulebook/drafts/${id}/content`)).json();
    expect(problems).toEqual([]);
    expect(content.parameters['visits.middle']).toBeUndefined();
    expect(content.parameters['visits.second']).toBeDefined();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
