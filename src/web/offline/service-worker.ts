import { wayOf } from './worker-rules.ts';

/** The files of the shell and of the pages on which one writes without a network; the build puts them here. */
declare const __SHELL__: readonly string[];
/** Of this build: another build has another cache. */
declare const __BUILD__: string;

// The library of workers contradicts the one of pages; these few are all that is used.
type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Asking = Lasting & { request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asking) => void): void;
};
const worker = self as unknown as Worker;

const SHELL = `zhanye-shell-${__BUILD__}`;
const DAY = 'zhanye-day-';
/** A network that does not answer within this is as good as none. */
const PATIENCE_MS = 4000;

/** What was kept on another day is not shown as today's. */
const dayCache = (): string => DAY + new Date().toLocaleDateString('sv-SE');

async function dropCaches(isStale: (name: string) => boolean): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('zhanye-') && isStale(name)) await caches.delete(name);
}

async function fromShell(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    const shell = await caches.match('/', { ignoreVary: true });
    if (shell === undefined) throw error;
    return shell;
  }
}

/** How often the day was forgotten: an answer asked for before belongs to whoever sat here then, and is not kept. */
let forgotten = 0;

async function forgetDay(): Promise<void> {
  forgotten += 1;
  await dropCaches((name) => name.startsWith(DAY));
}

async function ofDay(request: Request): Promise<Response> {
  const name = dayCache();
  const asked = forgotten;
  try {
    const answer = await fetch(request);
    if (answer.status === 401) await forgetDay();
    if (answer.ok && asked === forgotten) {
      await dropCaches((one) => one.startsWith(DAY) && one !== name);
      await (await caches.open(name)).put(request, answer.clone());
    }
    return answer;
  } catch (error) {
    const kept = await (await caches.open(name)).match(request);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function sending(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.ok) await forgetDay();
  return answer;
}

async function forgetting(request: Request): Promise<Response> {
  await forgetDay();
  const answer = await fetch(request);
  // Questions put while the server was still answering belong to the session of before.
  forgotten += 1;
  return answer;
}

worker.addEventListener('install', (event) => {
  // The server gives its pages to whoever asks for one.
  const requests = __SHELL__.map((path) => new Request(path, path === '/' ? { headers: { accept: 'text/html' } } : {}));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(requests)));
  void worker.skipWaiting();
});

worker.addEventListener('activate', (event) => {
  const others = (name: string) => !name.startsWith(DAY) && name !== SHELL;
  event.waitUntil(dropCaches(others).then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const answers = { shell: fromShell, page, day: ofDay, sent: sending, forget: forgetting };
  const way = wayOf(request, worker.location.origin);
  if (way !== 'pass') event.respondWith(answers[way](request));
});
