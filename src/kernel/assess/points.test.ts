import { describe, expect, test } from 'vitest';
import { civilDateFrom } from '../calendar/index.ts';
import type { Rulebook, RulebookVersion } from '../rulebook/rulebook.ts';
import { breachDay, costOfBreach, cycleOf, sumPoints } from './points.ts';

const ZONE = 'Asia/Shanghai';

function version(id: number, effectiveOn: string, points: string | null): RulebookVersion {
  const rulebook = {
    pointsTables: [
      { id: 'ASM-2', clause: 'ASM-2', title: '', items: [{ id: 'missed', label: '未走访', points }], aggravations: [] },
    ],
    rules: points === null ? [] : [{ id: 'CUS-1a', breach: { points: { table: 'ASM-2', item: 'missed' } } }],
  };
  return { id, effectiveOn, until: null, rulebook: rulebook as unknown as Rulebook };
}

describe('[ASM-2] 扣分', () => {
  const versions = [version(1, '2026-01-01', '1'), version(2, '2026-07-01', '1.5'), version(3, '2027-01-01', null)];
  const cost = (day: string) => costOfBreach(versions, 'CUS-1a', civilDateFrom(day))?.points;

  test('按违规当日有效的积分表,而不是认定之日的', () => {
    expect([cost('2026-06-30'), cost('2026-07-01')]).toEqual(['1', '1.5']);
  });

  test('规则其后废止,仍按其最后的标准', () => {
    expect(cost('2027-03-01')).toBe('1.5');
  });

  test('没有规定扣分的不扣分', () => {
    expect(costOfBreach(versions, 'CUS-9', civilDateFrom('2026-07-01'))).toBeNull();
  });

  test('积分精确相加,冲销相抵', () => {
    expect(sumPoints(['0.1', '0.2'])).toBe('0.3');
    expect(sumPoints(['1.50', '1', '-1.50'])).toBe('1');
    expect(sumPoints([])).toBe('0');
  });
});

describe('违规之日', () => {
  test('零点到期的属于前一日,因而属于前一年', () => {
    const day = breachDay(new Date('2027-01-01T00:00:00+08:00'), ZONE);
    expect([day, cycleOf(day)]).toEqual(['2026-12-31', 2026]);
  });

  test('日间到期的属于当日', () => {
    expect(breachDay(new Date('2026-03-05T17:00:00+08:00'), ZONE)).toBe('2026-03-05');
  });
});
