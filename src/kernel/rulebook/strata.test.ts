import { describe, expect, test } from 'vitest';
import { readRulebook } from './check.ts';
import type { Lexicon } from './lexicon.ts';

const lexicon: Lexicon = {
  attributes: {},
  relations: [],
  officers: [],
  facts: { contact: { subject: 'customer', fields: { method: { type: 'text' } } } },
};

const step = (id: string, from: number) => ({ id, title: id, from, issuedBy: ['leader'] });
const ladder = {
  id: 'ASM-4',
  clause: 'ASM-4',
  title: '阶梯',
  counts: { items: [{ table: 'ASM-1', item: 'leak' }] },
  window: { months: 12 },
  resetAfter: 'never',
  steps: [step('talk', 1), step('warn', 2)],
};
const score = (id: string, source: object, part: object = {}) => ({
  id,
  clause: 'ASM-4',
  title: id,
  period: 'month',
  roles: ['rm'],
  closedBy: ['business'],
  peers: 'bank',
  tie: 'skip',
  measures: [{ id: 'm', label: 'm', source, target: '1', zeroTarget: 'full', weight: '1', ...part }],
});

function problemsOf(sections: object): string[] {
  const document = {
    format: 1,
    title: '试',
    regulations: [
      {
        id: 'S',
        title: '制度',
        issuer: '总行',
        scope: '全行',
        chapters: [{ title: '章', clauses: [{ id: 'ASM-4', title: '处理', text: '处理阶梯' }] }],
      },
    ],
    parameters: {},
    pointsTables: [{ id: 'ASM-1', clause: 'ASM-4', title: '表', items: [{ id: 'leak', label: '泄密', points: '10' }] }],
    rules: [],
    ...sections,
  };
  const result = readRulebook(document, lexicon);
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
}

describe('[RUL-2] 违规以上各层的检查', () => {
  test('完整的阶梯、考核、等级通过', () => {
    const level = (id: string) => ({ id, title: id, decidedAt: ['总行'] });
    const grade = {
      id: 'G',
      clause: 'ASM-4',
      title: '等级',
      score: 'S',
      periods: 2,
      levels: [level('a'), level('b')],
      rise: { atLeast: '85' },
      fall: { below: '60' },
    };
    expect(problemsOf({ ladders: [ladder], scores: [score('S', { points: {} })], grades: [grade] })).toEqual([]);
    expect(problemsOf({ scores: [score('S', { points: {} })], grades: [{ ...grade, fall: { below: '85' } }] })).toEqual(
      ['RULEBOOK_HYSTERESIS grades.0.rise.atLeast'],
    );
    expect(problemsOf({ grades: [grade] })).toEqual(['RULEBOOK_UNKNOWN_SCORE grades.0.score']);
  });

  test('引用不存在的规则、项目、条款，连同路径拒绝', () => {
    const counts = { rules: ['CUS-9'], items: [{ table: 'ASM-1', item: 'x' }] };
    expect(problemsOf({ ladders: [{ ...ladder, clause: 'ASM-9', counts }] })).toEqual([
      'RULEBOOK_UNKNOWN_CLAUSE ladders.0.clause',
      'RULEBOOK_UNKNOWN_RULE ladders.0.counts.rules',
      'RULEBOOK_UNKNOWN_POINTS ladders.0.counts.items.0',
    ]);
    expect(problemsOf({ scores: [score('S', { facts: { fact: 'dream' } })] })).toEqual([
      'RULEBOOK_UNKNOWN_WORD scores.0.measures.0.source.facts.fact',
    ]);
    expect(problemsOf({ scores: [score('S', { points: {} }, { target: { param: 'x' } })] })).toEqual([
      'RULEBOOK_UNKNOWN_PARAMETER scores.0.measures.0.target',
    ]);
  });

  test('阶梯须逐级递增，什么也不计的阶梯拒绝', () => {
    expect(problemsOf({ ladders: [{ ...ladder, steps: [step('a', 2), step('b', 2)], counts: {} }] })).toEqual([
      'RULEBOOK_STEP_ORDER ladders.0.steps.1.from',
      'RULEBOOK_COUNTS_NOTHING ladders.0.counts',
    ]);
  });

  test('考核之间的循环引用拒绝，经过几层也一样', () => {
    const closed = (id: string) => ({ closedScore: id });
    expect(problemsOf({ scores: [score('A', closed('B')), score('B', closed('A')), score('C', closed('A'))] })).toEqual(
      ['RULEBOOK_CYCLE scores.0.measures', 'RULEBOOK_CYCLE scores.1.measures'],
    );
  });

  test('不认识的字段拒绝而不忽略', () => {
    expect(problemsOf({ ladders: [{ ...ladder, resetAfter: undefined }] })).toEqual([
      'INPUT_INVALID ladders.0.resetAfter',
    ]);
    expect(problemsOf({ ladders: [{ ...ladder, mood: 1 }] })).toEqual(['INPUT_INVALID ladders.0']);
  });
});
