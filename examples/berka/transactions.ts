import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import { type AscRow, dateOf, field, hellersOf } from './asc.ts';

export type Transaction = {
  no: string;
  account: string;
  /** What the account gained, in hellers; negative for a withdrawal. */
  gain: number;
  /** The account's balance after it, as the data states it: rounded to 10 hellers. */
  balance: number;
  isLoanPayment: boolean;
  isAtCounter: boolean;
};

/** What happened to one account on one day. */
export type AccountDay = {
  account: string;
  date: CivilDate;
  transactions: Transaction[];
  closing: number;
};

const CREDIT = 'PRIJEM';
const CASH = new Set(['VKLAD', 'VYBER']);
const LOAN_PAYMENT = 'UVER';
/** Amounts and balances are rounded to 10 hellers, each on its own. */
const ROUNDING = 6;

/** The days of all accounts, in order of date. The table has to be in order of date, as it comes. */
export async function* accountDays(rows: AsyncIterable<AscRow>): AsyncGenerator<AccountDay> {
  const balances = new Map<string, number>();
  let date: string | undefined;
  let ofDay: Transaction[] = [];
  for await (const row of rows) {
    const next = field(row, 'date');
    if (date !== undefined && next !== date) {
      if (next < date) throw new Error(`the transactions are not in order of date: ${next} follows ${date}`);
      yield* closeDay(dateOf(date), ofDay, balances);
      ofDay = [];
    }
    date = next;
    ofDay.push(transactionOf(row));
  }
  if (date !== undefined) yield* closeDay(dateOf(date), ofDay, balances);
}

function transactionOf(row: AscRow): Transaction {
  const purpose = field(row, 'k_symbol').trim();
  const amount = hellersOf(field(row, 'amount'));
  return {
    no: field(row, 'trans_id'),
    account: field(row, 'account_id'),
    gain: field(row, 'type') === CREDIT ? amount : -amount,
    balance: hellersOf(field(row, 'balance')),
    isLoanPayment: purpose === LOAN_PAYMENT,
    // With a purpose it is a charge or a standing payment that the bank itself takes.
    isAtCounter: CASH.has(field(row, 'operation')) && purpose === '',
  };
}

function* closeDay(date: CivilDate, ofDay: Transaction[], balances: Map<string, number>): Generator<AccountDay> {
  for (const [account, transactions] of Map.groupBy(ofDay, (one) => one.account)) {
    const closing = closingBalance(balances.get(account) ?? 0, transactions);
    balances.set(account, closing);
    yield { account, date, transactions, closing };
  }
}

/**
 * Within a day the table is not in the order in which things happened, so its last row is not the day's end (it is not
 * in one of eleven days). The last transaction is the one whose balance is the opening balance and all of the day.
 */
function closingBalance(opening: number, transactions: readonly Transaction[]): number {
  const expected = transactions.reduce((sum, { gain }) => sum + gain, opening);
  const tolerance = ROUNDING * (transactions.length + 1);
  const last = transactions.findLast(({ balance }) => Math.abs(balance - expected) <= tolerance);
  if (!last) throw new Error(`the balances of account ${transactions[0]?.account} do not add up`);
  return last.balance;
}
