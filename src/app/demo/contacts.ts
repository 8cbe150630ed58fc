import { addDays, type CivilDate, type Period, startOfDay } from '../../kernel/calendar/index.ts';
import type { CsvRow } from './csv.ts';
import { type Balance, type Customer, holderOn } from './customers.ts';
import type { Habits } from './organisation.ts';
import type { Random } from './random.ts';
import type { Span } from './span.ts';
import { REASONS, RESULTS } from './words.ts';

/** One entry about a contact. Times are of the bank's day, in minutes. */
export type Contact = {
  no: string;
  customer: Customer;
  staffNo: string;
  day: CivilDate;
  minute: number;
  method: string;
  enteredOn: CivilDate;
  enteredAt: number;
  reason: string;
  result: string;
  isRetracted: boolean;
};

type IsAway = (staffNo: string, day: CivilDate) => boolean;

const MAJOR = 5e6;
const MIDDLE = 1e6;
/** How often a general customer is thought of in a month; twice as often in the last one of a half-year. */
const GENERAL = 0.3;
/** Calls beside what is due, a month. */
const CALLS = { major: 0.8, middle: 0.4, general: 0.05 };
const METHODS = [
  ['电话', 55],
  ['微信', 20],
  ['到访', 12],
  ['走访', 6],
  ['短信', 5],
  ['视频', 2],
] as const;
const OPENS = 9 * 60;
const CLOSES = 17 * 60;
const EVENING = 20 * 60;
/** How often somebody who is away looks for another day. */
const ATTEMPTS = 4;
const CORRECTED = 0.01;
const RETRACTED = 0.003;

/** A year of contacts as people leave them: what is due and calls besides, rushes at the month's end, late entries. */
export function* createContacts(
  random: Random,
  span: Span,
  customers: readonly Customer[],
  isAway: IsAway,
): Generator<Contact> {
  let serial = 0;
  for (const month of span.months) {
    const days = workdaysOf(span, month);
    for (const customer of customers) {
      for (const method of plan(random, customer, month)) {
        const contact = meet(random, span, { customer, days, method, isAway });
        if (!contact) continue;
        serial += 1;
        yield* entries(random, span, { ...contact, no: `J${String(serial).padStart(7, '0')}` });
      }
    }
  }
}

function workdaysOf({ workdays }: Span, { start, end }: Period): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = start; day < end; day = addDays(day, 1)) if (workdays.isWorkday(day)) days.push(day);
  return days;
}

/** The methods of this month's contacts with a customer. */
function plan(random: Random, customer: Customer, { start, end }: Period): string[] {
  const holder = holderOn(customer, addDays(end, -1));
  const money = balanceOn(customer.balances, start);
  if (!holder || !money) return [];
  const { diligence } = holder.habits;
  const size = Math.max(money.deposit, money.credit);
  const due = size >= MAJOR ? 2 : size >= MIDDLE ? 1 : 0;
  const calls = size >= MAJOR ? CALLS.major : size >= MIDDLE ? CALLS.middle : CALLS.general;
  const methods: string[] = [];
  for (let visit = 0; visit < due; visit++) if (random.chance(diligence)) methods.push('走访');
  if (random.chance(calls * diligence)) methods.push(random.weighted(METHODS));
  const isLastOfHalf = end.slice(5, 7) === '01' || end.slice(5, 7) === '07';
  if (due === 0 && random.chance(GENERAL * diligence * (isLastOfHalf ? 2 : 1))) methods.push(random.weighted(METHODS));
  return methods;
}

const balanceOn = (balances: readonly Balance[], day: CivilDate): Balance | undefined =>
  balances.findLast(({ from }) => from <= day) ?? balances[0];

function meet(
  random: Random,
  span: Span,
  { customer, days, method, isAway }: { customer: Customer; days: CivilDate[]; method: string; isAway: IsAway },
): Omit<Contact, 'no'> | undefined {
  const habits = holderOn(customer, days.at(-1) as CivilDate)?.habits;
  if (!habits) return undefined;
  const day = freeDay(random, { customer, days, isAway, evenness: habits.evenness });
  const holder = day && holderOn(customer, day);
  if (!holder) return undefined;
  const minute = random.whole(OPENS, CLOSES);
  const entered = entryOf(random, span, holder.habits, { day, minute });
  const kind = method === '走访' ? 'visit' : 'other';
  return {
    customer,
    staffNo: holder.no,
    day,
    minute,
    method,
    ...entered,
    reason: random.pick(REASONS[kind]),
    result: random.pick(RESULTS[kind]),
    isRetracted: false,
  };
}

/** A day of the month on which the holder is at work; none when he is away at every try. */
function freeDay(
  random: Random,
  { customer, days, isAway, evenness }: { customer: Customer; days: CivilDate[]; isAway: IsAway; evenness: number },
): CivilDate | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const day = days[Math.floor(random.next() ** evenness * days.length)] as CivilDate;
    const holder = holderOn(customer, day);
    if (holder && day >= customer.openedOn && !isAway(holder.no, day)) return day;
  }
  return undefined;
}

function entryOf(
  random: Random,
  { workdays }: Span,
  { promptness }: Habits,
  { day, minute }: { day: CivilDate; minute: number },
): { enteredOn: CivilDate; enteredAt: number } {
  if (random.chance(promptness)) {
    return { enteredOn: day, enteredAt: Math.min(minute + random.whole(20, 200), EVENING) };
  }
  // Mostly within the grace that a late entry has, sometimes beyond it.
  const delay = random.chance(0.85) ? random.whole(1, 2) : random.whole(4, 9);
  return { enteredOn: workdays.nthWorkdayAfter(day, delay), enteredAt: random.whole(OPENS, CLOSES) };
}

/** The contact as first entered and, seldom, corrected or retracted afterwards; nothing of the future. */
function* entries(random: Random, span: Span, contact: Contact): Generator<Contact> {
  if (!isPast(span, contact)) return;
  yield contact;
  const later = { enteredOn: span.workdays.nthWorkdayAfter(contact.enteredOn, random.whole(1, 6)), enteredAt: OPENS };
  if (!isPast(span, { ...contact, ...later })) return;
  if (random.chance(RETRACTED)) yield { ...contact, ...later, isRetracted: true };
  else if (random.chance(CORRECTED)) yield { ...contact, ...later, result: `${contact.result || '已沟通'}（更正）` };
}

function isPast({ now, zone }: Span, { enteredOn, enteredAt }: Contact): boolean {
  return startOfDay(enteredOn, zone).getTime() + enteredAt * 60_000 < now.getTime();
}

export const CONTACT_COLUMNS = [
  '流水号',
  '客户号',
  '工号',
  '时间',
  '方式',
  '录入时间',
  '事由',
  '结果',
  '撤回',
] as const;

export function* contactRows(contacts: Iterable<Contact>): Generator<CsvRow> {
  for (const { no, customer, staffNo, method, reason, result, isRetracted, ...when } of contacts) {
    const occurred = moment(when.day, when.minute);
    const entered = moment(when.enteredOn, when.enteredAt);
    yield [no, customer.no, staffNo, occurred, method, entered, reason, result, isRetracted ? '是' : '否'];
  }
}

function moment(day: CivilDate, minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
