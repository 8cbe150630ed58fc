import { describe, expect, it } from 'vitest';
import { deadlineText } from './deadline.ts';

const zone = 'Asia/Shanghai';
const now = new Date('2026-06-18T02:00:00Z'); // 10:00 in the bank

describe('期限只有一种说法', () => {
  it('还有 n 个工作日；两个工作日以内为将到期', () => {
    expect(deadlineText({ until: '2026-06-30T16:00:00Z', workdaysLeft: 8 }, now, zone)).toEqual({
      tone: 'calm',
      relative: '还有 8 个工作日',
      absolute: '6月30日 周二 24:00',
    });
    expect(deadlineText({ until: '2026-06-22T16:00:00Z', workdaysLeft: 2 }, now, zone).tone).toBe('soon');
  });

  it('当天到期写时刻，零点归前一天的 24:00', () => {
    expect(deadlineText({ until: '2026-06-18T09:00:00Z', workdaysLeft: 1 }, now, zone).relative).toBe('今天 17:00');
    expect(deadlineText({ until: '2026-06-18T16:00:00Z', workdaysLeft: 1 }, now, zone).relative).toBe('今天 24:00');
  });

  it('过了期限写已逾期几天', () => {
    expect(deadlineText({ until: '2026-06-15T16:00:00Z', workdaysLeft: 0 }, now, zone)).toMatchObject({
      tone: 'overdue',
      relative: '已逾期 3 天',
    });
    expect(deadlineText({ until: '2026-06-18T01:00:00Z', workdaysLeft: 0 }, now, zone).relative).toBe(
      '今天 09:00 已逾期',
    );
    expect(deadlineText({ until: now.toISOString(), workdaysLeft: 0 }, now, zone).tone).toBe('overdue');
  });
});
