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

  it('一条少了、另一条多了才是换档，按去向合计客户', () => {
    const moved = (customerId: number) => ({
      before: [owed('CUS-1c', { customerId })],
      after: [owed('CUS-1a', { customerId, need: 2 })],
    });
    const [one, two] = [moved(1), moved(2)];
    const fulfilled = {
      before: [owed('B', { customerId: 3 })],
      after: [owed('B', { customerId: 3, print: 'fulfilled' })],
    };
    const changes = compareOwed(
      [...one.before, ...two.before, ...fulfilled.before],
      [...one.after, ...two.after, ...fulfilled.after],
    );
    expect(shiftsOf(changes)).toEqual([{ from: ['CUS-1c'], to: ['CUS-1a'], customers: 2 }]);
  });
});
