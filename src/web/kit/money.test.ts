import { describe, expect, it } from 'vitest';
import { moneyText } from './money.ts';

describe('金额', () => {
  it('1 万元起以万元两位小数显示，此下以元显示', () => {
    expect(moneyText('9999.99')).toEqual({ text: '9,999.99', unit: '元', exact: '9,999.99 元' });
    expect(moneyText('10000')).toEqual({ text: '1.00', unit: '万元', exact: '10,000.00 元' });
    expect(moneyText('5000000.00')?.text).toBe('500.00');
  });

  it('四舍五入到百元，不经浮点', () => {
    expect(moneyText('12349.99')?.text).toBe('1.23');
    expect(moneyText('12350')?.text).toBe('1.24');
    expect(moneyText('-12350')?.text).toBe('−1.24');
    expect(moneyText('99999999999999.99')).toEqual({
      text: '10,000,000,000.00',
      unit: '万元',
      exact: '99,999,999,999,999.99 元',
    });
  });

  it('不是金额的不硬凑', () => {
    expect(moneyText('abc')).toBeNull();
    expect(moneyText('1.234')).toBeNull();
    expect(moneyText('')).toBeNull();
  });
});
