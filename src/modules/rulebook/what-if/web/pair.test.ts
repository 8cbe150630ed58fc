import { describe, expect, it } from 'vitest';
import { besideLine, rulesOfBoth } from './pair.ts';
import type { Side, Summary } from './scenario-api.ts';

const side = (need: number, failed: number, points: string): Side => ({ duties: 1, need, failed, hours: '0', points });
const line = (rule: string, before: Side, after: Side) => ({ rule, clause: 'CUS-1', title: rule, before, after });

describe('[RUL-6] 两次推演并排', () => {
  it('另一次推演改的是别的规则：只加上它改变的部分', () => {
    const own = { before: side(553, 13, '13'), after: side(1105, 541, '541') };
    const other = { before: side(822, 50, '50.5'), after: side(1233, 300, '300.5') };
    expect(besideLine(own, other)).toEqual({ duties: 1, need: 964, failed: 263, hours: '0', points: '263' });
    expect(besideLine(own, undefined)).toBe(own.before);
  });

  it('两次推演改动的规则都列出，没改的照旧', () => {
    const own = { rules: [line('CUS-1b', side(1, 0, '0'), side(2, 1, '1'))] } as Summary;
    const other = { rules: [line('CUS-1a', side(2, 0, '0'), side(3, 1, '1'))] } as Summary;
    expect(rulesOfBoth(own, other).map(({ rule, after }) => [rule, after.need])).toEqual([
      ['CUS-1b', 2],
      ['CUS-1a', 2],
    ]);
  });
});
