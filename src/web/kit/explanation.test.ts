import { describe, expect, it } from 'vitest';
import { civilDateFrom } from '../../kernel/calendar/index.ts';
import type { WitnessFact } from '../../kernel/rulebook/explanation.ts';
import { type Explanation, splitFacts, stepsOf } from './explanation.ts';

const fact = (key: string, verdict: WitnessFact['verdict']): WitnessFact => ({
  key,
  kind: 'contact',
  method: 'visit',
  actor: 'E001',
  occurredAt: '2026-06-05T10:00',
  recordedAt: '2026-06-05T18:00',
  reason: null,
  result: null,
  verdict,
});

const explanation: Explanation = {
  duty: {
    rule: 'CUS-1a',
    clause: 'CUS-1',
    subject: 'C001',
    anchor: '2026-06-01',
    start: '2026-06-01',
    until: '2026-07-01',
    bearer: 'E001',
    need: 1,
    got: 0,
    status: 'open',
  },
  rulebookVersion: 1,
  clause: null,
  title: '走访',
  shape: 'recurring',
  arithmetic: {
    segments: [
      {
        from: civilDateFrom('2026-06-16'),
        until: civilDateFrom('2026-07-01'),
        need: 2,
        holder: 'E001',
        workdays: 10,
        awayWorkdays: 2,
      },
    ],
    eligibleWorkdays: 8,
    periodWorkdays: 21,
    weighted: 16,
  },
  facts: [],
  members: [],
  provisionalYears: [],
};

describe('条款的解释', () => {
  it('算法逐步写出，期末日写到含当天', () => {
    expect(stepsOf(explanation, '2026-06-20')).toEqual([
      { label: '6月16日 周二 至 6月30日 周二，主办 E001', value: '每期 2 次 · 10 个工作日，其中请假 2 天不计' },
      { label: '应计工作日 ÷ 本期工作日', value: '8 ÷ 21' },
      { label: '各段每期次数 × 应计工作日，除以本期工作日', value: '16 ÷ 21 = 0.76 次' },
      { label: '四舍五入，至少 1 次；不足三分之一的失效', value: '应完成 1 次' },
    ]);
    expect(stepsOf({ ...explanation, arithmetic: null }, '2026-06-20')).toEqual([]);
  });

  it('计入与未计入分开', () => {
    const split = splitFacts([fact('1', 'counts'), fact('2', 'sameDay'), fact('3', 'countsInExtension')]);
    expect(split.counting.map((each) => each.key)).toEqual(['1', '3']);
    expect(split.others.map((each) => each.key)).toEqual(['2']);
  });
});
