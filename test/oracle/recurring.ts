import type { RecurringRule, SubjectType } from '../../src/kernel/rulebook/rule.ts';
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
import type { DutyRow } from './history.ts';
import type { Fact, Knowledge, Span } from './knowledge.ts';
import { enteredInTime, matches, type Ruling, rulingOn } from './qualifying.ts';

/** A period, or a piece of one, with the rulings that may govern it; of several the lightest does. */
interface Stretch {
  start: Day;
  /** First day after it. */
  end: Day;
  rulings: Ruling<RecurringRule>[];
}

/** What one ruling asks of one subject in one stretch. */
interface Demand {
  ruling: Ruling<RecurringRule>;
  stretch: Stretch;
  workdays: Workdays;
  place: string;
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
  const types = new Set(stretches.flatMap(({ rulings }) => rulings.map(({ rule }) => rule.subject)));
  const all = [...types].flatMap((type) => knowledge.subjects(type).map((no) => ({ type, no })));
  return all.flatMap((subject) => {
    const demands = stretches.flatMap((stretch) => lightest(knowledge, subject, stretch) ?? []);
    const facts = knowledge.facts.filter((f) => f.occurredAt < asOf && !f.retracted);
    const counts = countInTurn(subject, demands, facts);
    return demands.map((demand, i) => dutyOf(knowledge, subject, demand, counts[i] as number, asOf));
  });
}

interface Subject {
  type: SubjectType;
  no: string;
}

