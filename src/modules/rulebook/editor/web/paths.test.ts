import { expect, test } from 'vitest';
import { getIn, liesWithin, setIn } from './paths.ts';

const document = { rules: [{ id: 'a', tiers: [{ need: 1 }] }, { id: 'b' }], title: '试' };

test('[RUL-2] 只换所改之处，其余仍是原对象', () => {
  const changed = setIn(document, ['rules', 0, 'tiers', 0, 'need'], 2);
  expect(getIn(changed, ['rules', 0, 'tiers', 0, 'need'])).toBe(2);
  expect(changed.rules[1]).toBe(document.rules[1]);
  expect(getIn(document, ['rules', 0, 'tiers', 0, 'need'])).toBe(1);
});

test('[RUL-2] 置空即删去，数组不留空位', () => {
  expect(setIn(document, ['rules', 0], undefined).rules).toEqual([{ id: 'b' }]);
  expect(setIn(document, ['title'], undefined)).not.toHaveProperty('title');
  expect(setIn(document, ['rules', 1, 'edges', 'change'], 'start').rules[1]).toEqual({
    id: 'b',
    edges: { change: 'start' },
  });
});

test('[RUL-2] 问题按路径归到所在之处', () => {
  expect(liesWithin('rules.1.tiers.0', ['rules', 1])).toBe(true);
  expect(liesWithin('rules.10', ['rules', 1])).toBe(false);
});
