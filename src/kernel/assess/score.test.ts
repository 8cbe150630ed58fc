import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Score, scoreSchema } from '../rulebook/score.ts';
import { placesOf, type Quantity, type ScoreInputs, scoreOf } from './score.ts';

const measure = (id: string, weight: string, part: object = {}) => ({
  id,
  label: id,
  source: { onTimeRate: {} },
  target: '100',
  zeroTarget: 'notApplicable',
  weight,
  ...part,
});
const scheme = (measures: object[], adjustments: object[] = []): Score =>
  scoreSchema.parse({
    id: 'ASM-7',
    clause: 'ASM-7',
    title: '综合评分',
    period: 'month',
    roles: ['rm'],
    closedBy: ['business'],
    peers: 'bank',
    tie: 'skip',
    measures,
    adjustments,
  });
const whole = (value: number | string): Quantity => ({ numerator: String(value), denominator: '1' });
const targets = (score: Score) => Object.fromEntries(score.measures.map(({ id, target }) => [id, String(target)]));

describe('[ASM-7] 计分', () => {
  const score = scheme([measure('a', '60'), measure('b', '40', { target: '10', cap: '1.2', floor: '0.5' })]);
  const total = (inputs: ScoreInputs, of = score) => scoreOf(of, inputs, targets(of)).total;

  test('完成率乘权重，超额计至上限，不足计至下限', () => {
    expect(total({ a: whole(100), b: whole(10) })).toBe('100');
    expect(total({ a: whole(50), b: whole(30) })).toBe('78');
    expect(total({ a: whole(50), b: whole(1) })).toBe('50');
  });

  test('三分之一也精确：各项四舍五入到分后相加', () => {
    const third = { numerator: '100', denominator: '3' };
    const result = scoreOf(score, { a: third, b: { numerator: '20', denominator: '3' } }, targets(score));
    expect(result.measures.map((line) => line.score)).toEqual(['20', '26.67']);
    expect(result.total).toBe('46.67');
  });

  test('不适用的指标，权重分给其余各项', () => {
    expect(total({ a: whole(50), b: null })).toBe('50');
    expect(total({ a: null, b: null })).toBe('0');
  });

  test('目标为零：依规定不适用，或视为完成', () => {
    const of = (zeroTarget: string) => scheme([measure('a', '60'), measure('b', '40', { target: '0', zeroTarget })]);
    expect(total({ a: whole(50), b: whole(3) }, of('notApplicable'))).toBe('50');
    expect(total({ a: whole(50), b: whole(3) }, of('full'))).toBe('70');
  });

  test('加减分按件计，至限额为止', () => {
    const of = scheme(
      [measure('a', '100')],
      [{ id: 'p', label: '扣分', source: { points: {} }, each: '-2.5', limit: '6' }],
    );
    expect(total({ a: whole(100), p: whole(2) }, of)).toBe('95');
    expect(total({ a: whole(100), p: whole(9) }, of)).toBe('94');
  });

  test('并列名次：其后跳过，或不跳过', () => {
    const list = ['90', '85.5', '85.50', '70'].map((points, i) => ({ key: `p${i}`, total: points }));
    expect(placesOf(list, 'skip').map(({ place }) => place)).toEqual([1, 2, 2, 4]);
    expect(placesOf(list, 'dense').map(({ place }) => place)).toEqual([1, 2, 2, 3]);
  });
});

/** The same in whole numbers: everything in hundredths, one division at the end of each line. */
function referenceTotal(score: Score, inputs: ScoreInputs): bigint {
  const cents = (text: string) => BigInt(Math.round(Number(text) * 100));
  const live = score.measures.filter(({ id, target, zeroTarget }) =>
    Number(target) === 0 ? zeroTarget === 'full' : inputs[id] != null,
  );
  const all = score.measures.reduce((sum, { weight }) => sum + cents(weight), 0n);
  const carrying = live.reduce((sum, { weight }) => sum + cents(weight), 0n);
  let total = 0n;
  for (const { id, target, weight, cap, floor } of live) {
    let [over, under] = [1n, 1n];
    if (Number(target) !== 0) {
      const value = inputs[id] as Quantity;
      over = BigInt(value.numerator) * 100n;
      under = BigInt(value.denominator) * cents(String(target));
      if (over * 100n > under * cents(cap)) [over, under] = [cents(cap), 100n];
      else if (over * 100n < under * cents(floor)) [over, under] = [cents(floor), 100n];
    }
    const line = over * cents(weight) * all;
    const by = under * carrying;
    total += (2n * line + by) / (2n * by);
  }
  return total;
}

describe('[ASM-7] 与整数演算的结果一致', () => {
  const decimal = fc.integer({ min: 0, max: 30_000 }).map((n) => (n / 100).toFixed(2));
  const lines = fc.array(
    fc.record({
      weight: fc.integer({ min: 1, max: 10_000 }).map((n) => (n / 100).toFixed(2)),
      target: fc.oneof(decimal, fc.constant('0')),
      zeroTarget: fc.constantFrom('notApplicable', 'full'),
      cap: fc.constantFrom('1', '1.2', '2'),
      floor: fc.constantFrom('0', '0.6'),
      value: fc.option(
        fc.record({ numerator: fc.nat(500).map(String), denominator: fc.integer({ min: 1, max: 97 }).map(String) }),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  );
  test('任何一组指标，总分相同', () => {
    fc.assert(
      fc.property(lines, (list) => {
        const score = scheme(list.map(({ value: _, ...part }, i) => measure(`m${i}`, part.weight, part)));
        const inputs = Object.fromEntries(list.map(({ value }, i) => [`m${i}`, value]));
        const { total } = scoreOf(score, inputs, targets(score));
        expect(BigInt(Math.round(Number(total) * 100))).toBe(referenceTotal(score, inputs));
      }),
      { numRuns: 500 },
    );
  });
});
