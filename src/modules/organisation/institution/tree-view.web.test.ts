import { describe, expect, it } from 'vitest';
import { treeOf } from '../../../web/kit/institution-tree.ts';
import { expandedFor, foundIn } from './tree-view.web.ts';

const tree = treeOf([
  { id: 1, no: '1', name: '总行', pinyin: 'zh zonghang', parent_id: null },
  { id: 2, no: '2', name: '江南分行', pinyin: 'jnfh', parent_id: 1 },
  { id: 3, no: '3', name: '古楼支行', pinyin: 'glzh', parent_id: 2 },
  { id: 4, no: '4', name: '江北分行', pinyin: 'jbfh', parent_id: 1 },
]);
const names = (nodes: typeof tree): unknown[] => nodes.map(({ title, children }) => [title, ...names(children)]);

describe('[ORG-1] 机构树', () => {
  it('搜索留下命中的和通往它的上级，拼音也算', () => {
    expect(names(foundIn(tree, 'GLZH'))).toEqual([['总行', ['江南分行', ['古楼支行']]]]);
    expect(foundIn(tree, '没有')).toEqual([]);
    expect(foundIn(tree, ' ')).toEqual(tree);
  });

  it('平时展开顶层和通往所选机构的一路，搜索时全展开', () => {
    expect(new Set(expandedFor(tree, '', 3))).toEqual(new Set([1, 2, 3]));
    expect(expandedFor(foundIn(tree, '古楼'), '古楼', null)).toEqual([1, 2]);
  });
});
