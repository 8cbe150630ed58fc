import { describe, expect, test } from 'vitest';
import { readRulebook } from './check.ts';
import type { Lexicon } from './lexicon.ts';

const lexicon: Lexicon = {
  attributes: { deposit: { subject: 'customer', type: 'number' } },
  relations: ['primary'],
  officers: ['president'],
  facts: { contact: { subject: 'customer', fields: { method: { type: 'text' } } } },
};

function document(rule: object, extra: object = {}) {
  return {
    format: 1,
    title: '试',
    regulations: [
      {
        id: 'S',
        title: '制度',
        issuer: '总行',
        scope: '全行',
        chapters: [{ title: '章', clauses: [{ id: 'CUS-1', title: '走访', text: '每月走访一次' }] }],
      },
    ],
    parameters: {},
    pointsTables: [],
    rules: [
      {
        id: 'CUS-1a',
        clause: 'CUS-1',
        title: '走访',
        shape: 'recurring',
        subject: 'customer',
        period: 'month',
        held: 'primary',
        tiers: [{ need: 1 }],
        count: { fact: 'contact' },
        bearer: 'holder',
        ...rule,
      },
    ],
    ...extra,
  };
}

function problemsOf(rule: object, extra?: object): { code: string; path: string | undefined }[] {
  const result = readRulebook(document(rule, extra), lexicon);
  return result.ok ? [] : result.problems.map(({ code, path }) => ({ code, path }));
}

describe('[RUL-2] 制度文件的检查', () => {
  test('完整的规则通过,并带上默认的边界规则', () => {
    const result = readRulebook(document({}), lexicon);
    expect(result.ok && result.rulebook.rules[0]).toMatchObject({
      edges: { change: 'timeWeighted', credit: 'any', entryGrace: { workdays: 3 }, handoverGrace: { workdays: 5 } },
    });
  });

  test('不认识的节点和字段连同路径一并拒绝', () => {
    expect(problemsOf({ surprise: 1 })).toEqual([{ code: 'INPUT_INVALID', path: 'rules.0' }]);
    const [problem] = problemsOf({ tiers: [{ where: { about: [1, 2] }, need: 1 }] });
    expect(problem?.path).toBe('rules.0.tiers.0.where');
    const [deep] = problemsOf({ tiers: [{ where: { and: [{ ge: [{ attr: 'deposit' }, { sum: [1] }] }] }, need: 1 }] });
    expect(deep?.path).toBe('rules.0.tiers.0.where.and.0.ge.1');
  });

  test('所有用错的词一次报全', () => {
    const where = { ge: [{ attr: 'mood' }, { param: 'line' }] };
    expect(problemsOf({ clause: 'CUS-9', held: 'friend', tiers: [{ where, need: 1 }] })).toEqual([
      { code: 'RULEBOOK_UNKNOWN_CLAUSE', path: 'rules.0.clause' },
      { code: 'RULEBOOK_UNKNOWN_WORD', path: 'rules.0.held' },
      { code: 'RULEBOOK_UNKNOWN_WORD', path: 'rules.0.tiers.0.where.ge.0' },
      { code: 'RULEBOOK_UNKNOWN_PARAMETER', path: 'rules.0.tiers.0.where.ge.1' },
    ]);
  });

  test('事实的字段、对象和责任人须相配', () => {
    expect(problemsOf({ count: { fact: 'contact', where: { eq: [{ field: 'colour' }, 'red'] } } })).toEqual([
      { code: 'RULEBOOK_UNKNOWN_WORD', path: 'rules.0.count.where.eq.0' },
    ]);
    expect(problemsOf({ subject: 'staff', held: undefined, bearer: 'subject' })).toEqual([
      { code: 'RULEBOOK_OTHER_SUBJECT', path: 'rules.0.count.fact' },
    ]);
    expect(problemsOf({ bearer: 'subject' })).toEqual([{ code: 'RULEBOOK_BEARER', path: 'rules.0.bearer' }]);
  });
});
