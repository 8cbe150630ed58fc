import { describe, expect, it } from 'vitest';
import { createAttemptKeys } from './idempotency.ts';

describe('重复提交', () => {
  it('内容未变用同一把钥匙，变了就换', () => {
    let count = 0;
    const keyFor = createAttemptKeys(() => `k${++count}`);
    expect(keyFor({ a: 1 })).toBe('k1');
    expect(keyFor({ a: 1 })).toBe('k1');
    expect(keyFor({ a: 2 })).toBe('k2');
  });
});
