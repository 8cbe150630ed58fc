import { expect, test } from 'vitest';
import { caseSchema } from './case.ts';
import { caseStory } from './case-story.ts';
import type { Words } from './sentence.ts';

const words: Words = {
  subjects: { customer: '客户', staff: '人员', institution: '机构' },
  attributes: {
    deposit: { label: '存款余额', unit: '元' },
    kind: { label: '客户类型', values: { corporate: '对公', individual: '个人' } },
  },
  relations: { primary: '主办' },
  officers: {},
  facts: { contact: { label: '联系客户', fields: { method: { label: '方式', values: { visit: '走访' } } } } },
};

test('[RUL-2] 样例按时间讲成句子，不出现代码里的名称', () => {
  const golden = caseSchema.parse({
    name: '补录',
    kind: 'boundary',
    effective: '2025-03-01',
    asOf: '2025-04-04',
    known: '2025-04-02',
    given: {
      staff: [{ no: 'P1', posts: [{ role: 'president', until: '2025-03-10' }] }],
      customers: [
        {
          no: 'K1',
          copies: 15,
          attributes: { deposit: 5000000, kind: 'corporate' },
          changes: [{ from: '2025-03-08', attributes: { deposit: 10 } }],
          held: [{ by: 'S1', from: '2025-03-02' }],
        },
      ],
      leave: [{ staff: 'S1', from: '2025-03-20', to: '2025-03-31' }],
      calendar: [{ day: '2025-03-09', workday: true }],
      facts: [
        {
          fact: 'contact',
          subject: 'K1',
          by: 'S1',
          at: '2025-03-05T10:00',
          recorded: '2025-04-03T23:59',
          retracted: '2025-04-03',
          fields: { method: 'visit' },
        },
      ],
    },
    expect: [],
  });
  expect(caseStory(golden, words).map(({ at, text }) => `${at ?? '起初'} ${text}`)).toEqual([
    '起初 人员 P1：支行行长（至 2025-03-10 前）',
    '起初 客户 K1 等 15 户：存款余额为 5,000,000 元、对公，主办 S1（自 2025-03-02）',
    '2025-03-01 制度施行',
    '2025-03-05 10:00 S1 对 K1：联系客户（走访），2025-04-03 23:59 入账',
    '2025-03-08 K1 变为存款余额为 10 元',
    '2025-03-09 定为工作日',
    '2025-03-20 S1 请假至 2025-03-31',
    '2025-04-03 撤回 K1 2025-03-05 10:00 的联系客户（走访）',
    '2025-04-04 看结果，只用 2025-04-02 之前入账的',
  ]);
});
