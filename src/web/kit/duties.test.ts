import { describe, expect, it } from 'vitest';
import { byUrgency, type Duty } from './duties.ts';

const duty = (subjectNo: string, part: Partial<Duty>): Duty => ({
  rule: 'CUS-1a',
  clause: 'CUS-1',
  title: '本月走访 2 次',
  subjectType: 'customer',
  subjectId: Number(subjectNo),
  subjectNo,
  subjectName: subjectNo,
  anchor: '2026-06-01',
  from: '2026-05-31T16:00:00Z',
  until: '2026-06-30T16:00:00Z',
  need: 2,
  got: 0,
  status: 'open',
  workdaysLeft: 5,
  ...part,
});

describe('[DAY-19] 最急的在前', () => {
  it('逾期、先到期、缺得多，办完的在后', () => {
    const duties = [
      duty('1', { status: 'fulfilled', got: 2 }),
      duty('2', { got: 1 }),
      duty('3', {}),
      duty('4', { until: '2026-06-18T16:00:00Z', got: 1 }),
      duty('5', { status: 'breached', until: '2026-05-31T16:00:00Z' }),
      duty('6', { status: 'pending', from: '2026-06-30T16:00:00Z', until: '2026-07-31T16:00:00Z' }),
      duty('7', { status: 'suspended' }),
    ];
    expect(duties.toSorted(byUrgency).map((each) => each.subjectNo)).toEqual(['5', '4', '3', '2', '7', '6', '1']);
  });
});
