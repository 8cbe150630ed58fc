import type { FactMeasure, LimitRule, StateMeasure } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import {
  type Day,
  daysBetween,
  earlier,
  type Instant,
  midnight,
  nextDay,
  periodEnd,
  periodStart,
  previousDay,
} from './days.ts';
import { holds, resolve } from './expression.ts';
import type { DutyRow } from './history.ts';
import type { Knowledge } from './knowledge.ts';
import { enteredInTime, matches, type Ruling, rulingOn } from './qualifying.ts';

/** What is measured: a number, or for a share a part of a whole. */
interface Level {
  part: number;
  whole: number | null;
}

/** Shape (c): every row of one limit, judged day by day or period by period. */
export function limitDuties(
  knowledge: Knowledge,
  versions: RulebookVersion[],
  ruleId: string,
  asOf: Instant,
): DutyRow[] {
  const first = versions.map((v) => v.effectiveOn).reduce(earlier, '9999-12-31');
  const days: Day[] = [];
  for (let day = first; midnight(day) < asOf; day = nextDay(day)) days.push(day);
  const types = new Set(
    versions
      .flatMap((v) => v.rulebook.rules)
      .filter((r) => r.id === ruleId)
      .map((r) => r.subject),
  );
  return [...types].flatMap((type) =>
    knowledge.subjects(type).flatMap((no) => {
      const at: Subject = { knowledge, versions, ruleId, asOf, type, no };
      return [...intervals(at, days), ...periods(at, days)];
    }),
  );
}

interface Subject {
  knowledge: Knowledge;
  versions: RulebookVersion[];
  ruleId: string;
  asOf: Instant;
  type: LimitRule['subject'];
  no: string;
}

/** One row for each unbroken run of days beyond the limit. */
function intervals(at: Subject, days: Day[]): DutyRow[] {
  const rows: DutyRow[] = [];
  let running = false;
  for (const day of days) {
    const ruling = rulingOn(at.versions, at.ruleId, 'limit', day);
    const level =
      ruling && ruling.rule.subject === at.type && !('fact' in ruling.rule.measure) ? stateOn(at, ruling, day) : null;
    const beyond = ruling !== undefined && level !== null && isBeyond(level, ruling);
    if (beyond && !running)
      rows.push(rowOf(at, ruling, level, day, nextDay(day), at.knowledge.place(at.type, at.no, day)));
    if (!beyond && running) settle(rows);
    running = beyond;
  }
  return rows;
}

/** The limit is kept again: what was broken stays on record as late. */
function settle(rows: DutyRow[]): void {
  const last = rows.at(-1);
  if (last?.status === 'breached') last.status = 'late';
}

/** One row for each period that began while the rule was in force and is beyond the limit. */
function periods(at: Subject, days: Day[]): DutyRow[] {
  return days.flatMap((day) => {
    const ruling = rulingOn(at.versions, at.ruleId, 'limit', day);
    if (!ruling || !('fact' in ruling.rule.measure) || ruling.rule.subject !== at.type) return [];
    const { measure } = ruling.rule;
    if (periodStart(measure.period, day) !== day) return [];
    const end = periodEnd(measure.period, day);
    const ruled = daysBetween(day, end).filter((d) => midnight(d) < at.asOf && isRuled(at, ruling, d));
    const lastRuled = ruled.at(-1);
    if (lastRuled === undefined) return [];
    const place = at.knowledge.place(at.type, at.no, lastRuled);
    const level = factsIn(at, ruling, measure, day, end, place);
    return isBeyond(level, ruling) ? [rowOf(at, ruling, level, day, end, place)] : [];
  });
}

function isRuled({ knowledge, type, no }: Subject, { rule, params }: Ruling<LimitRule>, day: Day): boolean {
  const attrs = knowledge.attributesOn(type, no, day);
  return attrs !== null && holds(rule.where, { params, attrs });
}

function stateOn(at: Subject, ruling: Ruling<LimitRule>, day: Day): Level | null {
  if (!isRuled(at, ruling, day)) return null;
  const { params } = ruling;
  const measure = ruling.rule.measure as StateMeasure;
  const { knowledge } = at;
  const people =
    'held' in measure
      ? knowledge.customers
          .map(({ no }) => no)
          .filter((no) => knowledge.holderOn(no, measure.held, day)?.staff === at.no)
          .map((no) => knowledge.attributesOn('customer', no, day))
      : knowledge
          .subjects('staff')
          .filter((no) => knowledge.isWithin(knowledge.place('staff', no, day), at.no))
          .map((no) => knowledge.attributesOn('staff', no, day));
  const whole = people.filter((attrs) => attrs !== null && holds(measure.of?.where, { params, attrs }));
  const part = whole.filter((attrs) => attrs !== null && holds(measure.where, { params, attrs }));
  return { part: part.length, whole: measure.of ? whole.length : null };
}

function factsIn(
  at: Subject,
  { rule, params }: Ruling<LimitRule>,
  measure: FactMeasure,
  start: Day,
  end: Day,
  place: string | null,
): Level {
  const { knowledge, asOf, no } = at;
  // A calendar published at the period's end, or later, changes nothing in it.
  const workdays = knowledge.workdays(place as string, `${previousDay(end)}T23:59`);
  const count = (selector: Parameters<typeof matches>[1]) => {
    const facts = knowledge.facts.filter(
      (fact) =>
        (measure.by === 'actor' ? fact.actor : fact.customer) === no &&
        !fact.retracted &&
        fact.occurredAt < asOf &&
        start <= fact.bizDate &&
        fact.bizDate < end &&
        matches(fact, selector, params) &&
        enteredInTime(fact, rule.edges.entryGrace, workdays),
    );
    return measure.distinct === 'date' ? new Set(facts.map((fact) => fact.bizDate)).size : facts.length;
  };
  return { part: count(measure), whole: measure.of ? count(measure.of) : null };
}

/** Shares are compared in parts of a million, whole numbers on both sides. */
function isBeyond({ part, whole }: Level, { rule, params }: Ruling<LimitRule>): boolean {
  const amount = (value: LimitRule['tolerance']) => Math.round(Number(resolve(value, { params })) * 1e6);
  if (whole === 0) return false;
  const bound =
    rule.atMost === undefined
      ? amount(rule.atLeast ?? 0) - amount(rule.tolerance)
      : amount(rule.atMost) + amount(rule.tolerance);
  const left = part * 1e6;
  const right = bound * (whole ?? 1);
  return rule.atMost === undefined ? left < right : left > right;
}

function rowOf(
  { knowledge, ruleId, asOf, type, no }: Subject,
  { rule, params }: Ruling<LimitRule>,
  { part, whole }: Level,
  start: Day,
  end: Day,
  place: string | null,
): DutyRow {
  const limit = Number(resolve(rule.atMost ?? rule.atLeast ?? 0, { params }));
  const bearer = typeof rule.bearer === 'object' ? knowledge.officer(rule.bearer.officer, place as string, start) : no;
  const status = () => {
    if (knowledge.isWaived(ruleId, { no, institution: place as string }, start)) return 'waived';
    return asOf < midnight(end) ? 'open' : 'breached';
  };
  return {
    rule: ruleId,
    clause: rule.clause,
    subjectType: type,
    subject: no,
    anchor: start,
    start: midnight(start),
    until: midnight(end),
    bearer,
    need: whole === null ? Math.round(limit) : Math.round(limit * 10_000),
    got: whole === null ? part : Math.round((part * 10_000) / whole),
    status: status(),
  };
}
