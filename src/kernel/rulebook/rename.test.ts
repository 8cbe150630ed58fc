import { describe, expect, test } from 'vitest';
import type { AppError } from '../errors/public.ts';
import type { Document } from './compare.ts';
import { type Renaming, renamePart } from './rename.ts';

const clause = (id: string, more: object = {}) => ({ id, title: id, text: `见 ${id}`, ...more });
const rule = (id: string, of: string, more: object = {}) => ({ id, clause: of, ...more });
const quiz = [{ question: '几次？', options: ['一', '二'], answer: 1 }];

const book = (more: Document = {}): Document => ({
  regulations: [{ id: 'S1', chapters: [{ title: '一', clauses: [clause('CUS-1', { quiz }), clause('CUS-11')] }] }],
  parameters: {
    'visits.major': { value: 2, clause: 'CUS-1' },
    'hours.CUS-1b': { value: '1.5', clause: 'CUS-1' },
    'execution.rush.share': { value: '0.9', clause: 'CUS-11' },
  },
  pointsTables: [{ id: 'CUS-1', clause: 'CUS-1', items: [{ id: 'a' }] }],
  ladders: [{ id: 'L', clause: 'CUS-11', counts: { rules: ['CUS-1b'], items: [{ table: 'CUS-1', item: 'a' }] } }],
  scores: [
    {
      id: 'K',
      clause: 'CUS-1',
      measures: [{ target: { param: 'visits.major' }, source: { breaches: { rules: ['CUS-1a'] } } }],
    },
    {
      id: 'Y',
      clause: 'CUS-1',
      measures: [{ source: { closedScore: 'K' } }, { source: { points: { tables: ['CUS-1'] } } }],
    },
  ],
  grades: [{ id: 'G', clause: 'CUS-1', score: 'K' }],
  rules: [
    rule('CUS-1a', 'CUS-1', {
      tiers: [{ where: { ge: [{ attr: 'deposit' }, { param: 'visits.major' }] }, need: { param: 'visits.major' } }],
      breach: { points: { table: 'CUS-1', item: 'a' } },
      cases: [{ given: { facts: [{ fields: { clause: 'CUS-1', param: 'visits.major' } }] } }],
    }),
    rule('CUS-1b', 'CUS-1'),
    rule('CUS-11a', 'CUS-11'),
  ],
  ...more,
});

/** The places at which two documents differ. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  if (before === after) return [];
  if (typeof before !== 'object' || typeof after !== 'object') return [`${path}: ${before} → ${after}`];
  const [a, b] = [before ?? {}, after ?? {}] as Record<string, unknown>[];
  return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].flatMap((key) =>
    differences(a?.[key], b?.[key], path === '' ? key : `${path}.${key}`),
  );
}

function refusal(renaming: Renaming, document = book(), base: Document = {}): string[] {
  try {
    renamePart(document, renaming, base);
    return [];
  } catch (error) {
    return (error as AppError).problems.map(({ code }) => code);
  }
}

describe('[RUL-2] 改号：引用处一并改写', () => {
  test('[RUL-2] 改条款号：规则、参数、表的条款改写，未发布的规则随之改号，相近的编号和样例不动', () => {
    const base = { rules: [rule('CUS-1a', 'CUS-1')] };
    const after = renamePart(book(), { section: 'clauses', id: 'CUS-1', to: 'CUS-7' }, base);
    expect(differences(book(), after)).toEqual([
      'regulations.0.chapters.0.clauses.0.id: CUS-1 → CUS-7',
      'parameters.visits.major.clause: CUS-1 → CUS-7',
      'parameters.hours.CUS-1b: [object Object] → undefined',
      'parameters.hours.CUS-7b: undefined → [object Object]',
      'pointsTables.0.clause: CUS-1 → CUS-7',
      'ladders.0.counts.rules.0: CUS-1b → CUS-7b',
      'scores.0.clause: CUS-1 → CUS-7',
      'scores.1.clause: CUS-1 → CUS-7',
      'grades.0.clause: CUS-1 → CUS-7',
      'rules.0.clause: CUS-1 → CUS-7',
      'rules.1.id: CUS-1b → CUS-7b',
      'rules.1.clause: CUS-1 → CUS-7',
    ]);
  });

  test('[RUL-2] 改参数名：条件、应完成数、考核目标一并改写，参数留在原位', () => {
    const after = renamePart(book(), { section: 'parameters', id: 'visits.major', to: 'visits.vip' }, book());
    expect(differences(book().rules, after.rules)).toEqual([
      '0.tiers.0.where.ge.1.param: visits.major → visits.vip',
      '0.tiers.0.need.param: visits.major → visits.vip',
    ]);
    expect(differences(book().scores, after.scores)).toEqual(['0.measures.0.target.param: visits.major → visits.vip']);
    expect(Object.keys(after.parameters as object)[0]).toBe('visits.vip');
  });

  test('[RUL-2] 改积分表号：规则、阶梯、考核一并改写', () => {
    const after = renamePart(book(), { section: 'pointsTables', id: 'CUS-1', to: 'P9' }, book());
    expect(differences(book(), after)).toEqual([
      'pointsTables.0.id: CUS-1 → P9',
      'ladders.0.counts.items.0.table: CUS-1 → P9',
      'scores.1.measures.1.source.points.tables.0: CUS-1 → P9',
      'rules.0.breach.points.table: CUS-1 → P9',
    ]);
  });

  test('[RUL-2] 改考核号：等级与引用其结果的考核一并改写', () => {
    const after = renamePart(book(), { section: 'scores', id: 'K', to: 'KPI' }, book());
    expect(differences(book(), after)).toEqual([
      'scores.0.id: K → KPI',
      'scores.1.measures.0.source.closedScore: K → KPI',
      'grades.0.score: K → KPI',
    ]);
  });

  test('[RUL-2] 说不清的改号被拒绝：新号已有、随之改号的规则撞号、旧号有两处、系统按名读取的参数', () => {
    expect(refusal({ section: 'clauses', id: 'CUS-1', to: 'CUS-11' })).toContain('RULEBOOK_NUMBER_TAKEN');
    const clash = book({ rules: [rule('CUS-1b', 'CUS-1'), rule('CUS-7b', 'CUS-11')] });
    expect(refusal({ section: 'clauses', id: 'CUS-1', to: 'CUS-7' }, clash)).toEqual(['RULEBOOK_NUMBER_TAKEN']);
    const twice = book({ ladders: [{ id: 'L' }, { id: 'L' }] });
    expect(refusal({ section: 'ladders', id: 'L', to: 'M' }, twice)).toEqual(['RULEBOOK_NUMBER_AMBIGUOUS']);
    expect(refusal({ section: 'parameters', id: 'execution.rush.share', to: 'x' })).toEqual(['RULEBOOK_READ_BY_NAME']);
  });
});
