import { expect, test } from 'vitest';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import { createAttempts } from './attempts.ts';

const limits = { perWindow: 3, windowSeconds: 60, rememberedKeys: 2 };
const start = '2026-03-05T09:00:00+08:00';

test('用完之后说明要等几秒,等够即可再试一次', () => {
  const clock = frozenClock(start);
  const attempts = createAttempts(limits, clock);
  expect([1, 2, 3, 4].map(() => attempts.take('a'))).toEqual([0, 0, 0, 20]);
  expect(attempts.take('b')).toBe(0);
  clock.advance({ seconds: 20 });
  expect([attempts.take('a'), attempts.take('a')]).toEqual([0, 20]);
});

test('成功的登录把次数还回来', () => {
  const attempts = createAttempts(limits, frozenClock(start));
  for (let i = 0; i < 20; i++) {
    expect(attempts.take('a')).toBe(0);
    attempts.giveBack('a');
  }
});

test('记住的键有上限,最久未用的先忘', () => {
  const attempts = createAttempts(limits, frozenClock(start));
  for (const key of ['a', 'a', 'a', 'b', 'c']) attempts.take(key);
  expect(attempts.take('a')).toBe(0);
});
