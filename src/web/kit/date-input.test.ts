import { describe, expect, it } from 'vitest';
import { instantOfWall, wallOfInstant } from './date-input.tsx';

describe('时间输入', () => {
  it('按银行的钟点读写，与浏览器时区无关', () => {
    expect(instantOfWall('2026-06-18T00:30', 'Asia/Shanghai')).toBe('2026-06-17T16:30:00.000Z');
    expect(wallOfInstant('2026-06-17T16:30:00.000Z', 'Asia/Shanghai')).toBe('2026-06-18T00:30');
    expect(instantOfWall('2026-02-30T00:30', 'Asia/Shanghai')).toBeNull();
    expect(instantOfWall('2026-06-18', 'Asia/Shanghai')).toBeNull();
  });
});
