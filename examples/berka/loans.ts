import { addMonths, type CivilDate, compare, partsOf } from '../../src/kernel/calendar/index.ts';
import { type AscRow, amountText, dateOf, field, hellersOf } from './asc.ts';

export type Loan = {
  no: string;
  account: string;
  granted: CivilDate;
  due: CivilDate;
  amount: number;
  /** A month's payment; the loans of the data bear no interest. */
  payment: number;
  status: string;
};

/** The data states each loan as it stood on its last day. */
const STATED_ON = '1998-12-31' as CivilDate;

/** A, B: finished, paid or not; C, D: running, in order or in debt. */
const CLASSES: Readonly<Record<string, string>> = { A: '正常', B: '可疑', C: '正常', D: '次级' };

export function readLoan(row: AscRow): Loan {
  const granted = dateOf(field(row, 'date'));
  return {
    no: `L${field(row, 'loan_id')}`,
    account: field(row, 'account_id'),
    granted,
    due: addMonths(granted, Number(field(row, 'duration'))),
    amount: hellersOf(field(row, 'amount')),
    payment: hellersOf(field(row, 'payments')),
    status: field(row, 'status'),
  };
}

/** Each loan twice: as it was granted, and as its status says it stood in the end, known from that day. */
export function loanRows(loans: readonly Loan[], customerOf: (account: string) => { no: string; manager: string }) {
  return loans.flatMap((loan) => {
    const { no, manager } = customerOf(loan.account);
    const constant = [loan.no, no, manager, '个人贷款', amountText(loan.amount), loan.granted, loan.due];
    const end = compare(loan.due, STATED_ON) < 0 ? loan.due : STATED_ON;
    return [
      [...constant, amountText(loan.amount), '正常', '', loan.granted],
      [...constant, amountText(scheduled(loan, end)), CLASSES[loan.status] ?? '', '', end],
    ];
  });
}

/** What was left by the plan of payments; what a debtor really owed is not in the data. */
function scheduled({ granted, amount, payment }: Loan, on: CivilDate): number {
  const [from, to] = [partsOf(granted), partsOf(on)];
  const months = (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
  return Math.max(0, amount - payment * months);
}
