import fc from 'fast-check';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  earlier,
  type Instant,
  later,
  midnight,
  nextDay,
  periodStart,
  Workdays,
} from './days.ts';
import { everyPolicySketch, LOAN, PARAMETERS, parse, type RuleSketch, rulesSketch } from './generate-rules.ts';
import { type CustodyVersion, emptyHistory, type FactVersion, type History } from './history.ts';
import { versionsOf } from './rulebooks.ts';
import { STATUTORY, TURNING_DAYS } from './statutory.ts';

/**
 * Random small histories that lean towards every boundary. fast-check draws sketches, mere numbers, and `buildScenario`
 * turns them into a history: so a failing case shrinks to few and small numbers whatever the numbers stand for.
 */
export interface Scenario {
  history: History;
  versions: RulebookVersion[];
  questions: { asOf: Instant; known: Instant }[];
}

const EARLY = '2024-12-02T00:00';
const STAFF_EACH = 3;
const MOST_FACTS = 40;
/** What a full history records at least; each is a step of its own. */
export const STEPS_EACH = 30;
const INSTITUTIONS = [
  { no: 'H', parent: null },
  { no: 'B1', parent: 'H' },
  { no: 'B2', parent: 'H' },
  { no: 'O1', parent: 'B1' },
];
const AMOUNTS = [0, 999_999.99, 1_000_000, 4_999_999.99, 5_000_000, 8_000_000];
const METHODS = ['visit', 'visit', 'phone', 'visit', 'visit', 'wechat', 'visit', 'call-in'];
const TIMES = ['09:00', '23:59', '00:00', '17:00', '12:30', '00:01'];

const statutory = new Workdays(new Map(STATUTORY.map((row) => [row.day, row.isWorkday])));

/** Where time passes: some seven weeks around year's end, Spring Festival, a half-year's end, National Day. */
const WINDOWS: [Day, Day][] = [
  ['2025-01-10', '2025-03-03'],
  ['2025-03-15', '2025-05-13'],
  ['2025-06-05', '2025-07-21'],
  ['2025-09-10', '2025-11-03'],
  ['2025-12-05', '2026-01-25'],
  ['2026-01-28', '2026-03-20'],
];

/** Every day of a window, then its boundaries again, so that they are drawn about as often as all others together. */
const windowDays = WINDOWS.map(([from, until]) => {
  const days = daysBetween(from, until);
  const turning = days.filter((day) => TURNING_DAYS.includes(day) || periodStart('tenDay', day) === day);
  const lastWorkdays = days.filter((day) => {
    const month = periodStart('month', addDays(day, 10));
    return day < month && statutory.nthAfter(day, 5) >= month;
  });
  return [...days, ...turning, ...turning.map((day) => addDays(day, -1)), ...lastWorkdays];
});

/** Moments that follow another: at once, at the edge of a day, of a grace of workdays, long after. */
const DELAYS: ((from: Instant) => Instant)[] = [
  (from) => from,
  (from) => endOf(dayOf(from)),
  (from) => midnight(nextDay(dayOf(from))),
  (from) => endOf(statutory.nthAfter(dayOf(from), 3)),
  (from) => midnight(nextDay(statutory.nthAfter(dayOf(from), 3))),
  (from) => endOf(statutory.nthAfter(dayOf(from), 1)),
  (from) => midnight(nextDay(statutory.nthAfter(dayOf(from), 1))),
  (from) => endOf(addDays(dayOf(from), 3)),
  (from) => midnight(addDays(dayOf(from), 4)),
  (from) => `${addDays(dayOf(from), 20)}T09:00`,
];
const endOf = (day: Day): Instant => `${day}T23:59`;

const number = fc.nat({ max: 9_999 });
const delay = fc.nat({ max: DELAYS.length - 1 });
const several = <T>(sketch: fc.Arbitrary<T>, maxLength: number) => fc.array(sketch, { maxLength, size: 'max' });

const instantSketch = fc.record({ day: number, time: fc.nat({ max: TIMES.length - 1 }) });
type InstantSketch = { day: number; time: number };

/** Most entries come in time: otherwise hardly any duty would be fulfilled. */
const factDelay = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 3 }) }, { weight: 2, arbitrary: delay });

