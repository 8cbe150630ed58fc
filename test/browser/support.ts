import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe } from 'vitest';
import { findBrowser, HOW_TO_GET_A_BROWSER } from '../support/browser-path.ts';

const executablePath = findBrowser();

if (executablePath === null) {
  const message = `no browser found: ${HOW_TO_GET_A_BROWSER}`;
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`browser tests skipped, ${message}`);
}

/** As `describe`, skipped with one clear line where there is no browser; in CI a missing browser is a failure. */
export const describeInBrowser = describe.skipIf(executablePath === null);

/** The two screens that every page is made for. */
export const screens = {
  desk: { viewport: { width: 1366, height: 768 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const;

export async function launchBrowser(): Promise<Browser> {
  if (executablePath === null) throw new Error(HOW_TO_GET_A_BROWSER);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type OpenedPage = {
  page: Page;
  context: BrowserContext;
  /** What the page complained of so far: uncaught errors and console errors. A good page has none. */
  complaints: string[];
};

/** A fresh page (own cookies and storage) on one of the two screens, its zone not the bank's. */
export async function openPage(browser: Browser, screen: keyof typeof screens, baseURL: string): Promise<OpenedPage> {
  const context = await browser.newContext({
    ...screens[screen],
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'America/Los_Angeles',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** Builds dist/web if the sources changed. */
export async function ensureWebBuilt(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build-web.ts']);
}
