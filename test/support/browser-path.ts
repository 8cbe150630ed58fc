import { existsSync } from 'node:fs';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export const HOW_TO_GET_A_BROWSER =
  'install Chromium (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk), or set ZHANYE_BROWSER to the path of Chrome, Edge or Chromium';

/** The Chromium, Chrome or Edge that the browser tests drive, or null; `ZHANYE_BROWSER` comes first. */
export function findBrowser(): string | null {
  const chosen = process.env.ZHANYE_BROWSER;
  return [...(chosen ? [chosen] : []), ...CANDIDATES].find((path) => existsSync(path)) ?? null;
}
