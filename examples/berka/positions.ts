import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import { amountText } from './asc.ts';
import type { Loan } from './loans.ts';
import type { AccountDay } from './transactions.ts';

export type Customer = { no: string; manager: string };
type Position = { deposit: number; loan: Loan | undefined; isGranted: boolean; owed: number };

/** There is no time of day in the data. */
const COUNTER_TIME = '10:00';

/**
 * A row for each day on which an account's money or loan moved: the closing balance is the 存款余额, the sum of its loan
 * the 授信金额, and what was not paid back of it the 贷款余额.
 */
export async function* balanceRows(
  days: AsyncIterable<AccountDay>,
  loans: ReadonlyMap<string, Loan>,
  customerOf: (account: string) => Customer,
): AsyncGenerator<string[]> {
  const positions = new Map<string, Position>();
  let last: CivilDate | undefined;
  for await (const { account, date, transactions, closing } of days) {
    const loan = loans.get(account);
    const position = positions.get(account) ?? { deposit: 0, loan, isGranted: false, owed: 0 };
    positions.set(account, position);
    if (loan && !position.isGranted && loan.granted < date) yield grant(position, loan, customerOf(account));
    if (loan?.granted === date) Object.assign(position, { isGranted: true, owed: loan.amount });
    for (const { isLoanPayment, gain } of transactions) if (isLoanPayment) position.owed += gain;
    position.deposit = closing;
    yield balanceRow(position, customerOf(account), date);
    last = date;
  }
  for (const [account, position] of positions) {
    const { loan, isGranted } = position;
    if (loan && last && !isGranted && loan.granted <= last) yield grant(position, loan, customerOf(account));
  }
}

/** The loan was paid out on a day without a movement of the account. */
function grant(position: Position, loan: Loan, customer: Customer): string[] {
  Object.assign(position, { isGranted: true, owed: loan.amount });
  return balanceRow(position, customer, loan.granted);
}

function balanceRow({ deposit, loan, isGranted, owed }: Position, { no }: Customer, date: CivilDate): string[] {
  const credit = loan && isGranted ? loan.amount : 0;
  return [no, date, amountText(deposit), amountText(credit), amountText(owed)];
}

/**
 * The data has no contacts. What it has is cash paid in or taken out at the counter: the customer was there, so his
 * manager could speak to him. Each such day is one 到访; it can settle a contact, never a visit to the customer.
 */
export async function* contactRows(
  days: AsyncIterable<AccountDay>,
  customerOf: (account: string) => Customer,
): AsyncGenerator<string[]> {
  for await (const { account, date, transactions } of days) {
    const first = transactions
      .filter(({ isAtCounter }) => isAtCounter)
      .map(({ no }) => Number(no))
      .toSorted((a, b) => a - b)[0];
    if (first === undefined) continue;
    const { no, manager } = customerOf(account);
    yield [`T${first}`, no, manager, `${date}T${COUNTER_TIME}`, '到访', '', '柜台现金业务', '', ''];
  }
}
