import { describe, expect, test } from 'vitest';
import type { Regulation } from '../../../../kernel/rulebook/rulebook.ts';
import { isEmpty, moved, removed, withChapter, withRegulation } from './outline.ts';

const clause = (id: string) => ({ id, title: id, text: id });
const BOOK: Regulation[] = [
  {
    id: 'A',
    title: '甲',
    issuer: '总行',
    scope: '全行',
    chapters: [
      { title: '一', clauses: [clause('CUS-1'), clause('CUS-2')] },
      { title: '二', clauses: [clause('CUS-3')] },
      { title: '三', clauses: [] },
    ],
  },
  { id: 'B', title: '乙', issuer: '总行', scope: '全行', chapters: [] },
];
const told = (regulations: Regulation[]) =>
  regulations.map(({ id, chapters }) =>
    [id, ...chapters.map(({ title, clauses }) => `${title}:${clauses.map((one) => one.id).join('+')}`)].join(' '),
  );

describe('[RUL-2] 制度与章节', () => {
  test('制度、章、条各在同类中移动，到头不动', () => {
    expect(told(moved(BOOK, [1], -1))).toEqual(['B', 'A 一:CUS-1+CUS-2 二:CUS-3 三:']);
    expect(told(moved(BOOK, [0, 1], -1))[0]).toBe('A 二:CUS-3 一:CUS-1+CUS-2 三:');
    expect(told(moved(BOOK, [0, 0, 0], 1))[0]).toBe('A 一:CUS-2+CUS-1 二:CUS-3 三:');
    expect(told(moved(BOOK, [0], -1))).toEqual(told(BOOK));
    expect(told(moved(BOOK, [0, 0, 0], -1))).toEqual(told(BOOK));
  });

  test('一章的最后一条往下移，进入下一章；第一条往上移，进入上一章', () => {
    expect(told(moved(BOOK, [0, 0, 1], 1))[0]).toBe('A 一:CUS-1 二:CUS-2+CUS-3 三:');
    expect(told(moved(BOOK, [0, 1, 0], -1))[0]).toBe('A 一:CUS-1+CUS-2+CUS-3 二: 三:');
  });

  test('新增的制度编号不与已有的相同；还有条款的不算空', () => {
    const twice = withRegulation(withRegulation(BOOK));
    expect(new Set(twice.map(({ id }) => id)).size).toBe(4);
    expect(told(withChapter(BOOK, 1))[1]).toBe('B 新的一章 1:');
    expect([isEmpty(BOOK, [0]), isEmpty(BOOK, [1]), isEmpty(BOOK, [0, 2])]).toEqual([false, true, true]);
    expect(told(removed(removed(BOOK, [0, 2]), [1]))).toEqual(['A 一:CUS-1+CUS-2 二:CUS-3']);
  });
});
