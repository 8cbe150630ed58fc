import { describe, expect, test } from 'vitest';
import type { GoldenCase } from './case.ts';
import { type CaseDuty, caseDifference, caseLines, holds, stillShows, withActual } from './case-outcome.ts';

const duty = (more: Partial<CaseDuty> = {}): CaseDuty => ({
  subject: 'K1',
  anchor: '2025-03-01',
  need: 2,
  got: 1,
  status: 'breached',
  until: '2025-04-01',
  bearer: 'S1',
  ...more,
});
const golden = (expected: GoldenCase['expect']): GoldenCase => ({
  name: '走访一次',
  kind: 'fulfilled',
  asOf: '2025-04-01',
  given: { institutions: [], staff: [], customers: [], leave: [], calendar: [], facts: [] },
  expect: expected,
});
const ONCE = { subject: 'K1', anchor: '2025-03-01', need: 1, got: 1, status: 'fulfilled' } as const;

describe('[RUL-2] 样例的期望与实际', () => {
  test('逐项指出差别，用制度里的说法', () => {
    expect(caseDifference(caseLines([ONCE], [duty()]))).toBe(
      'K1 2025-03-01 的应完成数应为 1，实为 2；K1 2025-03-01 的状态应为 已履行，实为 逾期未履行',
    );
    expect(caseDifference(caseLines([ONCE], []))).toBe('缺少 K1 2025-03-01');
    expect(caseDifference(caseLines([], [duty()]))).toBe('多出 K1 2025-03-01（1/2 逾期未履行）');
  });

  test('样例没有写的项目不论是什么都成立', () => {
    const lines = caseLines([{ subject: 'K1', anchor: '2025-03-01', status: 'breached' }], [duty()]);
    expect(lines.every(holds)).toBe(true);
    expect(caseDifference(lines)).toBe(null);
  });

  test('重算后样例必成立：原来写的项目照写，新出现的义务写次数和状态，不再有的去掉', () => {
    const before = golden([
      { ...ONCE, bearer: 'S9' },
      { ...ONCE, anchor: '2025-02-01' },
    ]);
    const actual = [duty(), duty({ anchor: '2025-04-01', got: 0, status: 'open' })];
    const after = withActual(before, actual);
    expect(after.expect).toEqual([
      { subject: 'K1', anchor: '2025-03-01', need: 2, got: 1, status: 'breached', bearer: 'S1' },
      { subject: 'K1', anchor: '2025-04-01', need: 2, got: 0, status: 'open' },
    ]);
    expect(caseDifference(caseLines(after.expect, actual))).toBe(null);
    expect({ ...after, expect: [] }).toEqual({ ...before, expect: [] });
  });

  test('说明“已履行”的样例重算成违反，说明“不适用”的得出义务，都不再说明原意', () => {
    expect(stillShows('fulfilled', [duty()])).toBe(false);
    expect(stillShows('breached', [duty()])).toBe(true);
    expect(stillShows('exempt', [duty()])).toBe(false);
    expect(stillShows('exempt', [duty({ status: 'void' })])).toBe(true);
  });
});
