import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StubRequest, type StubServer, startStubServer } from './stub-server.ts';
import { describeInBrowser, ensureWebBuilt, launchBrowser, openPage } from './support.ts';

const me = {
  accountId: 1,
  login: 'liming',
  name: '李明',
  staffId: 7,
  staffNo: 'E0007',
  adminRole: null,
  roles: ['rm'],
  appointments: [
    { role: 'rm', post: '客户经理', institutionId: 3, institutionNo: '0103', institutionName: '城东支行' },
    { role: 'leader', post: '团队长', institutionId: 4, institutionNo: '0104', institutionName: '公司一部' },
  ],
  totp: false,
};

const explanation = {
  duty: {
    rule: 'CUS-1a',
    clause: 'CUS-1',
    subject: 'C000001',
    anchor: '2026-11-01',
    start: '2026-11-01',
    until: '2026-12-01',
    bearer: 'E0007',
    need: 2,
    got: 1,
    status: 'open',
  },
  rulebookVersion: 1,
  clause: { id: 'CUS-1', title: '走访频次', text: '存款或授信 500 万元（含）以上的客户每月走访不少于 2 次。' },
  title: '500 万元以上客户每月走访',
  shape: 'recurring',
  arithmetic: {
    segments: [{ from: '2026-11-01', until: '2026-12-01', need: 2, holder: 'E0007', workdays: 21, awayWorkdays: 1 }],
    eligibleWorkdays: 20,
    periodWorkdays: 21,
    weighted: 1.9,
  },
  members: [],
  facts: [
    {
      key: 'L001',
      kind: 'contact',
      method: 'visit',
      actor: 'E0007',
      occurredAt: '2026-11-05T10:00',
      recordedAt: '2026-11-05T18:20',
      reason: '续贷',
      result: '同意',
      verdict: 'counts',
    },
    {
      key: 'L002',
      kind: 'contact',
      method: 'phone',
      actor: 'E0007',
      occurredAt: '2026-11-09T09:30',
      recordedAt: '2026-11-09T09:40',
      reason: '问候',
      result: null,
      verdict: 'otherKind',
    },
  ],
  provisionalYears: [],
};

/** A bank of one person; `signedIn` is all it remembers. */
function stubApi() {
  let signedIn = false;
  return ({ method, url, body }: StubRequest) => {
    switch (`${method} ${url.pathname}`) {
      case 'GET /api/session':
        return {
          body: {
            me: signedIn ? me : null,
            demo: true,
            passwordPolicy: { minLength: 10, maxLength: 128, minClasses: 3 },
          },
        };
      case 'POST /api/session': {
        const { password, newPassword } = body as { password: string; newPassword?: string };
        if (password === 'wrong') {
          return {
            status: 401,
            body: { problems: [{ code: 'AUTH_REFUSED', text: '账号或密码不对，或账号暂不能登录' }] },
          };
        }
        if (newPassword === undefined) return { body: { status: 'more', needs: ['new-password'] } };
        signedIn = true;
        return { body: { status: 'signed-in', me } };
      }
      case 'DELETE /api/session':
        signedIn = false;
        return { body: {} };
      case 'GET /api/demo-accounts':
        return { body: { password: 'Demo-pass-1', items: [{ login: 'liming', name: '李明', title: '客户经理' }] } };
      case 'GET /api/duties/explain':
        return { body: explanation };
      case 'GET /api/sessions':
        return signedIn
          ? {
              body: {
                items: [
                  {
                    id: 1,
                    createdAt: '2026-11-22T01:00:00Z',
                    seenAt: '2026-11-22T01:00:00Z',
                    expiresAt: '2026-11-23T01:00:00Z',
                    userAgent: 'Chromium',
                    address: '10.0.0.8',
                    current: true,
                  },
                ],
              },
            }
          : { status: 401, body: {} };
      case 'GET /api/saved-views':
        return { body: { items: [] } };
      default:
        if (/\/(count|waiting)$/.test(url.pathname)) return { body: { count: 0 } };
        return url.pathname.startsWith('/api/registers/') ? { body: { rows: [], next: null } } : null;
    }
  };
}

