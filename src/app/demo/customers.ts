import { addDays, addMonths, type CivilDate, civilDateFrom } from '../../kernel/calendar/index.ts';
import type { CsvRow } from './csv.ts';
import { createFirmNames, personName, townOf } from './names.ts';
import type { Manager, Organisation } from './organisation.ts';
import type { Random } from './random.ts';
import type { Span } from './span.ts';

export type Custody = { manager: Manager; from: CivilDate; until: CivilDate | null };

/** `deposit`, `credit`, `loan` in yuan, in force from the day. */
export type Balance = { from: CivilDate; deposit: number; credit: number; loan: number };

export type Customer = {
  no: string;
  name: string;
  isFirm: boolean;
  institutionNo: string;
  openedOn: CivilDate;
  custody: Custody[];
  balances: Balance[];
};

const CUSTOMERS = 12_000;
/** Yuan between which the usual money of a customer lies. */
type Size = { least: number; most: number; isBig: boolean };
/** With the percentage of such customers. */
const SIZES: readonly (readonly [Size, number])[] = [
  [{ least: 100e6, most: 400e6, isBig: true }, 0.8],
  [{ least: 5.2e6, most: 60e6, isBig: true }, 7],
  [{ least: 1.1e6, most: 4.8e6, isBig: false }, 19],
  [{ least: 2e3, most: 0.95e6, isBig: false }, 73.2],
];
const FIRST_YEAR = 2012;
/** Shares that make a year look lived in. */
const NEW_THIS_YEAR = 0.05;
const UNASSIGNED = 0.004;
const SWAPS = 12;
const SWAPS_AT_MONTH_END = 2;
const SWAPPED_CUSTOMERS = 15;

export function createCustomers(random: Random, span: Span, { managers }: Organisation): Customer[] {
  const firmName = createFirmNames(random);
  const customers: Customer[] = [];
  for (let index = 0; index < CUSTOMERS; index++) {
    const manager = managers[index % managers.length] as Manager;
    const size = random.weighted(SIZES);
    const isFirm = random.chance(size.isBig ? 0.85 : 0.3);
    const openedOn = openingDay(random, span);
    customers.push({
      no: `C${String(100_001 + index)}`,
      name: isFirm ? firmName(townOf(manager.branch)) : personName(random),
      isFirm,
      institutionNo: manager.institutionNo,
      openedOn,
      custody: random.chance(UNASSIGNED) ? [] : [{ manager, from: openedOn, until: null }],
      balances: createBalances(random, span, openedOn, size),
    });
  }
  handOver(random, span, managers, customers);
  return customers;
}

function openingDay(random: Random, span: Span): CivilDate {
  const until = span.start;
  if (random.chance(NEW_THIS_YEAR)) return span.workdays.rollBackward(addDays(span.today, -random.whole(3, 330)));
  const year = random.whole(FIRST_YEAR, Number(until.slice(0, 4)) - 1);
  const month = String(random.whole(1, 12)).padStart(2, '0');
  return span.workdays.rollForward(civilDateFrom(`${year}-${month}-${String(random.whole(1, 28)).padStart(2, '0')}`));
}

/** The well-to-do have a row a month, the others one a quarter; money drifts, and now and then it leaps over a line. */
function createBalances(random: Random, span: Span, openedOn: CivilDate, { least, most }: Size): Balance[] {
  const isClient = least > 1e6;
  const borrows = random.chance(isClient ? 0.5 : 0.12);
  let level = least * (most / least) ** random.next();
  const balances: Balance[] = [];
  for (let from = span.start; from <= span.today; from = addMonths(from, isClient ? 1 : 3)) {
    level *= 0.9 + random.next() * 0.21;
    if (random.chance(0.012)) level *= random.pick([0.35, 0.5, 2, 3.2]);
    const credit = borrows ? round(level * 1.3, 10_000) : 0;
    const loan = borrows ? round(credit * (0.5 + random.next() * 0.5), 10_000) : 0;
    const since = from > openedOn ? from : openedOn;
    const deposit = round(borrows && isClient ? level * (0.2 + random.next()) : level, 0.01);
    if (balances.at(-1)?.from === since) balances.pop();
    balances.push({ from: since, deposit, credit, loan });
  }
  return balances.filter(({ from }) => from <= span.today);
}

