import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts, fieldChanges } from './text-diff.ts';

test('[RUL-1] 正文逐字对照', () => {
  expect(diffTexts('每月走访不少于 1 次，电话计入。', '每月走访不少于 2 次，电话不计入。')).toEqual([
    { kind: 'same', text: '每月走访不少于 ' },
    { kind: 'removed', text: '1' },
    { kind: 'added', text: '2' },
    { kind: 'same', text: ' 次，电话' },
    { kind: 'added', text: '不' },
    { kind: 'same', text: '计入。' },
  ]);
  expect(diffTexts('', '新增')).toEqual([{ kind: 'added', text: '新增' }]);
  expect(diffTexts('同', '同')).toEqual([{ kind: 'same', text: '同' }]);
});

test('[RUL-1] 对照的两侧各自还原为原文和新文', () => {
  const text = fc.string({ unit: fc.constantFrom('走', '访', '月', '，'), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffTexts(before, after);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});

test('[RUL-1] 很长的正文也能对照', () => {
  const long = '客户经理应当按月走访客户并当日记录。'.repeat(400);
  expect(diffTexts(long, `${long}附则。`)).toEqual([
    { kind: 'same', text: long },
    { kind: 'added', text: '附则。' },
  ]);
  expect(diffTexts(long, long.split('').reverse().join('')).length).toBeGreaterThan(1);
});

test('[RUL-2] 规则逐字段对照，条件整条比较', () => {
  const rule = { period: 'month', tiers: [{ where: { ge: [{ attr: 'deposit' }, 1] }, need: 1 }] };
  const after = { period: 'week', tiers: [{ where: { ge: [{ attr: 'deposit' }, 2] }, need: 1 }] };
  expect(fieldChanges(rule, after)).toEqual([
    { path: ['period'], before: 'month', after: 'week' },
    {
      path: ['tiers', '0', 'where'],
      before: { ge: [{ attr: 'deposit' }, 1] },
      after: { ge: [{ attr: 'deposit' }, 2] },
    },
  ]);
});
