import { expect, test } from 'vitest';
import { actionText, faultText, valueText } from './audit-words.ts';

test('[RUL-8] 操作写成人话,不认识的原样保留', () => {
  expect(actionText('breach.dismiss')).toBe('违规 · 不予认定');
  expect(actionText('import.contacts')).toBe('导入 · 联系记录');
  expect(actionText('strange.thing')).toBe('strange · thing');
});

test('[RUL-8] 链断在哪里,说得出是哪一条', () => {
  expect(faultText({ kind: 'edited', seq: 7, recordId: 9 })).toBe('第 9 号记录被改动');
  expect(faultText({ kind: 'truncated', seq: 7, recordId: null })).toBe('链上第 7 条之后的记录被截去');
});

test('空值写作横线', () => {
  expect([valueText(null), valueText(''), valueText(0), valueText({ a: 1 })]).toEqual(['—', '—', '0', '{"a":1}']);
});
