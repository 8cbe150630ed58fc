import { describe, expect, it } from 'vitest';
import { rangeConditions, readRange, writeRange } from './range.ts';

describe('区间筛选', () => {
  it('地址里的写法可来回', () => {
    for (const text of ['1..2', '1..', '..2']) expect(writeRange(readRange(text))).toBe(text);
    expect(writeRange(readRange(undefined))).toBeUndefined();
  });

  it('空的一端不成条件，读不懂的也不成', () => {
    const read = (end: string) => (/^\d+$/.test(end) ? Number(end) : null);
    expect(rangeConditions('1..', read)).toEqual([{ op: 'gte', value: 1 }]);
    expect(rangeConditions('a..9', read)).toEqual([{ op: 'lte', value: 9 }]);
    expect(rangeConditions('', read)).toEqual([]);
  });
});
