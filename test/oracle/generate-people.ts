import fc from 'fast-check';
import { ruleSchema } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import { addDays, type Day, daysBetween, type Instant, later, midnight } from './days.ts';
import { type Appointment, emptyHistory, type History } from './history.ts';
import { versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/**
 * Random small banks of people who change posts and institutions, go on leave, hold customers and act; under rules about
 * people and institutions: recurring duties, shares of people, portfolios, limits of what people do.
 */
export interface PeopleScenario {
  history: History;
  versions: RulebookVersion[];
  asOf: Instant;
}

const INSTITUTIONS = [
  { no: 'H', parent: null },
  { no: 'B1', parent: 'H' },
  { no: 'B2', parent: 'H' },
  { no: 'O1', parent: 'B1' },
];
export const EARLY = '2024-12-02T00:00';
const PEOPLE = ['S1', 'S2', 'S3', 'S4'];
const CUSTOMERS = ['K1', 'K2', 'K3', 'K4'];
const ROLES = ['rm', 'rm', 'leader', 'none'];
/** From before the Spring Festival with its two make-up days to after the end of February. */
const DAYS = daysBetween('2025-01-20', '2025-03-12');
const TIMES = ['09:00', '00:00', '23:59', '17:00'];

const number = fc.nat({ max: 9_999 });
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const dayOf = (n: number): Day => pick(DAYS, n);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });

const isManager = { eq: [{ attr: 'role' }, 'rm'] };
const isRich = { ge: [{ attr: 'deposit' }, 1_000_000] };
const visit = { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } };
const officer = { officer: 'president' };
const period = fc.constantFrom('day', 'day', 'week', 'tenDay', 'month');
const entryGrace = fc.constantFrom({ workdays: 3 }, { workdays: 0 }, { days: 1 });

