import { describe, expect, test } from 'vitest';
import { clauseFindings, newFindings, tableFindings } from './clause-table.ts';
import type { Condition } from './expression.ts';
import { type RecurringRule, ruleSchema } from './rule.ts';
import type { Words } from './sentence.ts';

const words: Words = {
  subjects: { customer: '客户', staff: '人员', institution: '机构' },
  attributes: {
    deposit: { label: '存款余额', unit: '元' },
    role: { label: '角色', values: { rm: '客户经理', leader: '团队长', president: '行长' } },
  },
  relations: {},
  officers: {},
  facts: {},
};
const parameters = { line: { label: '线', value: '1000000', unit: '元', clause: 'CUS-1' } };
const atLeast = (value: string | { param: string }): Condition => ({ ge: [{ attr: 'deposit' }, value] });
const below = (value: string | { param: string }): Condition => ({ lt: [{ attr: 'deposit' }, value] });

function rule(id: string, where: Condition | undefined, more: object = {}): RecurringRule {
  return ruleSchema.parse({
    id,
    clause: id.slice(0, 5),
    title: id,
    shape: 'recurring',
    subject: 'customer',
    period: 'month',
    held: 'primary',
    tiers: [{ ...(where && { where }), need: 1 }],
    count: { fact: 'contact' },
    bearer: 'holder',
    ...more,
  }) as RecurringRule;
}
const found = (...rules: RecurringRule[]) =>
  clauseFindings({ rules, parameters }, words).map(({ problem }) => `${problem.path} ${problem.text}`);

const MAJOR = rule('CUS-1a', atLeast('5000000'));
const MIDDLE = rule('CUS-1b', { and: [atLeast({ param: 'line' }), below('5000000')] });
const GENERAL = rule('CUS-1c', below({ param: 'line' }), { period: 'halfYear' });

describe('[RUL-2] 同一条款各规则之间的冲突与缺口', () => {
  test('CUS-1a、b、c 首尾相接：无缺口、无重叠，周期不同也一并核对', () => {
    expect(found(MAJOR, MIDDLE, GENERAL)).toEqual([]);
  });

  test('重叠举例指出两条规则', () => {
    const wide = rule('CUS-1b', atLeast({ param: 'line' }));
    expect(found(MAJOR, wide, GENERAL)).toEqual([
      'rules.1.tiers 条款 CUS-1 的规则 CUS-1a 与 CUS-1b 重叠：存款余额为 5,000,000 元时两条都适用，同一件事要办两遍，请划清界限',
    ]);
  });

  test('缺口举例指出落空的金额；低于最低一档的不是缺口', () => {
    expect(found(MAJOR, MIDDLE, rule('CUS-1c', below('500000')))).toEqual([
      'rules.2.tiers 条款 CUS-1 的规则 CUS-1a、CUS-1b、CUS-1c 之间有缺口：存款余额为 500,000 元时没有一条适用，请补上或改正',
    ]);
    expect(found(MAJOR, MIDDLE)).toEqual([]);
  });

  test('其他条款加在上面的要求、周期或计入的事不同的规则，重叠不是冲突', () => {
    expect(found(MAJOR, rule('CUS-2', atLeast('5000000')))).toEqual([]);
    expect(found(MAJOR, rule('CUS-1b', atLeast('5000000'), { period: 'year' }))).toEqual([]);
    const visits = { count: { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } } };
    expect(found(MAJOR, rule('CUS-1b', atLeast('5000000'), visits))).toEqual([]);
  });

  test('面向全部对象的规则与任何一条都重叠，有“其余”一档的没有缺口', () => {
    expect(found(MAJOR, rule('CUS-1b', undefined))).toHaveLength(1);
    const rest = { tiers: [{ where: below('10'), need: 1 }, { need: 2 }] };
    expect(found(rule('CUS-1a', atLeast('5000000'), { period: 'year' }), rule('CUS-1b', undefined, rest))).toEqual([]);
  });

  test('选项之间没有点名的取值不是缺口，看的不是同一个量也不是', () => {
    const role = (value: string): Condition => ({ eq: [{ attr: 'role' }, value] });
    expect(found(rule('CUS-1a', role('rm')), rule('CUS-1b', role('president')))).toEqual([]);
    const both = rule('CUS-1a', undefined, {
      tiers: [
        { where: role('rm'), need: 1 },
        { where: role('president'), need: 2 },
      ],
    });
    expect(tableFindings({ rules: [both], parameters }, words)).toEqual([]);
    expect(found(rule('CUS-1a', role('rm'), { period: 'year' }), rule('CUS-1b', atLeast('5')))).toEqual([]);
  });

  test('基准版本已有的不算草案的；只改一个参数造成的算', () => {
    const fixed = rule('CUS-1c', below('1000000'));
    const base = { rules: [MAJOR, MIDDLE, fixed], parameters };
    const moved = { ...base, parameters: { line: { ...parameters.line, value: '2000000' } } };
    expect(newFindings(base, base, words)).toEqual([]);
    expect(newFindings(moved, base, words).map(({ rules }) => rules)).toEqual([['CUS-1a', 'CUS-1b', 'CUS-1c']]);
    expect(newFindings(moved, moved, words)).toEqual([]);
  });
});
