import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

const full = () => {
  throw new Error('full');
};

test('同时进行的不超过宽度,排队的都轮得到', async () => {
  const gate = createGate(2, 10, full);
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    return n;
  };
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => gate(() => work(n))))).toEqual([1, 2, 3, 4, 5, 6]);
  expect(most).toBe(2);
});

test('队满即拒绝;失败的工作也让出位置', async () => {
  const gate = createGate(1, 1, full);
  const failing = gate(() => Promise.reject(new Error('work')));
  const waiting = gate(async () => 'in time');
  await expect(gate(async () => 'too late')).rejects.toThrow('full');
  await expect(failing).rejects.toThrow('work');
  await expect(waiting).resolves.toBe('in time');
  await expect(gate(async () => 'again')).resolves.toBe('again');
});
