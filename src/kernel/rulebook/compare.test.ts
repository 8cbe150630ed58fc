import { describe, expect, test } from 'vitest';
import { changedRegulations, compareRulebooks, type Document } from './compare.ts';
import { mergeRulebooks } from './merge.ts';

const clause = (id: string, text: string) => ({ id, title: id, text });
const book = (changes: Document = {}): Document => ({
  format: 1,
  regulations: [
    {
      id: 'S1',
      title: '走访',
      chapters: [{ title: '一', clauses: [clause('CUS-1', '每月一次'), clause('CUS-2', '联系')] }],
    },
    { id: 'S2', title: '积分', chapters: [{ title: '一', clauses: [clause('ASM-1', '扣分')] }] },
  ],
  parameters: { visits: { value: 1, clause: 'CUS-1' }, points: { value: 5, clause: 'ASM-1' } },
  rules: [{ id: 'CUS-1a', clause: 'CUS-1', need: 1 }],
  ...changes,
});
const moved = () => {
  const [walks, points] = book().regulations as { chapters: { title: string; clauses: object[] }[] }[];
  const [first] = walks?.chapters ?? [];
  const [kept, gone] = first?.clauses ?? [];
  return book({
    regulations: [
      {
        ...walks,
        chapters: [
          { title: '一', clauses: [kept] },
          { title: '二', clauses: [gone] },
        ],
      },
      points,
    ],
  });
};

describe('[RUL-1] 修订对照', () => {
  test('逐条列出改、增、删，字段的先后不算不同', () => {
    const after = book({
      parameters: { visits: { clause: 'CUS-1', value: 2 }, extra: { value: 3 } },
      rules: [{ need: 1, clause: 'CUS-1', id: 'CUS-1a' }],
    });
    expect(compareRulebooks(book(), after)).toEqual([
      {
        section: 'parameters',
        id: 'visits',
        before: { value: 1, clause: 'CUS-1' },
        after: { clause: 'CUS-1', value: 2 },
      },
      { section: 'parameters', id: 'extra', after: { value: 3 } },
      { section: 'parameters', id: 'points', before: { value: 5, clause: 'ASM-1' } },
    ]);
  });

  test('条款移到别的章，也是改动', () => {
    expect(compareRulebooks(book(), moved())).toMatchObject([
      { section: 'clauses', id: 'CUS-2', before: { chapter: '一' }, after: { chapter: '二' } },
    ]);
  });

  test('只有改动所涉的制度须重读，参数和规则随其条款', () => {
    expect(changedRegulations(book(), book())).toEqual([]);
    expect(changedRegulations(book(), moved())).toEqual(['S1']);
    expect(changedRegulations(book(), book({ rules: [] }))).toEqual(['S1']);
    expect(changedRegulations(book(), book({ parameters: { points: { value: 6, clause: 'ASM-1' } } }))).toEqual([
      'S1',
      'S2',
    ]);
  });
});

describe('[RUL-1] 并入最新版', () => {
  test('双方各改一处，两处都在；同一处都改的，保留草案并指出', () => {
    const ours = book({ parameters: { visits: { value: 2, clause: 'CUS-1' }, points: { value: 5, clause: 'ASM-1' } } });
    const theirs = book({
      parameters: { visits: { value: 3, clause: 'CUS-1' }, points: { value: 9, clause: 'ASM-1' } },
    });
    const { merged, conflicts } = mergeRulebooks(book(), ours, theirs);
    expect(merged.parameters).toMatchObject({ visits: { value: 2 }, points: { value: 9 } });
    expect(conflicts).toEqual(['visits']);
  });

  test('对方移动或删去、而草案没有动过的条款，随对方', () => {
    expect(mergeRulebooks(book(), book(), moved()).merged).toEqual(moved());
    expect(mergeRulebooks(book(), book(), book({ rules: [] })).merged.rules).toEqual([]);
    const ours = book({
      rules: [
        { id: 'CUS-1a', clause: 'CUS-1', need: 1 },
        { id: 'CUS-1b', clause: 'CUS-1' },
      ],
    });
    expect(mergeRulebooks(book(), ours, book({ rules: [] })).merged.rules).toEqual([{ id: 'CUS-1b', clause: 'CUS-1' }]);
  });
});
