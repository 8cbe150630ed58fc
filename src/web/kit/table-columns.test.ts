import { describe, expect, it } from 'vitest';
import { type Column, shownColumns } from './table-columns.ts';

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
