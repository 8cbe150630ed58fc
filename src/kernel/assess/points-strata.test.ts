import { describe, expect, test } from 'vitest';
import { civilDateFrom } from '../calendar/index.ts';
import { pointsTableSchema } from '../rulebook/points.ts';
import type { Rulebook, RulebookVersion } from '../rulebook/rulebook.ts';
import { costOfIncident, cycleRange, gravest, standings } from './points.ts';

const table = pointsTableSchema.parse({
  id: 'ASM-1',
  clause: 'ASM-1',
  title: '职业道德过错积分',
  cap: '12',
  aggravations: [
    { id: 'impact', label: '造成不良影响', factor: '1.5' },
    { id: 'repeat', label: '屡教不改', factor: '1.1' },
  ],
  items: [
    { id: 'leak', label: '泄密', points: '10' },
    { id: 'rivalry', label: '内部恶意竞争', points: '5' },
    { id: 'forgery', label: '弄虚作假', disqualifies: true },
  ],
});
const versions = [
  { id: 1, effectiveOn: '2026-01-01', until: null, rulebook: { pointsTables: [table] } as unknown as Rulebook },
] satisfies RulebookVersion[];
const cost = (item: string, circumstances: string[] = [], day = '2026-03-01') =>
  costOfIncident(versions, { table: 'ASM-1', item, circumstances }, civilDateFrom(day));

describe('[ASM-1] 过错的扣分', () => {
  test('加重情节各乘其系数，分毫不差', () => {
    expect([cost('leak')?.points, cost('rivalry', ['impact'])?.points]).toEqual(['10', '7.5']);
    expect(cost('rivalry', ['impact', 'repeat'])?.points).toBe('8.25');
  });

  test('制度生效之前的过错不扣分，表中没有的项目不扣分', () => {
    expect([cost('leak', [], '2025-12-31'), cost('unknown')]).toEqual([null, null]);
  });

  test('一个行为触犯数条，从一重；取消资格重于任何积分', () => {
    const fault = (key: string, item: string, circumstances: string[] = []) => {
      const priced = cost(item, circumstances);
      if (!priced) throw new Error(item);
      return { key, cost: priced };
    };
    expect(gravest([fault('a', 'rivalry', ['impact']), fault('b', 'leak')])?.key).toBe('b');
    expect(gravest([fault('a', 'forgery'), fault('b', 'leak')])?.key).toBe('a');
    expect(gravest([fault('b', 'leak'), fault('a', 'leak')])?.key).toBe('a');
    expect(gravest([])).toBeNull();
  });

  test('数个行为相加，至封顶为止；冲回的不计', () => {
    const entry = (points: string, onDate: string) => ({ table: 'ASM-1', points, onDate });
    const of = (...entries: ReturnType<typeof entry>[]) =>
      standings([table], entries, civilDateFrom('2026-06-30')).map(({ sum, counted }) => [sum, counted]);
    expect(of(entry('10', '2026-01-01'), entry('5', '2026-12-31'))).toEqual([['15', '12']]);
    expect(of(entry('10', '2026-02-01'), entry('5', '2026-03-01'), entry('-10', '2026-02-01'))).toEqual([['5', '5']]);
    expect(of(entry('10', '2025-12-31'), entry('5', '2027-01-01'))).toEqual([['0', '0']]);
  });

  test('滚动周期含当日，满期之日的不再计', () => {
    const { from, until } = cycleRange({ rolling: { months: 12 } }, civilDateFrom('2026-03-31'));
    expect([from, until]).toEqual(['2025-04-01', '2026-04-01']);
  });
});
