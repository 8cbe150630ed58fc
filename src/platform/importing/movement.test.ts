import { describe, expect, it } from 'vitest';
import { compareOwed, type OwedDuty, shiftsOf } from './movement.ts';

function owed(rule: string, parts: Partial<OwedDuty> = {}): OwedDuty {
  const duty = { customerId: 1, rule, anchor: '2026-03-01', bearerId: 7, need: 1, print: '', ...parts };
  return { ...duty, print: `${duty.bearerId} ${duty.need} ${parts.print ?? ''}` };
}

describe('导入前后的义务', () => {
  it('新增、终止、变化各算各的；不变的不算', () => {
    const before = [owed('A'), owed('B'), owed('C')];
    const after = [owed('A'), owed('B', { need: 2 }), owed('D')];
    expect(compareOwed(before, after).map(({ kind, rule, need }) => [kind, rule, need])).toEqual([
      ['changed', 'B', 1],
      ['begun', 'D', 1],
      ['ended', 'C', -1],
    ]);
  });

  it('客户按哪些规则要求少了、哪些多了合计；只是履行不算', () => {
    const before = [owed('CUS-1c'), owed('CUS-1c', { customerId: 2 }), owed('B', { customerId: 3 })];
    const after = [
      owed('CUS-1a', { need: 2 }),
      owed('CUS-1a', { customerId: 2 }),
      owed('B', { customerId: 3, print: 'fulfilled' }),
      owed('CUS-1a', { customerId: 4 }),
    ];
    expect(shiftsOf(compareOwed(before, after))).toEqual([
      { from: ['CUS-1c'], to: ['CUS-1a'], customers: 2 },
      { from: [], to: ['CUS-1a'], customers: 1 },
    ]);
  });
});
