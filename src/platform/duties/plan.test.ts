import { expect, it } from 'vitest';
import { isMuch } from './plan.ts';

it('[RUL-3] 少数客户的一两个周期按少量规划，许多周期按批量规划', () => {
  expect(isMuch(1, 2)).toBe(false);
  expect(isMuch(20, 2)).toBe(false);
  expect(isMuch(1, 366)).toBe(true);
  expect(isMuch(6, 690)).toBe(true);
});
