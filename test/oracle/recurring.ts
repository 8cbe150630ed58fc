import type { RecurringRule } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import {
  type Day,
  daysBetween,
  earlier,
  type Instant,
  later,
  midnight,
  nextDay,
  periodEnd,
  periodStart,
  previousDay,
  type Workdays,
} from './days.ts';
import { holds, resolve } from './expression.ts';
import type { CustomerVersion, DutyRow } from './history.ts';
import type { Fact, Knowledge, Span } from './knowledge.ts';
import { enteredInTime, matches, type Ruling, rulingOn } from './qualifying.ts';

/** A period, or a piece of one, with the rulings that may govern it; of several the lightest does. */
interface Stretch {
  start: Day;
  /** First day after it. */
  end: Day;
  rulings: Ruling<RecurringRule>[];
}

/** What one ruling asks of one customer in one stretch. */
interface Demand {
  ruling: Ruling<RecurringRule>;
  stretch: Stretch;
  workdays: Workdays;
  need: number;
  isVoid: boolean;
  bearer: string | null;
  until: Day;
}

/** Shape (a): every duty of one rule that started before `asOf`. */
export function recurringDuties(
  knowledge: Knowledge,
  versions: RulebookVersion[],
  ruleId: string,
  asOf: Instant,
): DutyRow[] {
  const stretches = stretchesOf(versions, ruleId, asOf);
  return knowledge.customers.flatMap((customer) => {
    const demands = stretches.flatMap((stretch) => lightest(knowledge, customer, stretch) ?? []);
    const facts = knowledge.facts.filter((f) => f.customer === customer.no && f.occurredAt < asOf && !f.retracted);
    const counts = countInTurn(demands, facts);
    return demands.map((demand, i) => dutyOf(knowledge, customer, demand, counts[i] as number, asOf));
  });
}

/** The policy of the version in force at a period's start decides how a change of the rulebook within it is met. */
function stretchesOf(versions: RulebookVersion[], ruleId: string, asOf: Instant): Stretch[] {
  const stretches: Stretch[] = [];
  const first = versions.map((v) => v.effectiveOn).reduce(earlier, '9999-12-31');
  for (let day = first; midnight(day) < asOf; day = nextDay(day)) {
    const ruling = rulingOn(versions, ruleId, 'recurring', day);
    if (!ruling || periodStart(ruling.rule.period, day) !== day) continue;
    const end = periodEnd(ruling.rule.period, day);
    if (ruling.rule.edges.ruleChange === 'pin') {
      stretches.push({ start: day, end, rulings: [ruling] });
      continue;
    }
    const pieces = versions
      .filter((v) => v.effectiveOn < end && (v.until === null || v.until > day))
      .map((v) => ({ start: later(v.effectiveOn, day), end: v.until === null ? end : earlier(v.until, end) }))
      .flatMap((piece) => {
        const own = rulingOn(versions, ruleId, 'recurring', piece.start);
        return own && own.rule.period === ruling.rule.period ? { ...piece, rulings: [own] } : [];
      });
    if (ruling.rule.edges.ruleChange === 'cutOver') stretches.push(...pieces.filter((p) => midnight(p.start) < asOf));
    else stretches.push({ start: day, end, rulings: pieces.flatMap((p) => p.rulings) });
  }
  return stretches.sort((a, b) => (a.start < b.start ? -1 : 1));
}

function lightest(knowledge: Knowledge, customer: CustomerVersion, stretch: Stretch): Demand | undefined {
  return stretch.rulings
    .flatMap((ruling) => demandOf(knowledge, customer, stretch, ruling) ?? [])
    .reduce<Demand | undefined>((least, demand) => (least && least.need <= demand.need ? least : demand), undefined);
}

function demandOf(
  knowledge: Knowledge,
  customer: CustomerVersion,
  stretch: Stretch,
  ruling: Ruling<RecurringRule>,
): Demand | undefined {
  const workdays = knowledge.workdays(customer.institution, midnight(stretch.end));
  const days = daysBetween(stretch.start, stretch.end).filter((day) => workdays.has(day));
  const needs = days.map((day) => needOn(knowledge, customer, ruling, day));
  const need = needOf(needs, ruling.rule);
  if (need === undefined) return undefined;
  const isVoid = need === 0;
  const bearer = bearerOf(knowledge, customer, stretch, ruling.rule);
  const extended = isVoid ? undefined : extension(knowledge, customer, stretch, ruling.rule, workdays);
  return { ruling, stretch, workdays, need, isVoid, bearer, until: later(stretch.end, extended ?? stretch.end) };
}

/** The need that a workday stands for, or undefined when the customer is not eligible on it. */
function needOn(
  knowledge: Knowledge,
  customer: CustomerVersion,
  { rule, params }: Ruling<RecurringRule>,
  day: Day,
): number | undefined {
  if (day < customer.openedOn) return undefined;
  if (rule.held !== undefined) {
    const holder = knowledge.holderOn(customer.no, rule.held, day);
    if (!holder || knowledge.onLeave(holder.staff, day)) return undefined;
  }
  const names = { params, attrs: knowledge.moneyOn(customer.no, day) };
  const tier = rule.tiers.find((t) => holds(t.where, names));
  return tier && Number(resolve(tier.need, names));
}

