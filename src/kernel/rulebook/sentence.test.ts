import { describe, expect, test } from 'vitest';
import { type Rule, ruleSchema } from './rule.ts';
import { sentenceOf, type Words } from './sentence.ts';

const words: Words = {
  subjects: { customer: '客户', staff: '人员', institution: '机构' },
  attributes: { deposit: { label: '存款余额', unit: '元' }, credit: { label: '授信金额', unit: '元' } },
  relations: { primary: '主办' },
  officers: { president: '支行行长' },
  facts: {
    contact: { label: '联系客户', fields: { method: { label: '方式', values: { visit: '走访', phone: '电话' } } } },
    report: { label: '提交报告', fields: { due: { label: '到期日' } } },
  },
};
const parameters = {
  line: { label: '重要客户线', value: '5000000', unit: '元', clause: 'CUS-1' },
  visits: { label: '次数', value: 2, unit: '次', clause: 'CUS-1' },
};

const say = (rule: object) => sentenceOf(ruleSchema.parse(rule) as Rule, parameters, words);

const larger = { max: [{ attr: 'deposit' }, { attr: 'credit' }] };
const recurring = {
  id: 'CUS-1a',
  clause: 'CUS-1',
  title: '走访',
  shape: 'recurring',
  subject: 'customer',
  period: 'month',
  held: 'primary',
  tiers: [{ where: { ge: [larger, { param: 'line' }] }, need: { param: 'visits' } }],
  count: { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } },
  bearer: 'holder',
};
const response = {
  id: 'DAY-8',
  clause: 'DAY-8',
  title: '报告',
  shape: 'response',
  subject: 'customer',
  trigger: { fact: 'contact', where: { in: [{ field: 'method' }, ['visit', 'phone']] } },
  response: { fact: 'report', match: 'ref' },
  within: { workdays: 3 },
  consume: 'one',
  bearer: { officer: 'president' },
};

describe('[RUL-2] 规则写成一句话', () => {
  test('周期义务:人群、责任人、次数、补录与移交', () => {
    expect(say(recurring)).toBe(
      '存款余额或授信金额达 5,000,000 元的客户，由主办每月联系客户（走访）不少于 2 次（按日计），补录期 3 个工作日，移交后顺延 5 个工作日。',
    );
  });

  test('较大者不足某线,即各项均不足', () => {
    const tiers = [{ where: { lt: [larger, { param: 'line' }] }, need: 1 }];
    expect(say({ ...recurring, tiers })).toMatch(/^存款余额、授信金额均不足 5,000,000 元的客户，/);
  });

  test('默认之外的边界写进句子', () => {
    const edges = { credit: 'bearer', entryGrace: 'unlimited', handoverGrace: { workdays: 0 } };
    const count = { fact: 'contact', distinct: 'fact' };
    expect(say({ ...recurring, tiers: [{ need: 1 }], count, edges })).toBe(
      '全部客户，由主办每月联系客户不少于 1 次，补录不限期，只计责任人本人所做。',
    );
  });

  test('时限义务', () => {
    expect(say(response)).toBe(
      '联系客户（方式为走访、电话之一）后，由支行行长在 3 个工作日内完成提交报告，补录期 3 个工作日。',
    );
  });

  test.each([
    [{ hours: 2 }, '在 2 小时内'],
    [{ by: '24:00' }, '在当日内'],
    [{ by: '10:00', daysAfter: 1 }, '在次日 10:00 前'],
    [{ months: 1 }, '在 1 个月内'],
  ])('期限 %o', (within, text) => {
    expect(say({ ...response, within })).toContain(`由支行行长${text}完成`);
  });

  test('到期日之前的期限', () => {
    const trigger = { fact: 'report' };
    expect(say({ ...response, trigger, within: { before: 'due', days: 30 } })).toContain('在到期日的 30 天前完成');
  });
});
