import type { Literal } from '../../src/kernel/rulebook/expression.ts';
import type { SubjectType } from '../../src/kernel/rulebook/subject.ts';
import { type Day, dayOf, earlier, type Instant, later, Workdays } from './days.ts';
import {
  type Appointment,
  type BalanceVersion,
  type CustomerVersion,
  chains,
  type FactVersion,
  type History,
  keyOf,
  type LeaveVersion,
  type Waiver,
} from './history.ts';

/** A fact as known: its present version and what its past says about it. */
export interface Fact extends FactVersion {
  bizDate: Day;
  /** When the entry became known that last moved the fact to its present day. */
  datedAt: Instant;
  /** Every version known so far, the present one last. */
  versions: FactVersion[];
}

/** An unbroken stretch of custody by one person. */
export interface Span {
  staff: string;
  from: Day;
  until: Day | null;
}

/** What the bank knew at one moment. */
export class Knowledge {
  readonly known: Instant;
  readonly customers: CustomerVersion[];
  readonly facts: Fact[];
  /** When days of the calendar were published, in order. */
  readonly publications: Instant[];
  private readonly customerOf: Map<string, CustomerVersion>;
  private readonly history: History;
  private readonly parents: Map<string, string | null>;
  private readonly spans = new Map<string, Span[]>();
  private readonly balances = new Map<string, BalanceVersion[]>();
  private readonly leaves = new Map<string, LeaveVersion[]>();
  private readonly waivers: Waiver[];
  private readonly appointments: Appointment[];
  private readonly calendars = new Map<string, Workdays>();

  constructor(history: History, known: Instant) {
    this.history = history;
    this.known = known;
    const inForce = <V extends { recordedAt: Instant }>(versions: V[], key: (v: V) => string): V[] =>
      knownChains(versions, key, known).map((chain) => chain.at(-1) as V);
    const standing = <V extends { recordedAt: Instant; supersededAt: Instant | null }>(rows: V[]): V[] =>
      rows.filter((row) => row.recordedAt <= known && (row.supersededAt === null || row.supersededAt > known));

    this.parents = new Map(history.institutions.map((i) => [i.no, i.parent]));
    this.customers = inForce(history.customers, keyOf.customer);
    this.customerOf = new Map(this.customers.map((customer) => [customer.no, customer]));
    this.facts = knownChains(history.facts, keyOf.fact, known).map(factOf);
    this.publications = [...new Set(history.calendar.map((row) => row.recordedAt))].filter((at) => at <= known).sort();
    for (const custody of inForce(history.custody, keyOf.custody)) {
      if (custody.until !== null && custody.until <= custody.from) continue;
      push(this.spans, `${custody.customer} ${custody.role}`, {
        staff: custody.staff,
        from: custody.from,
        until: custody.until,
      });
    }
    for (const [key, spans] of this.spans) this.spans.set(key, merged(spans));
    for (const balance of inForce(history.balances, keyOf.balance)) push(this.balances, balance.customer, balance);
    for (const leave of inForce(history.leaves, keyOf.leave)) if (leave.counts) push(this.leaves, leave.staff, leave);
    this.waivers = standing(history.waivers);
    this.appointments = standing(history.appointments);
  }

  /** The custody of a customer, in order of time; touching spans of one person are one. */
  custodyOf(customer: string, role: string): Span[] {
    return this.spans.get(`${customer} ${role}`) ?? [];
  }

  holderOn(customer: string, role: string, day: Day): Span | undefined {
    return this.custodyOf(customer, role).findLast((s) => s.from <= day && (s.until === null || day < s.until));
  }

  /** The balance in force on a day; zeros before the first. */
  moneyOn(customer: string, day: Day): { deposit: number; credit: number; loan: number } {
    let newest: BalanceVersion | undefined;
    for (const balance of this.balances.get(customer) ?? []) {
      if (balance.from <= day && (!newest || balance.from > newest.from)) newest = balance;
    }
    return { deposit: newest?.deposit ?? 0, credit: newest?.credit ?? 0, loan: newest?.loan ?? 0 };
  }

  onLeave(staff: string, day: Day): boolean {
    return (this.leaves.get(staff) ?? []).some((leave) => leave.from <= day && day <= leave.to);
  }

  /** Everybody of a type, whether or not he exists on some day. */
  subjects(type: SubjectType): string[] {
    if (type === 'customer') return this.customers.map(({ no }) => no);
    if (type === 'institution') return [...this.parents.keys()];
    return [...new Set(this.appointments.map(({ staff }) => staff))];
  }

