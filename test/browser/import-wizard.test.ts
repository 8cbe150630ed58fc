import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/context.ts';
import { importWorld } from '../scenarios/import-world.ts';
import { PASSWORD } from '../support/auth.ts';
import { gb18030 } from '../support/gb18030.ts';
import { describeInBrowser, ensureWebBuilt, launchBrowser, openPage } from './support.ts';

const CUSTOMERS = [
  '客户号,客户名称,类型,机构号,建档日期,备注',
  'C1,甲公司,对公,S,2020-01-01,老客户',
  'C2,乙公司,对公,没有,2020-01-01,',
  'C3,丙公司,对公,S,2020-13-01,',
].join('\n');

describeInBrowser('[CUS-17] 导入向导', () => {
  let world: Awaited<ReturnType<typeof importWorld>>;
  let browser: Browser;
  beforeAll(async () => {
    await ensureWebBuilt();
    world = await importWorld(systemClock);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const drop = (page: Page, name: string, buffer: Buffer) =>
    page.getByLabel('要导入的文件').setInputFiles({ name, mimeType: 'text/csv', buffer });

  it('GB18030 的客户文件：核对、导入好行、下载错行、改好再导入；任务中心都在', async () => {
    const { page, complaints } = await openPage(browser, 'desk', world.url);
    const data = { login: 'business', password: PASSWORD };
    await page.request.post('/api/session', { data, headers: { origin: world.url } });
    await page.goto('/imports?kind=customers');

    await drop(page, '客户.csv', gb18030(CUSTOMERS));
    await page.getByText('CSV · GB18030').waitFor();
    await page.getByText('不认识的列已忽略：备注').waitFor();
    await page.getByText('机构号 没有 不存在').waitFor();
    await page.getByRole('button', { name: '导入 1 行' }).click();

    const link = page.getByRole('link', { name: '下载 2 行错误' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('客户-错误.csv');
    const errors = await readFile(await download.path(), 'utf8');
    expect(errors.trim().split('\n')).toHaveLength(3);

    const mended = errors.replace('没有,2020', 'S,2020').replace('2020-13-01', '2020-01-13');
    await drop(page, '客户-错误.csv', Buffer.from(mended));
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText('下一个文件拖到这里').waitFor();

    await page.goto('/tasks');
    await page.getByTitle('读取 2，接受 2').waitFor();
    await page.getByTitle('读取 3，接受 1，拒绝 2').waitFor();
    const rows = await world.db.selectFrom('customer').select('no').orderBy('no').execute();
    expect(rows.map(({ no }) => no)).toEqual(['C1', 'C2', 'C3']);
    expect(complaints).toEqual([]);
  });

  it('不是这种表的文件：当场说明缺什么列，什么也没有开始', async () => {
    const { page } = await openPage(browser, 'phone', world.url);
    const data = { login: 'business', password: PASSWORD };
    await page.request.post('/api/session', { data, headers: { origin: world.url } });
    await page.goto('/imports?kind=customers');
    await page.getByRole('button', { name: '选择文件' }).waitFor();
    await drop(page, '通讯录.csv', Buffer.from('姓名,手机\n张三,138\n'));
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('缺少列：客户号');
  });
});
