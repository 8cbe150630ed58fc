import { describe, expect, it } from 'vitest';
import { isPlainEnter, type KeyPress, rowAfter, sendsForm } from './keys.ts';

const enter: KeyPress = {
  key: 'Enter',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 13,
};

describe('回车', () => {
  it('Ctrl+Enter 提交，单独回车不提交', () => {
    expect(sendsForm({ ...enter, ctrlKey: true })).toBe(true);
    expect(sendsForm({ ...enter, metaKey: true })).toBe(true);
    expect(sendsForm(enter)).toBe(false);
  });

  it('中文输入法选词的回车从不提交,Safari 亦然', () => {
    for (const press of [
      { ...enter, isComposing: true },
      { ...enter, keyCode: 229 },
      { ...enter, isComposing: true, ctrlKey: true },
    ]) {
      expect(sendsForm(press)).toBe(false);
      expect(isPlainEnter(press)).toBe(false);
    }
    expect(isPlainEnter(enter)).toBe(true);
  });
});

describe('表格上下移动', () => {
  it('到头即止，空表不动', () => {
    expect(rowAfter('ArrowDown', -1, 3)).toBe(0);
    expect(rowAfter('ArrowDown', 2, 3)).toBe(2);
    expect(rowAfter('ArrowUp', 0, 3)).toBe(0);
    expect(rowAfter('End', 0, 3)).toBe(2);
    expect(rowAfter('ArrowDown', 0, 0)).toBeNull();
    expect(rowAfter('x', 0, 3)).toBeNull();
  });
});
