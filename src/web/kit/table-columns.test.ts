import { describe, expect, it } from 'vitest';
import { type Column, fittingColumns, shownColumns, widthOf } from './table-columns.ts';

const column = (key: string, optional = false): Column<unknown> => ({
  key,
  title: key,
  width: 80,
  cell: () => key,
  optional,
});
const columns = [column('name'), column('phone'), column('note', true)];
const keys = (chosen: string[] | null) => shownColumns(columns, chosen).map((each) => each.key);

describe('列的选择', () => {
  it('未选过时显示常用列，选过则按表的次序，首列总在', () => {
    expect(keys(null)).toEqual(['name', 'phone']);
    expect(keys(['note', 'phone'])).toEqual(['name', 'phone', 'note']);
    expect(keys([])).toEqual(['name']);
    expect(keys(['gone'])).toEqual(['name']);
  });
});

describe('列按宽度取舍', () => {
  const wide = (key: string, width: number): Column<unknown> => ({ ...column(key), width });
  const all = [wide('name', 120), wide('text', 240), wide('date', 156), wide('no', 168)];
  const fitted = (room: number) => fittingColumns(all, room);

  it('放得下时不动', () => {
    expect(fitted(684)).toEqual(all);
  });

  it('放不下时先收窄文字，再从末列起收进「列」', () => {
    expect(fitted(600).map(({ width }) => width)).toEqual([120, 156, 156, 168]);
    expect(fitted(500).map(({ key, width }) => `${key} ${width}`)).toEqual(['name 120', 'text 224', 'date 156']);
    expect(widthOf(fitted(430))).toBeLessThanOrEqual(430);
  });

  it('再窄也留首列', () => {
    expect(fitted(50).map(({ key }) => key)).toEqual(['name']);
  });
});
