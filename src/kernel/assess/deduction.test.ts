import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deductionTerms, judgeDeduction, mostDeductible } from './deduction.ts';

const terms = { share: '0.2', minimumWage: '2000' };
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const fen = (text: string) => Math.round(Number(text) * 100);
const amounts = fc.integer({ min: 0, max: 5_000_000 });
const anyTerms = fc.record({ percent: fc.integer({ min: 0, max: 100 }), minimum: amounts });

describe('[ASM-16] 绩效扣减的限度', () => {
  test.each([
    ['工资的两成', '6000', '1200.00'],
    ['余额不低于最低工资，取其低者', '2300', '300.00'],
    ['工资等于最低工资的，不得扣减', '2000', '0.00'],
    ['工资低于最低工资的，不得扣减', '1800', '0.00'],
    ['不足一分的舍去', '3333.33', '666.66'],
  ])('%s', (_what, wage, most) => {
    expect(mostDeductible(wage, terms)).toBe(most);
  });

  test('恰好用尽的可以，多一分即拦下并说明还可扣多少', () => {
    expect(judgeDeduction({ wage: '6000', taken: '1150', amount: '50' }, terms)).toEqual({
      allowed: true,
      left: '50.00',
    });
    expect(judgeDeduction({ wage: '6000', taken: '1150', amount: '50.01' }, terms)).toEqual({
      allowed: false,
      why: 'beyond',
      left: '50.00',
    });
  });

  test('工资不明或制度没有限度的，一分也不扣', () => {
    expect(judgeDeduction({ wage: null, taken: '0', amount: '0.01' }, terms)).toEqual({
      allowed: false,
      why: 'wageUnknown',
    });
    expect(judgeDeduction({ wage: '6000', taken: '0', amount: '0.01' }, null)).toEqual({
      allowed: false,
      why: 'noTerms',
    });
    expect(deductionTerms({ parameters: {} })).toBeNull();
  });

  test('任何一串扣减，放行的合计都不超过份额，也不使余额低于最低工资', () => {
    fc.assert(
      fc.property(amounts, anyTerms, fc.array(amounts, { maxLength: 12 }), (wage, { percent, minimum }, wanted) => {
        const held = { share: String(percent / 100), minimumWage: yuan(minimum) };
        let taken = 0;
        for (const one of wanted) {
          const verdict = judgeDeduction({ wage: yuan(wage), taken: yuan(taken), amount: yuan(one) }, held);
          if (verdict.allowed) taken += one;
          else if (verdict.why === 'beyond') expect(one).toBeGreaterThan(fen(verdict.left));
        }
        expect(taken * 100).toBeLessThanOrEqual(wage * percent);
        if (taken > 0) expect(wage - taken).toBeGreaterThanOrEqual(minimum);
      }),
    );
  });

  test('拦下的，确是再扣一分也会越过其中一条', () => {
    fc.assert(
      fc.property(amounts, anyTerms, (wage, { percent, minimum }) => {
        const held = { share: String(percent / 100), minimumWage: yuan(minimum) };
        const next = fen(mostDeductible(yuan(wage), held)) + 1;
        expect(next * 100 > wage * percent || wage - next < minimum).toBe(true);
      }),
    );
  });
});
