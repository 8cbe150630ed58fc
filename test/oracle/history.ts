import type { SubjectType } from '../../src/kernel/rulebook/subject.ts';
import type { Day, Instant } from './days.ts';

/**
 * A history: everything a bank ever recorded, as lists of versions. A version is in force from its `recordedAt` until
 * the next one of the same key (equal moments: the later in the list wins). Rows that have no key of their own carry
 * the moment they were superseded instead.
 */
export interface History {
  institutions: Institution[];
  /** 工号 of everybody. */
  staff: string[];
  customers: CustomerVersion[];
  custody: CustodyVersion[];
  balances: BalanceVersion[];
  facts: FactVersion[];
  leaves: LeaveVersion[];
  calendar: CalendarVersion[];
  waivers: Waiver[];
  appointments: Appointment[];
}

export interface Institution {
  no: string;
  parent: string | null;
}

interface Recorded {
  recordedAt: Instant;
}

export interface CustomerVersion extends Recorded {
  no: string;
  openedOn: Day;
  institution: string;
}

export interface CustodyVersion extends Recorded {
  customer: string;
  from: Day;
  role: 'primary' | 'assistant';
  staff: string;
  /** First day no longer in force; null: still. */
  until: Day | null;
}

export interface BalanceVersion extends Recorded {
  customer: string;
  from: Day;
  deposit: number;
  credit: number;
  loan: number;
}

/** A contact, a visit record, a loan …: key = (kind, 流水号). */
export interface FactVersion extends Recorded {
  kind: string;
  key: string;
  /** Whom it is about: a customer, or whom `subjectTypeOf` the kind says. */
  customer: string;
  actor: string | null;
  occurredAt: Instant;
  method: string | null;
  result: string | null;
  /** Key of the fact that this one answers. */
  ref: string | null;
  dueOn: Day | null;
  retracted: boolean;
}

export interface LeaveVersion extends Recorded {
  no: string;
  staff: string;
  from: Day;
  /** Last day of the leave, included. */
  to: Day;
  /** Approved or returned, not cancelled. */
  counts: boolean;
}

export interface CalendarVersion extends Recorded {
  /** null: the whole bank. */
  institution: string | null;
  day: Day;
  isWorkday: boolean;
}

/** Kinds of facts that are not about customers. */
const ABOUT: Record<string, SubjectType> = { 'meeting.held': 'institution', 'task.done': 'staff' };
export const subjectTypeOf = (kind: string): SubjectType => ABOUT[kind] ?? 'customer';

interface Superseded extends Recorded {
  supersededAt: Instant | null;
}

export interface Waiver extends Superseded {
  rule: string;
  /** One customer, or null: all of the institution's subtree. */
  customer: string | null;
  institution: string | null;
  from: Day;
  until: Day;
}

export interface Appointment extends Superseded {
  staff: string;
  role: string;
  institution: string;
  from: Day;
  until: Day | null;
}

/** One duty as RULES.md wants it at a moment; the same fields as the engine's. Instants in the bank's zone. */
export interface DutyRow {
  rule: string;
  clause: string;
  subjectType: string;
  subject: string;
  anchor: string;
  start: Instant;
  until: Instant;
  bearer: string | null;
  need: number;
  got: number;
  status: 'pending' | 'open' | 'fulfilled' | 'late' | 'breached' | 'waived' | 'void';
}

export const emptyHistory = (): History => ({
  institutions: [],
  staff: [],
  customers: [],
  custody: [],
  balances: [],
  facts: [],
  leaves: [],
  calendar: [],
  waivers: [],
  appointments: [],
});

export const keyOf = {
  customer: (v: CustomerVersion) => v.no,
  custody: (v: CustodyVersion) => `${v.customer} ${v.role} ${v.from}`,
  balance: (v: BalanceVersion) => `${v.customer} ${v.from}`,
  fact: (v: FactVersion) => `${v.kind} ${v.key}`,
  leave: (v: LeaveVersion) => v.no,
  calendar: (v: CalendarVersion) => `${v.institution} ${v.day}`,
};

/** Versions grouped by key, each group in the order in which they became known. */
export function chains<V extends Recorded>(versions: V[], key: (version: V) => string): V[][] {
  const groups = new Map<string, V[]>();
  for (const version of versions) {
    const group = groups.get(key(version));
    if (group) group.push(version);
    else groups.set(key(version), [version]);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  }
  return [...groups.values()];
}