describeInBrowser('页面与构件', () => {
  let browser: Browser;
  let server: StubServer;

  beforeAll(async () => {
    await ensureWebBuilt();
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());

  async function signedInAt(screen: 'desk' | 'phone', address: string) {
    server = await startStubServer(stubApi());
    const opened = await openPage(browser, screen, server.url);
    await opened.page.goto(address);
    await opened.page.getByLabel('账号').fill('liming');
    await opened.page.getByLabel('密码', { exact: true }).fill('Demo-pass-1');
    await opened.page.getByRole('button', { name: '登录' }).click();
    await opened.page.getByLabel('新密码', { exact: true }).fill('Better-pass-2');
    await opened.page.getByLabel('再填一次新密码').fill('Better-pass-2');
    await opened.page.getByRole('button', { name: '登录' }).click();
    const close = async () => {
      await opened.context.close();
      await server.close();
    };
    return { ...opened, close };
  }

  it('登录：错了说明原因，须改密码则当场改，成功后停在原地址', async () => {
    const { page, complaints, close } = await signedInAt('desk', '/me');
    await page.getByRole('heading', { name: '李明' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/me');
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('textbox', { name: '账号' }).fill('liming');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('账号或密码不对').waitFor();
    await close();
  });

  it('条款牌打开条款、算法与事实,Esc 关闭', async () => {
    const { page, close } = await signedInAt('desk', '/gallery');
    await page.getByRole('button', { name: 'CUS-1a' }).first().click();
    const drawer = page.getByRole('complementary');
    await drawer.getByText('每月走访不少于 2 次').waitFor();
    expect(await drawer.textContent()).toContain('20 ÷ 21');
    expect(await drawer.textContent()).toContain('方式不符合本条要求');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await close();
  });

  it('表格以键盘行走，抽屉跟随，列表不动', async () => {
    const { page, complaints, close } = await signedInAt('desk', '/gallery');
    const table = page.getByRole('region', { name: '义务' });
    await table.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('heading', { name: '江西赣鑫铜业有限公司' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await drawer.getByRole('heading', { name: '南昌市洪都机械厂' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByText('已选 1 行').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  it('表单：单独回车不提交,Ctrl+Enter 提交，错误在字段处和顶部，草稿自己留着', async () => {
    const { page, close } = await signedInAt('desk', '/gallery');
    const met = page.getByRole('textbox', { name: '被访人' });
    await met.fill('刘总');
    await met.press('Enter');
    expect(await page.getByRole('alert').count()).toBe(0);
    await met.press('Control+Enter');
    await page.getByText(/处需要处理/).waitFor();
    await expect.poll(() => page.getByText('请填写走访结果').count()).toBe(2);
    await page.waitForFunction(() => JSON.stringify(localStorage).includes('刘总'));
    await page.reload();
    await page.getByText('已恢复上次未提交的草稿').waitFor();
    expect(await met.inputValue()).toBe('刘总');
    await close();
  });

  it('会话没了，任何请求都回到登录页，地址不变', async () => {
    const { page, close } = await signedInAt('desk', '/gallery');
    await page.getByRole('heading', { name: '构件' }).waitFor();
    await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
    await page.getByRole('button', { name: '账号' }).click();
    await page.getByRole('menuitem', { name: '我的账号' }).click();
    await page.getByRole('button', { name: '登录' }).waitFor();
    await close();
  });

  it('手机：底栏在，页面不横向溢出', async () => {
    const { page, complaints, close } = await signedInAt('phone', '/gallery');
    await page.getByRole('link', { name: '我的' }).waitFor();
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main === null ? -1 : main.scrollWidth - main.clientWidth;
    });
    expect(overflow).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