const round = (amount: number, unit: number): number => Math.round(amount / unit) * unit;

/** 依据 CUS-6: customers of who left go to his colleagues; and some change hands within an outlet. */
function handOver(random: Random, span: Span, managers: readonly Manager[], customers: readonly Customer[]): void {
  const byManager = Map.groupBy(customers, (customer) => customer.custody[0]?.manager);
  const colleagues = (manager: Manager): Manager[] =>
    managers.filter(({ no, institutionNo, leftOn }) => {
      return institutionNo === manager.institutionNo && no !== manager.no && leftOn === null;
    });
  for (const manager of managers.filter(({ leftOn }) => leftOn !== null)) {
    const heirs = colleagues(manager);
    for (const customer of byManager.get(manager) ?? []) {
      pass(customer, heirs[random.whole(0, heirs.length - 1)] as Manager, manager.leftOn as CivilDate);
    }
  }
  for (let swap = 0; swap < SWAPS; swap++) {
    const manager = random.pick(managers.filter(({ leftOn }) => leftOn === null));
    const heir = random.pick(colleagues(manager));
    const day = swap < SWAPS_AT_MONTH_END ? lateInLastMonth(span, swap + 2) : someWorkday(random, span);
    for (const customer of (byManager.get(manager) ?? []).slice(0, SWAPPED_CUSTOMERS)) pass(customer, heir, day);
  }
}

/** So near the month's end that the new bearer is given some days of the next one. */
const lateInLastMonth = ({ months, workdays }: Span, before: number): CivilDate =>
  workdays.nthWorkdayBefore(months.at(-1)?.start as CivilDate, before);

const someWorkday = (random: Random, { today, workdays }: Span): CivilDate =>
  workdays.rollForward(addDays(today, -random.whole(5, 320)));

function pass(customer: Customer, manager: Manager, day: CivilDate): void {
  const last = customer.custody.at(-1);
  if (!last || last.from >= day || last.manager === manager) return;
  last.until = day;
  customer.custody.push({ manager, from: day, until: null });
}

export const holderOn = ({ custody }: Customer, day: CivilDate): Manager | undefined =>
  custody.find(({ from, until }) => from <= day && (until === null || day < until))?.manager;

export const CUSTOMER_COLUMNS = [
  '客户号',
  '客户名称',
  '类型',
  '机构号',
  '建档日期',
  '证件类型',
  '证件号',
  '联系电话',
] as const;

/** Document and telephone numbers have the form of real ones and prefixes that are given to nobody. */
export function* customerRows(random: Random, customers: readonly Customer[]): Generator<CsvRow> {
  const digits = (count: number) => Array.from({ length: count }, () => random.whole(0, 9)).join('');
  for (const { no, name, isFirm, institutionNo, openedOn } of customers) {
    const [documentType, documentNo] = isFirm
      ? ['统一社会信用代码', `9999${digits(14)}`]
      : ['居民身份证', `999999${random.whole(1955, 2002)}0${random.whole(1, 9)}${random.whole(10, 28)}${digits(4)}`];
    yield [no, name, isFirm ? '对公' : '个人', institutionNo, openedOn, documentType, documentNo, `100${digits(8)}`];
  }
}

export const CUSTODY_COLUMNS = ['客户号', '起始日期', '角色', '工号', '终止日期'] as const;

export function* custodyRows(customers: readonly Customer[]): Generator<CsvRow> {
  for (const { no, custody } of customers) {
    for (const { manager, from, until } of custody) yield [no, from, '主办', manager.no, until];
  }
}

export const BALANCE_COLUMNS = ['客户号', '日期', '存款余额', '授信金额', '贷款余额'] as const;

export function* balanceRows(customers: readonly Customer[]): Generator<CsvRow> {
  for (const { no, balances } of customers) {
    for (const { from, deposit, credit, loan } of balances) yield [no, from, deposit.toFixed(2), credit, loan];
  }
}
