import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askAhead, dropAhead, takeAhead } from './ahead.ts';

const answer = (status: number) => new Response(status === 200 ? '{"n":1}' : '{}', { status });
const server = vi.fn<(path: string) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', server.mockReset());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an early answer is given once', async () => {
  server.mockResolvedValue(answer(200));
  askAhead(['/api/my-day']);
  expect(await (await takeAhead('/api/my-day'))?.json()).toEqual({ n: 1 });
  expect(await takeAhead('/api/my-day')).toBeNull();
});

test('a refusal, a failure and what was not asked for are left to the real request', async () => {
  server.mockImplementation((path) =>
    path === '/lost' ? Promise.reject(new TypeError('offline')) : Promise.resolve(answer(401)),
  );
  askAhead(['/api/my-day', '/lost']);
  expect(await takeAhead('/api/my-day')).toBeNull();
  expect(await takeAhead('/lost')).toBeNull();
  expect(await takeAhead('/other')).toBeNull();
});

test('an answer that nobody wanted in time is forgotten', async () => {
  server.mockResolvedValue(answer(200));
  askAhead(['/api/my-day']);
  vi.advanceTimersByTime(11_000);
  expect(await takeAhead('/api/my-day')).toBeNull();
});

test('what was asked ahead of a write is not taken for an answer after it', async () => {
  server.mockResolvedValue(answer(200));
  askAhead(['/api/my-day']);
  dropAhead();
  expect(await takeAhead('/api/my-day')).toBeNull();
});
