import { describe, expect, it } from 'vitest';
import { changeText, differenceOf, type Line } from './changes.ts';

const open = { need: 1, got: 0, status: 'open', bearer: 'S1' };
const done = { need: 1, got: 1, status: 'fulfilled', bearer: 'S1' };
const line = (past: Line['past'], hindsight: Line['past'], today: Line['past']) => ({ past, hindsight, today }) as Line;

describe('[RUL-5] 那天与今天', () => {
  it('后来才知道的、时间过去的、没有变的，分得开', () => {
    expect(differenceOf(line(open, done, done))).toBe('learnt');
    expect(differenceOf(line(open, open, done))).toBe('passed');
    expect(differenceOf(line(done, done, done))).toBe('none');
    expect(differenceOf(line(null, open, open))).toBe('learnt');
  });

  it('原因写成一句话', () => {
    const at = '2026-03-21T07:00:00Z';
    expect(changeText({ kind: 'retracted', detail: 'V1', at, by: null })).toBe('撤回 V1');
    expect(changeText({ kind: 'judged', detail: 'confirmed', at, by: null })).toBe('违规已认定');
    expect(changeText({ kind: 'version', detail: '1 → 2', at, by: null })).toBe('制度换版：第 1 → 2 版');
  });
});
