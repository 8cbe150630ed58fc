import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from './customer-api.web.ts';
import { titleOf } from './timeline-words.web.ts';

const entry = (values: Partial<TimelineEntry>): TimelineEntry => ({
  source: 'fact',
  id: 1,
  kind: 'contact',
  at: '2026-03-05T01:00:00Z',
  key: null,
  method: null,
  actor: null,
  actorId: null,
  reason: null,
  result: null,
  isOwn: true,
  detail: null,
  ...values,
});

describe('[CUS-3] 时间线的话', () => {
  it('联系说方式，走访处理说结果，管户说起止，档案说改了哪些项', () => {
    expect(titleOf(entry({ method: 'phone' }))).toBe('电话');
    expect(titleOf(entry({ kind: 'visit.reviewed', method: 'returned' }))).toBe('走访报告处理：已退回');
    const custody = { source: 'custody', kind: 'primary' } as const;
    expect(titleOf(entry({ ...custody, detail: { from: '2026-01-01', until: null } }))).toBe('主办 自 2026-01-01 起');
    expect(titleOf(entry({ ...custody, detail: { from: '2026-01-01', until: '2026-03-05' } }))).toBe(
      '主办 自 2026-01-01 起，至 2026-03-05 前',
    );
    const change = { source: 'change', kind: 'customer.update' } as const;
    expect(titleOf(entry({ ...change, detail: { fields: ['industry', 'pinyin', 'phone'] } }))).toBe(
      '更新档案：行业、联系电话',
    );
  });
});