const recurringOf = (subject: string, more: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({
    shape: fc.constant('recurring'),
    subject: fc.constant(subject),
    period,
    edges: fc.record({
      change: fc.constantFrom('timeWeighted', 'timeWeighted', 'start', 'end', 'highest'),
      minShare: fc.constantFrom([1, 3], [1, 2], [0, 1]),
      entryGrace,
      ruleChange: fc.constantFrom('pin', 'pin', 'cutOver', 'lenient'),
    }),
    ...more,
  });

const ownWork = recurringOf('staff', {
  tiers: fc.constantFrom(
    [{ where: isManager, need: 1 }],
    [
      { where: isManager, need: 3 },
      { where: { eq: [{ attr: 'post' }, 'leader'] }, need: 1 },
    ],
    [{ need: 2 }],
  ),
  count: fc.constantFrom(
    { fact: 'contact', by: 'actor' },
    { ...visit, by: 'actor', distinct: 'fact' },
    { fact: 'task.done' },
  ),
  bearer: fc.constantFrom('subject', 'subject', officer),
});

const meetings = recurringOf('institution', {
  tiers: fc.constantFrom([{ need: 1 }], [{ where: { eq: [{ attr: 'type' }, '机构'] }, need: 2 }]),
  count: fc.constantFrom({ fact: 'meeting.held' }, { fact: 'meeting.held', distinct: 'fact' }),
  bearer: fc.constant(officer),
});

const bound = fc.constantFrom({ atMost: 1 }, { atMost: 0, tolerance: 1 }, { atLeast: 2 });
const share = fc.constantFrom({ atLeast: 0.5 }, { atMost: 0.5 }, { atLeast: 0.4, tolerance: 0.1 });
const limitOf = (subject: string, where: unknown[], measures: fc.Arbitrary<[object, object]>, bearers: unknown[]) =>
  fc
    .record({ where: fc.constantFrom(undefined, ...where), measure: measures, bearer: fc.constantFrom(...bearers) })
    .map(({ measure: [measure, bounds], ...rest }) => ({ shape: 'limit', subject, measure, ...bounds, ...rest }));

const portfolio = limitOf(
  'staff',
  [isManager],
  fc.oneof(
    fc.tuple(fc.constantFrom({ held: 'primary' }, { held: 'primary', where: isRich }), bound),
    fc.tuple(fc.constant({ held: 'primary', where: isRich, of: {} }), share),
  ),
  ['subject', officer],
);

const headcount = limitOf(
  'institution',
  [],
  fc.oneof(
    fc.tuple(fc.constantFrom({ people: 'staff' }, { people: 'staff', where: isManager }), bound),
    fc.tuple(
      fc.constantFrom(
        { people: 'staff', where: isManager, of: {} },
        {
          people: 'staff',
          where: { eq: [{ attr: 'post' }, 'leader'] },
          of: { where: { not: { eq: [{ attr: 'role' }, 'none'] } } },
        },
      ),
      share,
    ),
  ),
  [officer],
);

const activity = limitOf(
  'staff',
  [isManager],
  fc
    .record({ of: fc.boolean(), period, share, bound })
    .map(({ of, period: each, share: part, bound: whole }) => [
      { ...visit, period: each, by: 'actor', ...(of && { of: { fact: 'contact' } }) },
      of ? part : whole,
    ]),
  ['subject', officer],
);

const sketch = fc.record({
  rules: fc.array(fc.oneof(ownWork, meetings, portfolio, headcount, activity), { minLength: 1, maxLength: 4 }),
  effective: fc.constantFrom('2025-01-01', '2025-01-22'),
  secondVersion: maybe(number),
  posts: fc.array(
    fc.record({
      staff: number,
      role: number,
      institution: number,
      from: number,
      days: fc.nat(40),
      recorded: maybe(number),
      ended: maybe(number),
    }),
    {
      maxLength: 10,
      size: 'max',
    },
  ),
  leaves: fc.array(fc.record({ staff: number, from: number, days: fc.nat(12), recorded: maybe(number) }), {
    maxLength: 3,
  }),
  custody: fc.array(
    fc.record({
      customer: number,
      staff: number,
      from: maybe(number),
      days: fc.option(fc.nat(25)),
      recorded: maybe(number),
    }),
    {
      maxLength: 6,
      size: 'max',
    },
  ),
  balances: fc.array(
    fc.record({ customer: number, from: maybe(number), rich: fc.boolean(), recorded: maybe(number) }),
    { maxLength: 4 },
  ),
  facts: fc.array(
    fc.record({
      kind: fc.constantFrom('contact', 'contact', 'contact', 'task.done', 'meeting.held'),
      about: number,
      actor: number,
      method: fc.constantFrom('visit', 'visit', 'phone'),
      day: number,
      time: number,
      late: fc.nat(6),
      retracted: maybe(number),
    }),
    { maxLength: 25, size: 'max' },
  ),
  asOf: number,
});
type Sketch = typeof sketch extends fc.Arbitrary<infer T> ? T : never;

export const peopleScenarios: fc.Arbitrary<PeopleScenario> = sketch.map((drawn) => {
  const scenario = {
    history: historyOf(drawn),
    versions: rulebooksOf(drawn),
    asOf: midnight(addDays(dayOf(drawn.asOf), 1)),
  };
  return Object.assign(scenario, { [fc.toStringMethod]: () => print(scenario) });
});

function rulebooksOf({ rules, effective, secondVersion }: Sketch): RulebookVersion[] {
  const parsed = rules.map((document, i) =>
    ruleSchema.parse({ ...document, id: `TST-${i + 1}`, clause: `TST-${i + 1}`, title: '试验' }),
  );
  const first = { effectiveOn: effective, rules: parsed };
  const second = secondVersion === null ? effective : dayOf(secondVersion);
  return versionsOf(second > effective ? [first, { effectiveOn: second, rules: parsed.slice(0, -1) }] : [first]);
}

function historyOf(drawn: Sketch): History {
  const known = (at: number | null): Instant => (at === null ? EARLY : `${dayOf(at)}T12:00`);
  return {
    ...emptyHistory(),
    institutions: INSTITUTIONS,
    calendar: STATUTORY,
    staff: [...PEOPLE, 'P1', 'P2', 'P3'],
    appointments: [
      office('P1', 'president', 'H'),
      office('P2', 'leader', 'B2'),
      office('P3', 'none', 'O1'),
      office('S1', 'rm', 'B1'),
      ...drawn.posts.map((post): Appointment => {
        const recordedAt = known(post.recorded);
        return {
          staff: pick(PEOPLE, post.staff),
          role: pick(ROLES, post.role),
          institution: pick(INSTITUTIONS, post.institution).no,
          from: dayOf(post.from),
          until: post.days > 30 ? null : addDays(dayOf(post.from), post.days + 1),
          recordedAt,
          supersededAt: post.ended === null ? null : later(recordedAt, known(post.ended)),
        };
      }),
    ],
    leaves: drawn.leaves.map((leave, i) => ({
      no: `L${i + 1}`,
      staff: pick(PEOPLE, leave.staff),
      from: dayOf(leave.from),
      to: addDays(dayOf(leave.from), leave.days),
      counts: true,
      recordedAt: known(leave.recorded),
    })),
    customers: CUSTOMERS.map((no) => ({ no, openedOn: '2020-01-01', institution: 'B1', recordedAt: EARLY })),
    custody: custodyOf(drawn, known),
    balances: drawn.balances.map(({ customer, from, rich, recorded }) => ({
      customer: pick(CUSTOMERS, customer),
      from: from === null ? '2024-12-31' : dayOf(from),
      ...{ deposit: rich ? 1_000_000 : 0, credit: 0, loan: 0, recordedAt: known(recorded) },
    })),
    facts: factsOf(drawn),
  };
}

const office = (staff: string, role: string, institution: string): Appointment => ({
  ...{ staff, role, institution, from: '2024-01-01', until: null, recordedAt: EARLY, supersededAt: null },
});

/** Spans of one customer never overlap: each is dropped that would. */
function custodyOf({ custody }: Sketch, known: (at: number | null) => Instant): History['custody'] {
  const spans: History['custody'] = [];
  for (const { customer, staff, from, days, recorded } of custody) {
    const first = from === null ? '2024-06-01' : dayOf(from);
    const until = days === null ? null : addDays(first, days + 1);
    const no = pick(CUSTOMERS, customer);
    const isFree = spans.every(
      (span) =>
        span.customer !== no || (until !== null && until <= span.from) || (span.until !== null && span.until <= first),
    );
    const recordedAt = known(recorded);
    if (isFree)
      spans.push({ customer: no, role: 'primary', staff: pick(PEOPLE, staff), from: first, until, recordedAt });
  }
  return spans;
}

function factsOf({ facts }: Sketch): History['facts'] {
  const subjects: Record<string, readonly string[]> = {
    contact: CUSTOMERS,
    'task.done': PEOPLE,
    'meeting.held': INSTITUTIONS.map(({ no }) => no),
  };
  return facts.flatMap((fact, i) => {
    const occurredAt = `${dayOf(fact.day)}T${pick(TIMES, fact.time)}`;
    const version = {
      kind: fact.kind,
      key: `F${String(i + 1).padStart(2, '0')}`,
      customer: pick(subjects[fact.kind] as readonly string[], fact.about),
      actor: pick(PEOPLE, fact.actor),
      occurredAt,
      method: fact.kind === 'contact' ? fact.method : null,
      ...{ result: null, ref: null, dueOn: null, retracted: false },
      recordedAt: fact.late > 2 ? midnight(addDays(dayOf(fact.day), fact.late)) : occurredAt,
    };
    if (fact.retracted === null) return [version];
    const recordedAt = later(version.recordedAt, `${dayOf(fact.retracted)}T12:00`);
    return [version, { ...version, retracted: true, recordedAt }];
  });
}

/** One line a version: how fast-check reports a failing case. */
function print({ history, versions, asOf }: PeopleScenario): string {
  const own = { ...history, institutions: [], calendar: [] };
  const lines = Object.entries(own).flatMap(([kind, rows]) =>
    rows.map((row: unknown) => `${kind} ${JSON.stringify(row)}`),
  );
  const rules = versions.flatMap((v) => v.rulebook.rules.map((r) => `rule from ${v.effectiveOn} ${JSON.stringify(r)}`));
  return ['', ...rules, ...lines, `asked ${asOf}`, ''].join('\n');
}
