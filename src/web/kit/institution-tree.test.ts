import { describe, expect, it } from 'vitest';
import { treeOf } from './institution-tree.ts';

describe('机构树', () => {
  it('看不到上级的机构立在顶层，兄弟次序不变', () => {
    const tree = treeOf([
      { id: 3, no: '03', name: '城东支行', parent_id: 2 },
      { id: 2, no: '02', name: '南昌分行', pinyin: 'ncfh', parent_id: 1 },
      { id: 4, no: '04', name: '城西支行', parent_id: 2 },
    ]);
    expect(tree).toHaveLength(1);
    expect(tree[0]?.searchText).toBe('南昌分行 02 ncfh');
    expect(tree[0]?.children.map((node) => node.title)).toEqual(['城东支行', '城西支行']);
  });
});
