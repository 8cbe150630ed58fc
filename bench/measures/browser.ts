import { chromium } from 'playwright-core';
import { findBrowser, HOW_TO_GET_A_BROWSER } from '../../test/support/browser-path.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Measure } from '../support/figure.ts';
import { type ServerProcess, startServerProcess } from '../support/server.ts';
import { median } from '../support/statistics.ts';

const LOADS = 5;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
/** A duty of the list on 我的一天. */
const FIRST_DUTY = '[data-duty]';

export const browser: Measure = {
  name: 'browser',
  title: 'cold load of 我的一天: gzipped JavaScript until the first duty is visible, and when that is',
  async run(bench) {
    const executablePath = findBrowser();
    if (executablePath === null) {
      console.error(`no browser: ${HOW_TO_GET_A_BROWSER}`);
      return [];
    }
    const server = await startServerProcess(bench);
    const app = await chromium.launch({ executablePath, args: FLAGS });
    try {
      const loads: { bytes: number; millis: number }[] = [];
      for (let load = 0; load <= LOADS; load++) loads.push(await coldLoad(app, server));
      const counted = loads.slice(1);
      const none = { floor: null, ratio: null };
      const kilobytes = median(counted.map(({ bytes }) => bytes)) / 1024;
      return [
        { name: 'browser-javascript', unit: 'KB', value: kilobytes, ...none, goal: { atMost: 350 } },
        {
          name: 'browser-first-duty',
          unit: 'ms',
          value: median(counted.map(({ millis }) => millis)),
          ...none,
          goal: { atMost: 1000 },
        },
      ];
    } finally {
      await app.close();
      await server.stop();
    }
  },
};

/** A new profile has nothing in its cache; signing in is done before, without a page. */
async function coldLoad(app: Awaited<ReturnType<typeof chromium.launch>>, { url, signIn }: ServerProcess) {
  const [name = '', value = ''] = (await signIn(ACCOUNTS.manager)).split('=');
  const context = await app.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  const started = performance.now();
  await page.goto(`${url}/today`);
  await page.locator(FIRST_DUTY).first().waitFor({ state: 'visible' });
  const millis = performance.now() - started;
  const sizes = await Promise.all(scripts);
  await context.close();
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), millis };
}
