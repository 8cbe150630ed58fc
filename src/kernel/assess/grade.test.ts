import { describe, expect, test } from 'vitest';
import { civilDateFrom } from '../calendar/index.ts';
import { gradeSchema } from '../rulebook/grade.ts';
import { decidingLevel, proposeGrade } from './grade.ts';

const level = (id: string) => ({ id, title: id, decidedAt: ['支行'] });
const grade = gradeSchema.parse({
  id: 'ASM-10',
  clause: 'ASM-10',
  title: '等级评定',
  score: 'ASM-7',
  periods: 2,
  levels: [level('assistant'), level('manager'), level('senior')],
  rise: { atLeast: '85' },
  fall: { below: '60' },
});
const closed = (...list: [string, string][]) => list.map(([start, total]) => ({ start: civilDateFrom(start), total }));
const propose = (at: string | null, list: [string, string][], since: string | null = null) => {
  const found = proposeGrade(grade, 'quarter', {
    level: at,
    since: since === null ? null : civilDateFrom(since),
    closed: closed(...list),
  });
  return found && `${found.move} ${found.from.id} ${found.to?.id ?? '—'}`;
};

describe('[ASM-10] 等级建议', () => {
  const good: [string, string][] = [
    ['2026-01-01', '85'],
    ['2026-04-01', '91.5'],
  ];

  test('连续两期达到晋级分数，升一级，至多一级', () => {
    expect(propose('assistant', good)).toBe('rise assistant manager');
    expect(propose('senior', good)).toBe('keep senior senior');
  });

  test('未定级的从最低一级起', () => {
    expect(propose(null, good)).toBe('rise assistant manager');
  });

  test('两期之间的分数既不升也不降', () => {
    expect(propose('manager', [good[0] as [string, string], ['2026-04-01', '84.99']])).toBe('keep manager manager');
    expect(
      propose('manager', [
        ['2026-01-01', '59.99'],
        ['2026-04-01', '60'],
      ]),
    ).toBe('keep manager manager');
  });

  test('连续两期低于降级分数，降一级；最低一级的退出', () => {
    const poor: [string, string][] = [
      ['2026-01-01', '40'],
      ['2026-04-01', '59.99'],
    ];
    expect(propose('senior', poor)).toBe('fall senior manager');
    expect(propose('assistant', poor)).toBe('exit assistant —');
  });

  test('期数不够、中间缺期、或定级之前的期间，都不作建议', () => {
    expect(propose('manager', good.slice(1))).toBeNull();
    expect(
      propose('manager', [
        ['2025-10-01', '90'],
        ['2026-04-01', '90'],
      ]),
    ).toBeNull();
    expect(propose('manager', good, '2026-02-01')).toBeNull();
  });

  test('[ORG-4] 由所涉较高一级的有权机构审批', () => {
    const found = (at: string, list: [string, string][]) => {
      const proposal = proposeGrade(grade, 'quarter', { level: at, since: null, closed: closed(...list) });
      if (!proposal) throw new Error('no proposal');
      return decidingLevel(grade, proposal).id;
    };
    expect(found('manager', good)).toBe('senior');
    expect(
      found('senior', [
        ['2026-01-01', '1'],
        ['2026-04-01', '1'],
      ]),
    ).toBe('senior');
  });
});
