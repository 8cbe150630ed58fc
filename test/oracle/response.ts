import type { Duration, ResponseRule } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import {
  addDays,
  addHours,
  addMonths,
  type Day,
  dayOf,
  type Instant,
  later,
  midnight,
  nextDay,
  type Workdays,
} from './days.ts';
import type { CustomerVersion, DutyRow, FactVersion } from './history.ts';
import type { Fact, Knowledge } from './knowledge.ts';
import { enteredInTime, matches, type Ruling, rulingOn } from './qualifying.ts';

/** A trigger with the ruling in force on its day and the customer it is about. */
interface Call {
  trigger: Fact;
  ruling: Ruling<ResponseRule>;
  customer: CustomerVersion;
}

const place = ({ occurredAt, key }: Fact) => `${occurredAt} ${key}`;
const byTime = (a: Fact, b: Fact) => (place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1);

/** Shape (b): every duty of one rule whose trigger occurred before `asOf`. */
export function responseDuties(
  knowledge: Knowledge,
  versions: RulebookVersion[],
  ruleId: string,
  asOf: Instant,
): DutyRow[] {
  const taken = new Set<Fact>();
  const all = knowledge.facts.filter((fact) => fact.occurredAt < asOf).sort(byTime);
  const ofCustomer = Map.groupBy(all, (fact) => fact.customer);
  return all.flatMap((trigger) => {
    const facts = ofCustomer.get(trigger.customer) ?? [];
    const ruling = rulingOn(versions, ruleId, 'response', trigger.bizDate);
    const customer = knowledge.customers.find((c) => c.no === trigger.customer);
    if (!ruling || !customer || !matches(trigger, ruling.rule.trigger, ruling.params)) return [];
    const call = { trigger, ruling, customer };
    return [...presentDuty(knowledge, call, facts, taken, asOf), ...formerDuties(knowledge, call)];
  });
}

function presentDuty(knowledge: Knowledge, call: Call, facts: Fact[], taken: Set<Fact>, asOf: Instant): DutyRow[] {
  const { trigger, ruling, customer } = call;
  const { rule } = ruling;
  if ('before' in rule.within && trigger.dueOn === null) return [];
  const duty = blankDuty(knowledge, call, trigger);
  if (trigger.retracted) return [duty];
  // Whether an entry came in time is settled when it comes, by the calendar published by then.
  const inTime = (fact: Fact) =>
    enteredInTime(fact, rule.edges.entryGrace, knowledge.workdays(customer.institution, fact.datedAt));
  const opens = opening(knowledge, call, trigger);
  if (discharged(call, facts, inTime, opens, duty.until)) return [{ ...duty, got: 0 }];
  const response = facts.find(
    (fact) => !taken.has(fact) && fact.occurredAt >= opens && answers(fact, call) && inTime(fact),
  );
  if (response && rule.consume === 'one') taken.add(response);
  const status = () => {
    if (knowledge.isWaived(rule.id, customer, trigger.bizDate)) return 'waived';
    if (response) return response.occurredAt < duty.until ? 'fulfilled' : 'late';
    if (asOf >= duty.until) return 'breached';
    return asOf < opens ? 'pending' : 'open';
  };
  return [{ ...duty, got: response ? 1 : 0, status: status() }];
}

/** When the window opens: the start of the day that the count ends on, as the calendar then was. */
function opening(knowledge: Knowledge, { ruling, customer }: Call, version: FactVersion): Instant {
  const { notBefore } = ruling.rule;
  const { occurredAt, dueOn } = version;
  if (!notBefore) return occurredAt;
  if ('hours' in notBefore) return addHours(occurredAt, notBefore.hours);
  const workdays = knowledge.workdaysFirstKnown(customer.institution, occurredAt);
  if ('before' in notBefore) {
    return dueOn === null ? occurredAt : later(occurredAt, midnight(countBack(notBefore, dueOn, workdays)));
  }
  const day = dayOf(occurredAt);
  if ('by' in notBefore) return later(occurredAt, endOf(notBefore, version, workdays));
  if ('days' in notBefore) return midnight(addDays(day, notBefore.days));
  if ('months' in notBefore) return midnight(addMonths(day, notBefore.months));
  return midnight(workdays.nthAfter(day, notBefore.workdays));
}

