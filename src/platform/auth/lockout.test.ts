import { expect, test } from 'vitest';
import { lockedUntil } from './lockout.ts';

const settings = { failures: 5, firstSeconds: 60, factor: 2, maxSeconds: 200 };
const now = new Date('2026-03-05T01:00:00Z');
const secondsAfter = (failures: number) => {
  const until = lockedUntil(settings, failures, now);
  return until && (until.getTime() - now.getTime()) / 1000;
};

test('连续输错到第五次才锁定,此后每次加倍,封顶为止', () => {
  expect([1, 4, 5, 6, 7, 50].map(secondsAfter)).toEqual([null, null, 60, 120, 200, 200]);
});
