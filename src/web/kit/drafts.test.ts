import { describe, expect, it } from 'vitest';
import { type DraftStore, draftsOf } from './drafts.ts';

function memory(): DraftStore & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('草稿', () => {
  it('自动保存，提交后丢弃，别的账号看不到', () => {
    const store = memory();
    draftsOf(1, store).save('visit', { purpose: '续贷' });
    expect(draftsOf(1, store).load('visit')).toEqual({ purpose: '续贷' });
    expect(draftsOf(2, store).load('visit')).toBeNull();
    draftsOf(1, store).drop('visit');
    expect(store.kept.size).toBe(0);
  });

  it('十四天后不再给出，坏了的也不给出', () => {
    const store = memory();
    draftsOf(1, store, () => 0).save('visit', { purpose: '续贷' });
    expect(draftsOf(1, store, () => 15 * 86_400_000).load('visit')).toBeNull();
    expect(store.kept.size).toBe(0);
    store.setItem('zhanye.draft.1.visit', '{');
    expect(draftsOf(1, store).load('visit')).toBeNull();
  });
});
