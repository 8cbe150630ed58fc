import { expect, test } from 'vitest';
import { wanToYuan, yuanToWan } from './amounts.ts';

test('[RUL-2] 万元与元之间只移小数点，一分不差', () => {
  expect(['5000000', '100000000', '12345.67', '50', '0', '-20000'].map(yuanToWan)).toEqual([
    '500',
    '10000',
    '1.234567',
    '0.005',
    '0',
    '-2',
  ]);
  expect(['500', '1.234567', '0.005', '.5'].map(wanToYuan)).toEqual(['5000000', '12345.67', '50', '.5']);
});
