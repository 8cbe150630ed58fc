/** How the service worker answers a request. */
export type Way = 'pass' | 'shell' | 'page' | 'day' | 'sent' | 'forget';

/** One's own day and what one opened for it. No lists of customers: they are not kept on a device. */
const DAY_PATHS = new Set([
  '/api/session',
  '/api/my-day',
  '/api/my-day/standing',
  '/api/my-day/agenda',
  '/api/my-calendar',
  '/api/messages',
  '/api/outings/board',
  '/api/visits/prefill',
]);

type Asked = { method: string; mode: string; url: string };

/**
 * - `shell`: hashed files never change, so that the copy here is as good as the server's;
 * - `page`: the network first, so that a new version is seen at once, else the shell kept here;
 * - `day`: the network first, else what it answered earlier today;
 * - `sent`: what was written without a network has arrived, so that the day kept before it is out of date;
 * - `forget`: signing in or out: what was kept for whoever sat here before goes;
 * - `pass`: not our business.
 */
export function wayOf({ method, mode, url }: Asked, origin: string): Way {
  const { origin: asked, pathname, searchParams } = new URL(url);
  if (asked !== origin) return 'pass';
  if (pathname === '/api/session' && method !== 'GET') return 'forget';
  if (pathname === '/api/offline' && method === 'POST') return 'sent';
  if (method !== 'GET') return 'pass';
  if (pathname.startsWith('/assets/') || /^\/(icon[^/]*\.(svg|png)|manifest\.webmanifest)$/.test(pathname))
    return 'shell';
  if (mode === 'navigate' && !pathname.startsWith('/api/')) return 'page';
  // Later pages of what is owed are a list of customers.
  return DAY_PATHS.has(pathname) && !searchParams.has('after') ? 'day' : 'pass';
}