/** A fact from the trigger to the window's opening, or to the deadline, that makes the duty void. */
function discharged(
  { trigger, ruling }: Call,
  facts: Fact[],
  inTime: (fact: Fact) => boolean,
  opens: Instant,
  until: Instant,
): boolean {
  const { unless } = ruling.rule;
  if (!unless) return false;
  const end = unless.before === 'deadline' ? until : opens;
  return facts.some((fact) => {
    if (fact.retracted || fact.customer !== trigger.customer) return false;
    if (fact.kind === trigger.kind && fact.key === trigger.key) return false;
    if (fact.occurredAt < trigger.occurredAt || fact.occurredAt >= end) return false;
    if (unless.match === 'ref' && fact.ref !== trigger.key) return false;
    if (unless.match === 'actor' && (fact.actor === null || fact.actor !== trigger.actor)) return false;
    return matches(fact, unless, ruling.params) && inTime(fact);
  });
}

/** When the anchoring date moves, the duty is re-keyed: every older date leaves a void duty behind. */
function formerDuties(knowledge: Knowledge, call: Call): DutyRow[] {
  if (!('before' in call.ruling.rule.within)) return [];
  const formerly = new Map<Day, FactVersion>();
  for (const version of call.trigger.versions) if (version.dueOn !== null) formerly.set(version.dueOn, version);
  if (call.trigger.dueOn !== null) formerly.delete(call.trigger.dueOn);
  return [...formerly.values()].map((version) => blankDuty(knowledge, call, version));
}

function answers(fact: Fact, { trigger, ruling: { rule, params } }: Call): boolean {
  if (fact.retracted || fact.occurredAt < trigger.occurredAt) return false;
  if (fact.kind === trigger.kind && byTime(fact, trigger) <= 0) return false;
  if (!matches(fact, rule.response, params)) return false;
  switch (rule.response.match) {
    case 'ref':
      return fact.customer === trigger.customer && fact.ref === trigger.key;
    case 'subject':
      return fact.customer === trigger.customer;
    case 'actor':
      return fact.customer === trigger.customer && fact.actor !== null && fact.actor === trigger.actor;
  }
}

/** The duty of one version of a trigger before anything answered it. */
function blankDuty(knowledge: Knowledge, call: Call, version: FactVersion): DutyRow {
  const { rule } = call.ruling;
  return {
    rule: rule.id,
    clause: rule.clause,
    subjectType: rule.subject,
    subject: call.customer.no,
    anchor: 'before' in rule.within ? `${version.key}@${version.dueOn}` : version.key,
    start: opening(knowledge, call, version),
    until: lastingEnd(knowledge, call, version),
    bearer: bearerOf(knowledge, call, version),
    need: 1,
    got: 0,
    status: 'void',
  };
}

/** The end by the calendar as it was known when the trigger occurred; what is published while it is open may put it off. */
function lastingEnd(knowledge: Knowledge, { ruling, customer }: Call, version: FactVersion): Instant {
  const { within } = ruling.rule;
  let until = endOf(within, version, knowledge.workdaysFirstKnown(customer.institution, version.occurredAt));
  for (const published of knowledge.publications) {
    if (published <= version.occurredAt || published >= until) continue;
    until = later(until, endOf(within, version, knowledge.workdays(customer.institution, published)));
  }
  return until;
}

function endOf(within: Duration, { occurredAt, dueOn }: FactVersion, workdays: Workdays): Instant {
  const day = dayOf(occurredAt);
  const after = (last: Day) => midnight(nextDay(last));
  if ('hours' in within) return addHours(occurredAt, within.hours);
  if ('by' in within) {
    const lastDay = addDays(day, within.daysAfter);
    return within.by === '24:00' ? after(lastDay) : `${lastDay}T${within.by}`;
  }
  if ('before' in within) return after(workdays.rollBackward(countBack(within, dueOn as Day, workdays)));
  if ('days' in within) return after(workdays.rollForward(addDays(day, within.days)));
  if ('months' in within) return after(workdays.rollForward(addMonths(day, within.months)));
  return after(workdays.nthAfter(day, within.workdays));
}

function countBack(within: Extract<Duration, { before: string }>, date: Day, workdays: Workdays): Day {
  if (within.months !== undefined) return addMonths(date, -within.months);
  if (within.workdays !== undefined) return workdays.nthBefore(date, within.workdays);
  return addDays(date, -(within.days ?? 0));
}

function bearerOf(knowledge: Knowledge, { ruling: { rule }, customer }: Call, version: FactVersion): string | null {
  if (typeof rule.bearer === 'object') {
    return knowledge.officer(rule.bearer.officer, customer.institution, dayOf(version.occurredAt));
  }
  if (rule.bearer === 'actor') return version.actor;
  throw new Error(`a response duty about a customer has no bearer ${rule.bearer}`);
}