/** Where a subject belongs in a stretch: a person where his last post within it is. Null: nowhere, he has none. */
function placeIn(knowledge: Knowledge, { type, no }: Subject, { start, end }: Stretch): string | null {
  if (type !== 'staff') return knowledge.place(type, no, start);
  const places = daysBetween(start, end).map((day) => knowledge.place(type, no, day));
  return places.findLast((place) => place !== null) ?? null;
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

function lightest(knowledge: Knowledge, subject: Subject, stretch: Stretch): Demand | undefined {
  return stretch.rulings
    .flatMap((ruling) => demandOf(knowledge, subject, stretch, ruling) ?? [])
    .reduce<Demand | undefined>((least, demand) => (least && least.need <= demand.need ? least : demand), undefined);
}

function demandOf(
  knowledge: Knowledge,
  subject: Subject,
  stretch: Stretch,
  ruling: Ruling<RecurringRule>,
): Demand | undefined {
  const place = subject.type === ruling.rule.subject ? placeIn(knowledge, subject, stretch) : null;
  if (place === null) return undefined;
  // A calendar published at the period's end, or later, changes nothing in it.
  const workdays = knowledge.workdays(place, `${previousDay(stretch.end)}T23:59`);
  const days = daysBetween(stretch.start, stretch.end).filter((day) => workdays.has(day));
  const needs = days.map((day) => needOn(knowledge, subject, ruling, day));
  const need = needOf(needs, ruling.rule);
  if (need === undefined) return undefined;
  const isVoid = need === 0;
  const bearer = bearerOf(knowledge, subject, stretch, ruling.rule, place);
  const extended = isVoid ? undefined : extension(knowledge, subject, stretch, ruling.rule, place);
  return { ruling, stretch, workdays, place, need, isVoid, bearer, until: later(stretch.end, extended ?? stretch.end) };
}

/** The need that a workday stands for, or undefined when the subject is not eligible on it. */
function needOn(
  knowledge: Knowledge,
  subject: Subject,
  { rule, params }: Ruling<RecurringRule>,
  day: Day,
): number | undefined {
  const attrs = knowledge.attributesOn(subject.type, subject.no, day);
  if (attrs === null || (subject.type === 'staff' && knowledge.onLeave(subject.no, day))) return undefined;
  if (rule.held !== undefined) {
    const holder = knowledge.holderOn(subject.no, rule.held, day);
    if (!holder || knowledge.onLeave(holder.staff, day)) return undefined;
  }
  const names = { params, attrs };
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
  subject: Subject,
  stretch: Stretch,
  rule: RecurringRule,
  place: string,
): string | null {
  const lastDay = previousDay(stretch.end);
  if (typeof rule.bearer === 'object') return knowledge.officer(rule.bearer.officer, place, lastDay);
  if (rule.bearer === 'subject') return subject.no;
  if (rule.bearer !== 'holder') throw new Error(`a recurring duty has no bearer ${rule.bearer}`);
  const role = rule.held ?? 'primary';
  const within = knowledge.custodyOf(subject.no, role).filter((span) => touches(span, stretch));
  return within.at(-1)?.staff ?? null;
}

const touches = (span: Span, { start, end }: { start: Day; end: Day }) =>
  span.from < end && (span.until === null || span.until > start);

/** Where the duty ends at the earliest after a handover within the period; undefined when there was none. */
function extension(
  knowledge: Knowledge,
  subject: Subject,
  stretch: Stretch,
  rule: RecurringRule,
  place: string,
): Day | undefined {
  if (rule.held === undefined) return undefined;
  const span = knowledge.holderOn(subject.no, rule.held, previousDay(stretch.end));
  if (!span || span.from < stretch.start) return undefined;
  const before = { start: stretch.start, end: span.from };
  const others = knowledge
    .custodyOf(subject.no, rule.held)
    .filter((other) => other.staff !== span.staff && touches(other, before));
  if (others.length === 0) return undefined;
  const endBy = (moment: Instant) =>
    nextDay(knowledge.workdays(place, moment).nthAfter(span.from, rule.edges.handoverGrace.workdays));
  let end = endBy(midnight(span.from));
  for (const published of knowledge.publications) {
    if (published > midnight(span.from) && published < midnight(end)) end = later(end, endBy(published));
  }
  return end;
}

/**
 * Counts every duty of one subject under one rule, older first: each takes its own dates, and of those in its
 * extension the earliest as long as it lacks any. What a duty has taken is spent for the younger ones.
 */
function countInTurn(subject: Subject, demands: Demand[], facts: Fact[]): number[] {
  const spent = new Set<string>();
  return demands.map((demand) => {
    const { start, end } = demand.stretch;
    const units = unitsOf(subject, demand, facts).filter((unit) => !spent.has(unit.name));
    const own = units.filter((unit) => start <= unit.day && unit.day < end);
    const carried = units
      .filter((unit) => end <= unit.day && unit.day < demand.until)
      .slice(0, Math.max(0, demand.need - own.length));
    for (const unit of [...own, ...carried]) spent.add(unit.name);
    return own.length + carried.length;
  });
}

/** What may be counted for a duty, in order of time: each date once, or each fact once. */
function unitsOf(
  { no }: Subject,
  { ruling: { rule, params }, workdays, bearer }: Demand,
  facts: Fact[],
): { name: string; day: Day }[] {
  const qualifying = facts
    .filter((fact) => (rule.count.by === 'actor' ? fact.actor : fact.customer) === no)
    .filter((fact) => matches(fact, rule.count, params))
    .filter((fact) => rule.edges.credit === 'any' || (bearer !== null && fact.actor === bearer))
    .filter((fact) => enteredInTime(fact, rule.edges.entryGrace, workdays))
    .sort((a, b) => (`${a.occurredAt} ${a.key}` < `${b.occurredAt} ${b.key}` ? -1 : 1));
  if (rule.count.distinct === 'fact') return qualifying.map((fact) => ({ name: fact.key, day: fact.bizDate }));
  return [...new Set(qualifying.map((fact) => fact.bizDate))].map((day) => ({ name: day, day }));
}

function dutyOf(
  knowledge: Knowledge,
  subject: Subject,
  { ruling: { rule }, stretch, place, need, isVoid, bearer, until }: Demand,
  got: number,
  asOf: Instant,
): DutyRow {
  const status = () => {
    if (isVoid) return 'void';
    if (knowledge.isWaived(rule.id, { no: subject.no, institution: place }, stretch.start)) return 'waived';
    if (got >= need) return 'fulfilled';
    return asOf >= midnight(until) ? 'breached' : 'open';
  };
  return {
    rule: rule.id,
    clause: rule.clause,
    subjectType: rule.subject,
    subject: subject.no,
    anchor: stretch.start,
    start: midnight(stretch.start),
    until: midnight(until),
    bearer,
    need,
    got,
    status: status(),
  };
}
