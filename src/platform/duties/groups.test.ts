import { describe, expect, it } from 'vitest';
import { rule, versionsOf } from '../../../test/oracle/rulebooks.ts';
import { ruleGroups } from './groups.ts';

const monthly = (id: string, more: object = {}) =>
  rule({
    id,
    clause: 'TST-1',
    title: id,
    shape: 'recurring',
    subject: 'customer',
    period: 'month',
    held: 'primary',
    bearer: 'holder',
    tiers: [{ need: 1 }],
    count: { fact: 'contact' },
    ...more,
  });

const goldenCase = {
  name: '当月有联系',
  kind: 'fulfilled',
  asOf: '2025-04-01',
  given: { customers: [{ no: 'K1', held: [{ by: 'S1' }] }] },
  expect: [],
};

function groupsOf(...rules: ReturnType<typeof monthly>[]): string[][] {
  const versions = versionsOf([{ effectiveOn: '2025-01-01', rules }]);
  const ids = rules.map(({ id }) => id);
  return ruleGroups(versions, ids, new Date('2025-04-01T00:00:00+08:00'), 'Asia/Shanghai').map(
    ({ ruleIds }) => ruleIds,
  );
}

describe('rules that share a scan', () => {
  it('标题、分档、所计事实与示例不同的规则同扫一遍', () => {
    const other = monthly('TST-1b', {
      tiers: [{ need: 2 }],
      count: { fact: 'visit' },
      cases: [goldenCase],
      breach: { points: { table: 'ASM-2', item: 'visit-missed' } },
    });
    expect(groupsOf(monthly('TST-1a'), other)).toEqual([['TST-1a', 'TST-1b']]);
  });

  it('政策不同的规则各扫一遍', () => {
    expect(groupsOf(monthly('TST-1a'), monthly('TST-1b', { edges: { credit: 'bearer' } }))).toEqual([
      ['TST-1a'],
      ['TST-1b'],
    ]);
  });
});