const factSketch = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('contact') },
    { weight: 4, arbitrary: fc.constantFrom('visit.submitted', 'visit.reviewed', LOAN) },
  ),
  at: instantSketch,
  /** Answers another fact, some delay after it. */
  follows: fc.option(fc.record({ fact: number, delay }), { freq: 2 }),
  customer: number,
  actor: number,
  method: number,
  due: number,
  recorded: factDelay,
  corrections: fc.array(
    fc.record({
      what: fc.constantFrom('result', 'day', 'method', 'actor', 'retract', 'restore', 'customer', 'time'),
      value: number,
      /** Measured from the day it is about, or from the entry before. */
      fromDay: fc.boolean(),
      recorded: delay,
    }),
    { maxLength: 3, size: 'small' },
  ),
});

const lifeSketch = (leastFacts: number) =>
  fc.record({
    customers: fc.array(
      fc.record({
        openedOn: fc.option(number, { freq: 2 }),
        institution: number,
        correction: fc.option(fc.record({ openedOn: number, institution: number, at: instantSketch }), { freq: 2 }),
        custody: fc.record({
          from: fc.boolean(),
          cuts: several(
            fc.record({ day: number, holder: number, recorded: fc.option(delay), foreseen: fc.boolean() }),
            4,
          ),
          corrections: several(
            fc.record({
              span: number,
              what: fc.constantFrom('staff', 'until', 'cancel'),
              value: number,
              at: instantSketch,
            }),
            2,
          ),
          assistants: several(
            fc.record({ staff: number, from: number, days: fc.option(fc.nat({ max: 60 })), recorded: delay }),
            2,
          ),
        }),
        balances: several(
          fc.record({
            day: fc.option(number, { freq: 4 }),
            amounts: fc.tuple(number, number, number),
            recorded: delay,
            correction: fc.option(fc.record({ amounts: fc.tuple(number, number, number), at: instantSketch }), {
              freq: 2,
            }),
          }),
          4,
        ),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    facts: fc.array(factSketch, { minLength: leastFacts, maxLength: MOST_FACTS, size: 'max' }),
    leaves: several(
      fc.record({
        staff: number,
        from: number,
        days: fc.nat({ max: 25 }),
        counts: fc.boolean(),
        recorded: delay,
        correction: fc.option(fc.record({ counts: fc.boolean(), days: fc.nat({ max: 25 }), at: instantSketch })),
      }),
      3,
    ),
    waivers: fc.array(
      fc.record({
        rule: number,
        wide: fc.boolean(),
        from: number,
        days: fc.nat({ max: 60 }),
        at: instantSketch,
        superseded: fc.option(delay, { freq: 2 }),
      }),
      { maxLength: 3 },
    ),
  });
type LifeSketch = ReturnType<typeof lifeSketch> extends fc.Arbitrary<infer T> ? T : never;
type FactSketch = typeof factSketch extends fc.Arbitrary<infer T> ? T : never;
type CustodySketch = LifeSketch['customers'][number]['custody'];

const worldSketch = (rules: fc.Arbitrary<RuleSketch[]>) =>
  fc.record({
    window: fc.nat({ max: WINDOWS.length - 1 }),
    effective: fc.constantFrom('month', 'window', 'month', 'month', 'year'),
    rules,
    secondVersion: fc.option(number, { freq: 2 }),
    republished: several(
      fc.record({
        ...{ institution: fc.nat({ max: 6 }), day: number, isWorkday: fc.boolean(), at: instantSketch },
        /** Published so long after the day it is about, or about a day so soon after; else at a moment of its own. */
        timing: fc.oneof(
          fc.record({ belated: delay }),
          fc.record({ ahead: fc.nat({ max: 5 }) }),
          fc.record({ ahead: fc.nat({ max: 5 }) }),
          fc.constant(null),
        ),
      }),
      8,
    ),
    officers: several(
      fc.record({
        institution: number,
        from: number,
        until: fc.option(number),
        at: fc.option(instantSketch),
        superseded: fc.option(delay, { freq: 2 }),
      }),
      4,
    ),
    questions: fc.array(
      fc.record({ asOf: instantSketch, after: fc.nat({ max: 40 }), known: fc.option(instantSketch) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  });
type WorldSketch = ReturnType<typeof worldSketch> extends fc.Arbitrary<infer T> ? T : never;

/** A world with up to `lives` small circles of customers and staff that share its calendar and rulebook. */
export const scenarios = (lives: number): fc.Arbitrary<Scenario> =>
  built(worldSketch(rulesSketch), fc.array(lifeSketch(0), { minLength: 1, maxLength: lives, size: 'max' }));

/**
 * A bank of exactly `lives` circles that have nothing to do with each other: each is a history of its own with at least
 * STEPS_EACH steps, under rules that hold every value of every edge policy.
 */
export const fullScenarios = (lives: number, rules = everyPolicySketch): fc.Arbitrary<Scenario> =>
  built(worldSketch(rules), fc.array(lifeSketch(STEPS_EACH), { minLength: lives, maxLength: lives, size: 'max' }));

const built = (world: fc.Arbitrary<WorldSketch>, lives: fc.Arbitrary<LifeSketch[]>): fc.Arbitrary<Scenario> =>
  fc.record({ world, lives }).map(({ world, lives }) => {
    const scenario = buildScenario(world, lives);
    return Object.assign(scenario, { [fc.toStringMethod]: () => print(scenario) });
  });

function buildScenario(world: WorldSketch, lives: LifeSketch[]): Scenario {
  const days = windowDays[world.window] as Day[];
  const [from, until] = WINDOWS[world.window] as [Day, Day];
  const at = ({ day, time }: InstantSketch): Instant => `${pick(days, day)}T${TIMES[time]}`;
  const ruleIds = world.rules.map((_, i) => `TST-${i + 1}`);
  const history: History = {
    ...emptyHistory(),
    institutions: INSTITUTIONS,
    calendar: [
      ...STATUTORY,
      ...world.republished.map(({ institution, isWorkday, timing, ...row }) => {
        const isAhead = timing !== null && 'ahead' in timing;
        const day = isAhead ? addDays(dayOf(at(row.at)), timing.ahead) : pick(days, row.day);
        const recordedAt = timing === null || isAhead ? at(row.at) : delayed(timing.belated, midnight(day));
        return { institution: INSTITUTIONS[institution]?.no ?? null, day, isWorkday, recordedAt };
      }),
    ],
  };
  world.officers.forEach((office, i) => {
    const recordedAt = office.at ? at(office.at) : EARLY;
    history.staff.push(`P${i}`);
    history.appointments.push({
      staff: `P${i}`,
      role: 'president',
      institution: pick(INSTITUTIONS, office.institution).no,
      from: pick(days, office.from),
      until: office.until === null ? null : later(pick(days, office.from), pick(days, office.until)),
      recordedAt,
      supersededAt: office.superseded === null ? null : delayed(office.superseded, recordedAt),
    });
  });
  for (const [i, life] of lives.entries()) addLife(history, life, `${i + 1}`, ruleIds, days);
  const effective = { window: from, month: periodStart('month', from), year: periodStart('year', from) };
  return {
    history,
    versions: rulebooks(world, ruleIds, effective[world.effective as keyof typeof effective], days),
    questions: world.questions.map((question) => {
      const asOf = question.after > 20 ? `${addDays(until, question.after - 20)}T00:00` : at(question.asOf);
      return { asOf, known: question.known ? at(question.known) : asOf };
    }),
  };
}

function rulebooks(world: WorldSketch, ids: string[], effectiveOn: Day, days: Day[]): RulebookVersion[] {
  const first = world.rules.map(({ document }, i) => parse(document, ids[i] as string));
  const second = world.secondVersion === null ? undefined : pick(days, world.secondVersion);
  if (second === undefined || second <= effectiveOn) {
    return versionsOf([{ effectiveOn, rules: first, parameters: PARAMETERS }]);
  }
  const rules = world.rules.flatMap((sketch, i) => successorOf(sketch, ids[i] as string));
  return versionsOf([
    { effectiveOn, rules: first, parameters: PARAMETERS },
    { effectiveOn: second, rules, parameters: { ...PARAMETERS, often: 1 } },
  ]);
}

function successorOf({ document, successor, otherTiers, otherConsume }: RuleSketch, id: string) {
  if (successor === 'gone') return [];
  if (successor === 'same' || document.shape === 'limit') return [parse(document, id)];
  if (document.shape === 'response') return [parse({ ...document, consume: otherConsume }, id)];
  return [parse({ ...document, tiers: otherTiers }, id)];
}

function addLife(history: History, life: LifeSketch, name: string, rules: string[], days: Day[]): void {
  const at = ({ day, time }: InstantSketch): Instant => `${pick(days, day)}T${TIMES[time]}`;
  const staff = Array.from({ length: STAFF_EACH }, (_, i) => `S${name}-${i + 1}`);
  const customers = life.customers.map((_, i) => `K${name}-${i + 1}`);
  history.staff.push(...staff);
  life.customers.forEach((sketch, i) => {
    const no = customers[i] as string;
    const openedOn = sketch.openedOn === null ? '2020-01-01' : pick(days, sketch.openedOn);
    const institution = pick(INSTITUTIONS, sketch.institution).no;
    history.customers.push({ no, openedOn, institution, recordedAt: EARLY });
    if (sketch.correction) {
      history.customers.push({
        no,
        openedOn: sketch.correction.openedOn % 2 ? openedOn : pick(days, sketch.correction.openedOn),
        institution: pick(INSTITUTIONS, sketch.correction.institution).no,
        recordedAt: at(sketch.correction.at),
      });
    }
    history.custody.push(...custodyOf(no, sketch.custody, staff, days));
    history.custody.push(...assistantsOf(no, sketch.custody, staff, days));
    for (const balance of sketch.balances) {
      const from = balance.day === null ? '2024-12-31' : pick(days, balance.day);
      const recordedAt = delayed(balance.recorded, midnight(from));
      history.balances.push({ customer: no, from, ...amounts(balance.amounts), recordedAt });
      if (!balance.correction) continue;
      const corrected = later(recordedAt, at(balance.correction.at));
      history.balances.push({ customer: no, from, ...amounts(balance.correction.amounts), recordedAt: corrected });
    }
  });
  history.facts.push(...factsOf(life.facts, name, customers, staff, days));
  life.leaves.forEach((leave, i) => {
    const from = pick(days, leave.from);
    const version = {
      no: `L${name}-${i + 1}`,
      staff: pick(staff, leave.staff),
      from,
      to: addDays(from, leave.days),
      counts: leave.counts,
      recordedAt: delayed(leave.recorded, midnight(addDays(from, -4))),
    };
    history.leaves.push(version);
    const { correction } = leave;
    if (correction) {
      const recordedAt = later(version.recordedAt, at(correction.at));
      history.leaves.push({ ...version, counts: correction.counts, to: addDays(from, correction.days), recordedAt });
    }
  });
  for (const waiver of life.waivers) {
    const customer = pick(history.customers, history.customers.length - 1);
    const recordedAt = at(waiver.at);
    const from = addDays(pick(days, waiver.from), -waiver.days);
    history.waivers.push({
      rule: pick(rules, waiver.rule),
      customer: waiver.wide ? null : customer.no,
      institution: waiver.wide ? customer.institution : null,
      from,
      until: addDays(from, waiver.days + 1),
      recordedAt,
      supersededAt: waiver.superseded === null ? null : delayed(waiver.superseded, recordedAt),
    });
  }
}

/** A chain of spans that never overlap, whatever is known of them, and corrections that only shorten or re-assign. */
function custodyOf(customer: string, sketch: CustodySketch, staff: string[], days: Day[]): CustodyVersion[] {
  const start = { day: '2024-06-01', holder: staff[0] as string, recordedAt: EARLY, foreseen: false };
  const cuts = sketch.cuts
    .map((cut) => ({
      day: pick(days, cut.day),
      holder: [...staff, null][cut.holder % (STAFF_EACH + 1)] ?? null,
      recordedAt: cut.recorded === null ? EARLY : delayed(cut.recorded, midnight(pick(days, cut.day))),
      foreseen: cut.foreseen,
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .filter((cut, i, all) => cut.day !== all[i - 1]?.day);
  const chain = sketch.from ? [start, ...cuts] : cuts;
  let recordedAt: Instant = EARLY;
  for (const cut of chain) cut.recordedAt = recordedAt = later(recordedAt, cut.recordedAt);

  const versions: CustodyVersion[] = [];
  chain.forEach((cut, i) => {
    if (cut.holder === null) return;
    const next = chain[i + 1];
    const span = { customer, role: 'primary' as const, staff: cut.holder, from: cut.day, recordedAt: cut.recordedAt };
    if (!next || cut.foreseen) versions.push({ ...span, until: next?.day ?? null });
    else versions.push({ ...span, until: null }, { ...span, until: next.day, recordedAt: next.recordedAt });
  });
  for (const correction of sketch.corrections) {
    const target = versions[correction.span % Math.max(1, versions.length)];
    const last = versions.findLast((v) => v.from === target?.from);
    if (!last) continue;
    recordedAt = later(recordedAt, `${pick(days, correction.at.day)}T${TIMES[correction.at.time]}`);
    versions.push({ ...last, ...corrected(last, correction.what, correction.value, staff, days), recordedAt });
  }
  return versions;
}

/** 协办 beside whoever holds the customer: rules about holders must pass over them. */
function assistantsOf(customer: string, { assistants }: CustodySketch, staff: string[], days: Day[]): CustodyVersion[] {
  return assistants.map((assistant) => {
    const from = pick(days, assistant.from);
    return {
      ...{ customer, role: 'assistant' as const, staff: pick(staff, assistant.staff), from },
      until: assistant.days === null ? null : addDays(from, assistant.days),
      recordedAt: delayed(assistant.recorded, midnight(from)),
    };
  });
}

function corrected(span: CustodyVersion, what: string, value: number, staff: string[], days: Day[]) {
  if (what === 'staff') return { staff: pick(staff, value) };
  if (what === 'cancel') return { until: span.from };
  const day = later(span.from, pick(days, value));
  return { until: span.until === null ? day : earlier(span.until, day) };
}

function factsOf(sketches: FactSketch[], name: string, customers: string[], staff: string[], days: Day[]) {
  const firsts: FactVersion[] = [];
  const versions: FactVersion[] = [];
  for (const sketch of sketches) {
    const answered = sketch.follows && firsts.length > 0 ? pick(firsts, sketch.follows.fact) : undefined;
    const key = `F${name}-${String(firsts.length + 1).padStart(2, '0')}`;
    const first: FactVersion = {
      ...statement(sketch, days, answered),
      key,
      customer: answered?.customer ?? pick(customers, sketch.customer),
      actor: answered && sketch.actor % 2 ? answered.actor : pick(staff, sketch.actor),
      ref: answered?.key ?? null,
    };
    firsts.push(first);
    versions.push(first);
    let last = first;
    for (const correction of sketch.corrections) {
      const changed = { ...last, ...correctionOf(last, correction.what, correction.value, customers, staff, days) };
      const since = correction.fromDay ? changed.occurredAt : last.recordedAt;
      last = { ...changed, recordedAt: later(last.recordedAt, delayed(correction.recorded, since)) };
      versions.push(last);
    }
  }
  return versions;
}

/** What a first entry says, apart from whom it is about. */
function statement(sketch: FactSketch, days: Day[], answered?: FactVersion) {
  const occurredAt =
    answered && sketch.follows
      ? delayed(sketch.follows.delay, answered.occurredAt)
      : `${pick(days, sketch.at.day)}T${TIMES[sketch.at.time]}`;
  return {
    kind: sketch.kind,
    occurredAt,
    method: sketch.kind === 'contact' ? pick(METHODS, sketch.method) : null,
    result: null,
    dueOn: sketch.kind === LOAN ? pick(days, sketch.due) : null,
    retracted: false,
    recordedAt: delayed(sketch.recorded, occurredAt),
  };
}

function correctionOf(
  fact: FactVersion,
  what: string,
  value: number,
  customers: string[],
  staff: string[],
  days: Day[],
): Partial<FactVersion> {
  // A loan's dates move by extension only: which day a re-keyed duty began on must stay beyond doubt.
  if (fact.kind === LOAN && ['day', 'time', 'customer'].includes(what)) return { dueOn: pick(days, value) };
  switch (what) {
    case 'day':
      return { occurredAt: `${pick(days, value)}T${fact.occurredAt.slice(11)}` };
    case 'time':
      return { occurredAt: `${dayOf(fact.occurredAt)}T${pick(TIMES, value)}` };
    case 'method':
      return fact.kind === 'contact' ? { method: pick(METHODS, value) } : {};
    case 'actor':
      return { actor: pick(staff, value) };
    case 'customer':
      return fact.kind === 'contact' ? { customer: pick(customers, value) } : {};
    case 'retract':
      return { retracted: true };
    case 'restore':
      return { retracted: false };
    default:
      return { result: `结果 ${value}` };
  }
}

const delayed = (n: number, from: Instant): Instant => (DELAYS[n] as (from: Instant) => Instant)(from);

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

function amounts([deposit, credit, loan]: [number, number, number]) {
  return { deposit: pick(AMOUNTS, deposit), credit: pick(AMOUNTS, credit), loan: pick(AMOUNTS, loan) };
}

/** One line a version, without what every history shares: how fast-check reports a failing case. */
export function print({ history, versions, questions }: Scenario): string {
  const own = { ...history, institutions: [], calendar: history.calendar.filter((row) => !STATUTORY.includes(row)) };
  const lines = Object.entries(own).flatMap(([kind, rows]) =>
    rows.map((row: unknown) => `${kind} ${JSON.stringify(row)}`),
  );
  const rules = versions.flatMap((v) => v.rulebook.rules.map((r) => `rule from ${v.effectiveOn} ${JSON.stringify(r)}`));
  return ['', ...rules, ...lines, `asked ${JSON.stringify(questions)}`, ''].join('\n');
}
