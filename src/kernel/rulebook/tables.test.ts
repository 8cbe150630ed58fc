import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Axis, type Cell, type Interval, proveTable } from './tables.ts';

const money: Axis = { kind: 'number', least: '0', step: '0.01' };
const from = (value: string, closed = true): Interval => ({ from: { value, closed } });
const until = (value: string, closed = false): Interval => ({ until: { value, closed } });
const everything = { within: 'everything' } as const;
const reach = { within: 'reach' } as const;

describe('[RUL-2] 表格无缺口、无重叠的证明', () => {
  test('首尾相接的档既无重叠也无缺口', () => {
    const middle = { ...from('1000000'), ...until('5000000') };
    expect(proveTable([money], [[from('5000000')], [middle], [until('1000000')]], everything)).toEqual({
      empty: [],
      overlaps: [],
      gap: null,
    });
  });

  test('重叠指出两档和同时落入的例子', () => {
    const proof = proveTable([money], [[from('5000000')], [{ ...from('1000000'), ...until('5000000', true) }]], reach);
    expect(proof.overlaps).toEqual([{ rows: [0, 1], example: ['5000000'] }]);
  });

  test('缺口举出落空的例子；分为最小单位时 99.99 与 100 之间没有缺口', () => {
    const rows = [[from('100')], [until('99.99', true)]];
    expect(proveTable([money], rows, everything).gap).toBe(null);
    expect(proveTable([{ kind: 'number', least: '0' }], rows, everything).gap).toEqual(['99.991']);
    expect(proveTable([money], [[from('100', false)], [until('100')]], everything).gap).toEqual(['100']);
  });

  test('只在各档所及之内找缺口时，低于最低档的不算', () => {
    expect(proveTable([money], [[from('5000000')]], reach).gap).toBe(null);
    expect(proveTable([money], [[from('5000000')]], everything).gap).toEqual(['0']);
    expect(proveTable([money], [[from('5000000')], [until('1000000')]], reach).gap).toEqual(['1000000']);
  });

  test('自相矛盾的档单独指出', () => {
    expect(proveTable([money], [[{ ...from('5'), ...until('5') }], [undefined]], everything)).toEqual({
      empty: [0],
      overlaps: [],
      gap: null,
    });
  });

  test('数与选项两列并用，重叠与缺口同时找出', () => {
    const kind: Axis = { kind: 'choice', values: ['corporate', 'personal'] };
    const rows: Cell[][] = [
      [['corporate'], from('10')],
      [['corporate'], until('20')],
      [['personal'], from('10')],
    ];
    expect(proveTable([kind, money], rows, everything)).toEqual({
      empty: [],
      overlaps: [{ rows: [0, 1], example: ['corporate', '10'] }],
      gap: ['personal', '0'],
    });
  });

  test('与逐点穷举一致', () => {
    const bound = fc.record({ value: fc.integer({ min: 0, max: 4 }).map(String), closed: fc.boolean() });
    const interval = fc.record({ from: bound, until: bound }, { requiredKeys: [] }) as fc.Arbitrary<Interval>;
    const cell = fc.oneof(fc.constant(undefined), interval);
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
    const points = Array.from({ length: 13 }, (_, index) => index / 2 - 0.5);
    fc.assert(
      fc.property(table, (rows) => {
        const axis: Axis = { kind: 'number', least: '-0.5', step: '0.5' };
        const proof = proveTable([axis, axis], rows, everything);
        const cases = points.flatMap((a) =>
          points.map((b) => rows.filter((row) => holds(row[0], a) && holds(row[1], b)).length),
        );
        expect(proof.overlaps.length > 0).toBe(cases.some((count) => count > 1));
        expect(proof.gap !== null).toBe(cases.some((count) => count === 0));
        if (Array.isArray(proof.gap)) {
          const [a, b] = proof.gap.map(Number) as [number, number];
          expect(rows.some((row) => holds(row[0], a) && holds(row[1], b))).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function holds(cell: Interval | undefined, value: number): boolean {
  const { from: low, until: high } = cell ?? {};
  const above = !low || (low.closed ? value >= Number(low.value) : value > Number(low.value));
  return above && (!high || (high.closed ? value <= Number(high.value) : value < Number(high.value)));
}
