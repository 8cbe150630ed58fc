import { describe, expect, it } from 'vitest';
import { shadeOf, stepIn } from './heat.ts';

describe('机构 × 条款', () => {
  it('未按时越多越深，没有结果的不着色', () => {
    expect([null, 100, 99.9, 80, 79.9, 50, 10, 0].map(shadeOf)).toEqual([0, 0, 1, 1, 2, 3, 4, 4]);
  });

  it('方向键不出表', () => {
    expect(stepIn('ArrowRight', [0, 0], [2, 2])).toEqual([0, 1]);
    expect(stepIn('ArrowUp', [0, 0], [2, 2])).toBeNull();
    expect(stepIn('ArrowDown', [1, 0], [2, 2])).toBeNull();
    expect(stepIn('Enter', [0, 0], [2, 2])).toBeNull();
  });
});