/** The need of a period from those of its workdays: 0 = void, undefined = no duty at all. */
function needOf(needs: (number | undefined)[], { edges }: RecurringRule): number | undefined {
  const eligible = needs.filter((n) => n !== undefined);
  if (eligible.length === 0) return undefined;
  switch (edges.change) {
    case 'start':
      return needs.at(0);
    case 'end':
      return needs.at(-1);
    case 'highest':
      return Math.max(...eligible);
    case 'timeWeighted': {
      const [numerator, denominator] = edges.minShare;
      if (eligible.length * denominator < needs.length * numerator) return 0;
      const sum = eligible.reduce((total, n) => total + n, 0);
      return Math.max(1, Math.floor((2 * sum + needs.length) / (2 * needs.length)));
    }
  }
}

function bearerOf(
  knowledge: Knowledge,
  customer: CustomerVersion,
  stretch: Stretch,
  rule: RecurringRule,
): string | null {
  const lastDay = previousDay(stretch.end);
  if (typeof rule.bearer === 'object') return knowledge.officer(rule.bearer.officer, customer.institution, lastDay);
  if (rule.bearer !== 'holder') throw new Error(`a recurring duty of a customer has no bearer ${rule.bearer}`);
  const role = rule.held ?? 'primary';
  const within = knowledge.custodyOf(customer.no, role).filter((span) => touches(span, stretch));
  return within.at(-1)?.staff ?? null;
}

const touches = (span: Span, { start, end }: { start: Day; end: Day }) =>
  span.from < end && (span.until === null || span.until > start);

/** Where the duty ends at the earliest after a handover within the period; undefined when there was none. */
function extension(
  knowledge: Knowledge,
  customer: CustomerVersion,
  stretch: Stretch,
  rule: RecurringRule,
  workdays: Workdays,
): Day | undefined {
  if (rule.held === undefined) return undefined;
  const span = knowledge.holderOn(customer.no, rule.held, previousDay(stretch.end));
  if (!span || span.from < stretch.start) return undefined;
  const before = { start: stretch.start, end: span.from };
  const others = knowledge
    .custodyOf(customer.no, rule.held)
    .filter((other) => other.staff !== span.staff && touches(other, before));
  if (others.length === 0) return undefined;
  return nextDay(workdays.nthAfter(span.from, rule.edges.handoverGrace.workdays));
}

/**
 * Counts every duty of one customer under one rule, older first: each takes its own dates, and of those in its
 * extension the earliest as long as it lacks any. What a duty has taken is spent for the younger ones.
 */
function countInTurn(demands: Demand[], facts: Fact[]): number[] {
  const spent = new Set<string>();
  return demands.map((demand) => {
    const { start, end } = demand.stretch;
    const units = unitsOf(demand, facts).filter((unit) => !spent.has(unit.name));
    const own = units.filter((unit) => start <= unit.day && unit.day < end);
    const carried = units
      .filter((unit) => end <= unit.day && unit.day < demand.until)
      .slice(0, Math.max(0, demand.need - own.length));
    for (const unit of [...own, ...carried]) spent.add(unit.name);
    return own.length + carried.length;
  });
}

/** What may be counted for a duty, in order of time: each date once, or each fact once. */
function unitsOf({ ruling: { rule, params }, workdays, bearer }: Demand, facts: Fact[]): { name: string; day: Day }[] {
  const qualifying = facts
    .filter((fact) => matches(fact, rule.count, params))
    .filter((fact) => rule.edges.credit === 'any' || (bearer !== null && fact.actor === bearer))
    .filter((fact) => enteredInTime(fact, rule.edges.entryGrace, workdays))
    .sort((a, b) => (`${a.occurredAt} ${a.key}` < `${b.occurredAt} ${b.key}` ? -1 : 1));
  if (rule.count.distinct === 'fact') return qualifying.map((fact) => ({ name: fact.key, day: fact.bizDate }));
  return [...new Set(qualifying.map((fact) => fact.bizDate))].map((day) => ({ name: day, day }));
}

function dutyOf(
  knowledge: Knowledge,
  customer: CustomerVersion,
  { ruling: { rule }, stretch, need, isVoid, bearer, until }: Demand,
  got: number,
  asOf: Instant,
): DutyRow {
  const status = () => {
    if (isVoid) return 'void';
    if (knowledge.isWaived(rule.id, customer, stretch.start)) return 'waived';
    if (got >= need) return 'fulfilled';
    return asOf >= midnight(until) ? 'breached' : 'open';
  };
  return {
    rule: rule.id,
    clause: rule.clause,
    subjectType: rule.subject,
    subject: customer.no,
    anchor: stretch.start,
    start: midnight(stretch.start),
    until: midnight(until),
    bearer,
    need,
    got,
    status: status(),
  };
}
