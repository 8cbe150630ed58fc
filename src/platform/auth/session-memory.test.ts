import { expect, test, vi } from 'vitest';
import type { Principal } from '../context.ts';
import { createSessionMemory } from './session-memory.ts';

const principal = { accountId: 1 } as Principal;

function memoryAt(limit = 10) {
  let at = 0;
  const memory = createSessionMemory({ millis: 700, limit }, () => at);
  return { memory, wait: (millis: number) => (at += millis) };
}

test('期限内不再查询,期限从查询开始时算起', async () => {
  const { memory, wait } = memoryAt();
  const load = vi.fn(async () => principal);
  await Promise.all([memory.recall('a', load), memory.recall('a', load)]);
  wait(699);
  await memory.recall('a', load);
  expect(load).toHaveBeenCalledTimes(1);
  wait(1);
  await memory.recall('a', load);
  expect(load).toHaveBeenCalledTimes(2);
});

test('查不到和查询失败都不记住', async () => {
  const { memory } = memoryAt();
  const load = vi
    .fn<() => Promise<Principal | null>>()
    .mockResolvedValueOnce(null)
    .mockRejectedValueOnce(new Error('down'));
  load.mockResolvedValue(principal);
  expect(await memory.recall('a', load)).toBeNull();
  await expect(memory.recall('a', load)).rejects.toThrow('down');
  expect(await memory.recall('a', load)).toBe(principal);
});

test('记住的会话有上限', async () => {
  const { memory } = memoryAt(2);
  const load = vi.fn(async () => principal);
  for (const key of ['a', 'b', 'c', 'a']) await memory.recall(key, load);
  expect(load).toHaveBeenCalledTimes(4);
});

test('清空之后重新查询', async () => {
  const { memory } = memoryAt();
  const load = vi.fn(async () => principal);
  await memory.recall('a', load);
  memory.clear();
  await memory.recall('a', load);
  expect(load).toHaveBeenCalledTimes(2);
});
