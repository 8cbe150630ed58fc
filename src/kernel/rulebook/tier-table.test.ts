import { describe, expect, test } from 'vitest';
import type { Condition } from './expression.ts';
import type { Words } from './sentence.ts';
import { cellsOf, conditionOf, proveTiers, tierProblems, tierTable } from './tier-table.ts';

const words: Words = {
  subjects: { customer: '客户', staff: '人员', institution: '机构' },
  attributes: {
    deposit: { label: '存款余额', unit: '元' },
    kind: { label: '客户类型', values: { corporate: '对公', personal: '个人' } },
  },
  relations: {},
  officers: {},
  facts: {},
};
const parameters = { line: { label: '线', value: '1000000', unit: '元', clause: 'CUS-1' } };
const atLeast = (value: string | { param: string }): Condition => ({ ge: [{ attr: 'deposit' }, value] });
const below = (value: string | { param: string }): Condition => ({ lt: [{ attr: 'deposit' }, value] });
const textsOf = (tiers: Parameters<typeof tierProblems>[0]) =>
  tierProblems(tiers, parameters, words, 'rules.0').map(({ text, path }) => [path, text]);

describe('[RUL-2] 分档的冲突与缺口', () => {
  test('参数与字面的界限同样相接', () => {
    const tiers = [
      { where: atLeast({ param: 'line' }), need: 2 },
      { where: below('1000000'), need: 1 },
    ];
    expect(textsOf(tiers)).toEqual([]);
  });

  test('应完成数不同的重叠是冲突，相同的不是', () => {
    const where = [atLeast('500'), atLeast('1000')] as const;
    expect(
      textsOf([
        { where: where[0], need: 1 },
        { where: where[1], need: 2 },
      ]),
    ).toEqual([
      ['rules.0.tiers.1', '第 1 档与第 2 档重叠而应完成数不同：存款余额为 1,000 元时两档都适用，请改正其中一档'],
    ]);
    expect(
      textsOf([
        { where: where[0], need: 1 },
        { where: where[1], need: 1 },
      ]),
    ).toEqual([]);
  });

  test('两档之间落空的金额举例说明；最后一档不写条件即取其余，没有缺口', () => {
    const tiers = [
      { where: atLeast('5000000'), need: 2 },
      { where: below({ param: 'line' }), need: 1 },
    ];
    expect(textsOf(tiers)).toEqual([
      ['rules.0.tiers', '各档之间有缺口：存款余额为 1,000,000 元时没有一档适用，请补上或改正'],
    ]);
    expect(textsOf([...tiers, { need: 3 }])).toEqual([]);
  });

  test('选项列按词汇表的全部取值核对', () => {
    const kind = (value: string): Condition => ({ eq: [{ attr: 'kind' }, value] });
    const table = tierTable([{ where: kind('corporate'), need: 1 }], parameters, words);
    expect(table?.columns[0]?.axis).toEqual({ kind: 'choice', values: ['corporate', 'personal'] });
    expect(table && proveTiers(table).gap).toBe(null);
  });

  test('表格改回条件，参数仍是参数', () => {
    const where: Condition = { and: [atLeast({ param: 'line' }), below('5000000')] };
    expect(conditionOf(cellsOf(where) ?? [])).toEqual(where);
    expect(conditionOf(cellsOf(undefined) ?? [])).toBe(undefined);
  });

  test('超出表格的条件不强行解释', () => {
    const where: Condition = { or: [atLeast('1'), below('0')] };
    expect(tierTable([{ where, need: 1 }], parameters, words)).toBe(null);
  });
});
