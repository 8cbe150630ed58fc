import { describe, expect, it } from 'vitest';
import { civilDateText, instantText, periodText } from './dates.ts';

describe('日期', () => {
  it('写作 6月18日 周四，跨年带年份', () => {
    expect(civilDateText('2026-06-18', '2026-11-22')).toBe('6月18日 周四');
    expect(civilDateText('2025-12-31', '2026-01-01')).toBe('2025年12月31日 周三');
  });

  it('时刻按银行所在时区，与浏览器所在时区无关', () => {
    expect(instantText('2026-06-17T16:30:00.000Z', 'Asia/Shanghai', '2026-06-18')).toBe('6月18日 周四 00:30');
  });

  it('不是日期的原样给出', () => {
    expect(civilDateText('2026-02-30', '2026-01-01')).toBe('2026-02-30');
  });

  it('期间写作中文，认不得的原样给出', () => {
    expect(['2026-W07', '2026-11', '2026Q3', '2026H2', '2026', '别的'].map(periodText)).toEqual([
      '2026年第7周',
      '2026年11月',
      '2026年三季度',
      '2026年下半年',
      '2026年',
      '别的',
    ]);
  });
});
