import { expect, it } from 'vitest';
import type { AscRow } from './asc.ts';
import { accountDays } from './transactions.ts';

const row = (date: string, type: string, amount: string, balance: string, over: AscRow = {}): AscRow => ({
  trans_id: '1',
  account_id: '7',
  date,
  type,
  operation: 'VKLAD',
  amount,
  balance,
  k_symbol: '',
  ...over,
});

async function* stream(rows: AscRow[]) {
  yield* rows;
}

const daysOf = (...rows: AscRow[]) => Array.fromAsync(accountDays(stream(rows)));

it('a day ends with the balance that all its movements lead to, whatever their order in the file', async () => {
  // 1,000 − 200.04 + 500 = 1,299.96, stated as 1,300; the file has the withdrawal first, though it came last.
  const days = await daysOf(
    row('930101', 'PRIJEM', '1000.00', '1000.00'),
    row('930102', 'VYDAJ', '200.04', '1300.00'),
    row('930102', 'PRIJEM', '500.00', '1500.00'),
  );
  expect(days.map(({ date, closing }) => [date, closing])).toEqual([
    ['1993-01-01', 100_000],
    ['1993-01-02', 130_000],
  ]);
});

it('only cash without a purpose was handed over at the counter', async () => {
  const [day] = await daysOf(
    row('930101', 'PRIJEM', '1000.00', '1000.00'),
    row('930101', 'VYDAJ', '10.00', '990.00', { operation: 'VYBER', k_symbol: 'SLUZBY' }),
    row('930101', 'PRIJEM', '5.00', '995.00', { operation: 'PREVOD Z UCTU' }),
    row('930101', 'VYBER', '5.00', '990.00', { operation: 'VYBER', k_symbol: ' ' }),
  );
  expect(day?.transactions.map(({ isAtCounter }) => isAtCounter)).toEqual([true, false, false, true]);
});

it('balances that do not add up, and days out of order, are refused', async () => {
  await expect(daysOf(row('930101', 'PRIJEM', '1000.00', '900.00'))).rejects.toThrow('do not add up');
  const later = row('930102', 'PRIJEM', '1.00', '1.00');
  await expect(daysOf(later, row('930101', 'PRIJEM', '1.00', '2.00'))).rejects.toThrow('not in order of date');
});
