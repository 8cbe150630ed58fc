import { expect, test } from 'vitest';
import { auditWords, faultText, valueText } from './audit-words.ts';

const words = auditWords([{ id: 'task', title: '任务', fields: { due_at: '到期' }, actions: { return: '退回重办' } }]);

test('[RUL-8] 操作和字段写成人话，不认识的原样保留', () => {
  expect(words.action('breach.dismiss')).toBe('违规 · 不予认定');
  expect(words.action('import.contacts')).toBe('导入 · 联系记录');
  expect(words.action('task.return')).toBe('任务 · 退回重办');
  expect(words.action('task.update')).toBe('任务 · 修改');
  expect(words.action('strange.thing')).toBe('strange · thing');
  expect([words.field('task', 'due_at'), words.field('task', 'odd')]).toEqual(['到期', 'odd']);
});

test('[RUL-8] 链断在哪里，说得出是哪一条', () => {
  expect(faultText({ kind: 'edited', seq: 7, recordId: 9 })).toBe('第 9 号记录被改动');
  expect(faultText({ kind: 'truncated', seq: 7, recordId: null })).toBe('链上第 7 条之后的记录被截去');
});

test('空值写作横线', () => {
  expect([valueText(null), valueText(''), valueText(0), valueText({ a: 1 })]).toEqual(['—', '—', '0', '{"a":1}']);
});