  /** What rules may read of a subject on a day, or null where it does not exist then. */
  attributesOn(type: SubjectType, no: string, day: Day): Record<string, Literal | null> | null {
    if (type === 'institution') return { type: '机构' };
    if (type === 'staff') {
      const main = this.appointmentOn(no, day);
      return main && { role: main.role, post: main.role };
    }
    const customer = this.customerOf.get(no);
    if (!customer || day < customer.openedOn) return null;
    return { kind: 'corporate', ...this.moneyOn(no, day) };
  }

  /** The institution that a subject belongs to on a day, or null where it does not exist then. */
  place(type: SubjectType, no: string, day: Day): string | null {
    if (type === 'institution') return no;
    if (type === 'staff') return this.appointmentOn(no, day)?.institution ?? null;
    return this.customerOf.get(no)?.institution ?? null;
  }

  /** Whether an institution lies in another's subtree. */
  isWithin(institution: string | null, other: string): boolean {
    return institution !== null && this.upFrom(institution).includes(other);
  }

  /** The main appointment in force on a day: of several the one that began last. */
  private appointmentOn(staff: string, day: Day): Appointment | null {
    const inForce = this.appointments.filter(
      (a) => a.staff === staff && a.from <= day && (a.until === null || day < a.until),
    );
    return inForce.reduce<Appointment | null>((last, a) => (last && last.from > a.from ? last : a), null);
  }

  /** A waiver covers the duties of its subject, or of its institution's subtree, that start in its range. */
  isWaived(rule: string, subject: { no: string; institution: string }, start: Day): boolean {
    return this.waivers.some(
      (w) =>
        w.rule === rule &&
        w.from <= start &&
        start < w.until &&
        (w.customer === null || w.customer === subject.no) &&
        (w.institution === null || this.upFrom(subject.institution).includes(w.institution)),
    );
  }

  /** Who holds an office nearest above an institution on a day; the smallest 工号 of several. */
  officer(role: string, institution: string, day: Day): string | null {
    for (const at of this.upFrom(institution)) {
      const holders = this.appointments
        .filter((a) => a.role === role && a.institution === at && a.from <= day && (a.until === null || day < a.until))
        .map((a) => a.staff);
      if (holders.length > 0) return holders.reduce(earlier);
    }
    return null;
  }

  /** The workdays of an institution, as published by a moment (and by what is known at all). */
  workdays(institution: string, moment: Instant): Workdays {
    const at = earlier(moment, this.known);
    const cached = this.calendars.get(`${institution} ${at}`);
    if (cached) return cached;
    const published = knownChains(this.history.calendar, keyOf.calendar, at).map((chain) => chain.at(-1));
    const exceptions = new Map<Day, boolean>();
    for (const place of [null, ...this.upFrom(institution).reverse()]) {
      for (const row of published) if (row?.institution === place) exceptions.set(row.day, row.isWorkday);
    }
    const workdays = new Workdays(exceptions);
    this.calendars.set(`${institution} ${at}`, workdays);
    return workdays;
  }

  /** The calendar that was known at a moment, or the first ever published if that came later. */
  workdaysFirstKnown(institution: string, moment: Instant): Workdays {
    const first = this.history.calendar.map((row) => row.recordedAt).reduce(earlier, '9999-12-31T00:00');
    return this.workdays(institution, later(moment, first));
  }

  /** The institution itself, then its parents up to the head office. */
  private upFrom(institution: string): string[] {
    const path: string[] = [];
    for (let at: string | null = institution; at !== null; at = this.parents.get(at) ?? null) path.push(at);
    return path;
  }
}

function knownChains<V extends { recordedAt: Instant }>(versions: V[], key: (v: V) => string, known: Instant): V[][] {
  return chains(
    versions.filter((version) => version.recordedAt <= known),
    key,
  );
}

function factOf(versions: FactVersion[]): Fact {
  const present = versions.at(-1) as FactVersion;
  const bizDate = dayOf(present.occurredAt);
  let datedAt = present.recordedAt;
  for (const version of versions.toReversed()) {
    if (dayOf(version.occurredAt) !== bizDate) break;
    datedAt = version.recordedAt;
  }
  return { ...present, bizDate, datedAt, versions };
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last && last.staff === span.staff && last.until !== null && last.until >= span.from) {
      last.until = span.until;
    } else {
      result.push({ ...span });
    }
  }
  return result;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
