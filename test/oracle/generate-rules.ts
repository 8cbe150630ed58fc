import fc from 'fast-check';
import { type Rule, ruleSchema } from '../../src/kernel/rulebook/rule.ts';

/** Random rules from the whole grammar of shapes (a) and (b), leaning to the defaults that banks will use. */

/** A fact with a date to count back from, and that date's name in expressions. */
export const LOAN = 'loan.granted';
const DUE_DATE = 'dueOn';

const money = { max: [{ attr: 'deposit' }, { attr: 'credit' }] };
const atLeast = (amount: unknown) => ({ ge: [money, amount] });

const tiers = fc.constantFrom(
  [{ need: 1 }],
  [{ need: 2 }],
  [{ need: 3 }],
  [{ where: atLeast(5_000_000), need: 2 }],
  [{ where: { and: [atLeast(1_000_000), { not: atLeast(5_000_000) }] }, need: 1 }],
  [{ where: { lt: [money, { param: 'threshold' }] }, need: 1 }],
  [
    { where: atLeast(5_000_000), need: 3 },
    { where: atLeast({ param: 'threshold' }), need: { param: 'often' } },
  ],
  [{ where: atLeast(5_000_000), need: 4 }, { need: 1 }],
  [
    { where: { or: [atLeast(5_000_000), { gt: [{ attr: 'loan' }, 0] }] }, need: 2 },
    { need: { min: [2, { param: 'often' }] } },
  ],
  [{ where: { ge: [{ add: [{ attr: 'deposit' }, { attr: 'loan' }] }, 1_000_000] }, need: 2 }],
);

/** The values of the rulebook's parameters that the tiers above name. */
export const PARAMETERS = { threshold: 1_000_000, often: 2 };

const LONGEST_HANDOVER = { workdays: 12 };

const POLICIES = {
  change: ['timeWeighted', 'start', 'end', 'highest'],
  minShare: [
    [1, 3],
    [1, 2],
    [0, 1],
  ],
  credit: ['any', 'bearer'],
  handoverGrace: [{ workdays: 5 }, { workdays: 1 }, LONGEST_HANDOVER],
  entryGrace: [{ workdays: 3 }, { workdays: 0 }, { workdays: 1 }, { days: 3 }, 'unlimited'],
  ruleChange: ['pin', 'cutOver', 'lenient'],
};

const MOST_VALUES = Math.max(...Object.values(POLICIES).map((values) => values.length));

const grace = fc.oneof(
  { weight: 5, arbitrary: fc.constant(POLICIES.entryGrace[0]) },
  { weight: 3, arbitrary: fc.constantFrom(...POLICIES.entryGrace.slice(1)) },
);

const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });

const usually = <T>(values: T[]) => mostly(values[0] as T, ...values.slice(1));

const recurringEdges = fc.record({
  change: usually(POLICIES.change),
  minShare: usually(POLICIES.minShare),
  credit: usually(POLICIES.credit),
  handoverGrace: usually(POLICIES.handoverGrace),
  entryGrace: grace,
  ruleChange: usually(POLICIES.ruleChange),
});

const officer = { officer: 'president' };
const anyContact = { fact: 'contact' };
const visit = { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } };
const remote = { fact: 'contact', where: { in: [{ field: 'method' }, ['phone', 'sms', 'wechat']] } };

const recurring = fc.record({
  shape: fc.constant('recurring'),
  held: fc.constant('primary'),
  bearer: mostly<unknown>('holder', officer),
  period: mostly('month', 'day', 'week', 'tenDay', 'quarter', 'halfYear', 'year'),
  tiers,
  selector: mostly(visit, anyContact, anyContact, remote),
  distinct: mostly('date', 'fact'),
  edges: recurringEdges,
});

const within = fc.constantFrom(
  { hours: 2 },
  { hours: 24 },
  { hours: 72 },
  { days: 1 },
  { days: 3 },
  { workdays: 1 },
  { workdays: 3 },
  { workdays: 5 },
  { workdays: 10 },
  { months: 1 },
  { by: '24:00' },
  { by: '17:00', daysAfter: 1 },
);

const answers = fc.constantFrom(
  { trigger: visit, response: { fact: 'visit.submitted', match: 'ref' } },
  { trigger: { fact: 'visit.submitted' }, response: { fact: 'visit.reviewed', match: 'ref' } },
  { trigger: remote, response: { ...visit, match: 'subject' } },
  { trigger: visit, response: { ...remote, match: 'actor' } },
  { trigger: anyContact, response: { ...anyContact, match: 'actor' } },
  { trigger: { fact: 'visit.submitted' }, response: { ...anyContact, match: 'subject' } },
);

const response = fc.record({
  shape: fc.constant('response'),
  within,
  answers,
  notBefore: fc.option(
    fc.constantFrom({ hours: 2 }, { days: 2 }, { workdays: 1 }, { workdays: 2 }, { by: '10:00', daysAfter: 1 }),
    { freq: 3, nil: undefined },
  ),
  consume: fc.constantFrom('one', 'shared'),
  bearer: fc.constantFrom('actor', officer),
  edges: fc.record({ entryGrace: grace }),
});

/** What makes a duty void before its window opens, or before its deadline. */
const discharge = fc.option(
  fc.constantFrom(
    { ...remote, match: 'subject', before: 'deadline' },
    { ...visit, match: 'actor', before: 'deadline' },
    { fact: 'visit.reviewed', match: 'subject', before: 'deadline' },
  ),
  { freq: 2, nil: undefined },
);

/** Facts about a customer within a period: a number, or a share. */
const limit = fc.record({
  shape: fc.constant('limit'),
  where: fc.constantFrom(undefined, atLeast(1_000_000)),
  measure: fc.record({
    selector: fc.constantFrom(visit, anyContact, remote),
    period: fc.constantFrom('day', 'week', 'month', 'quarter'),
    distinct: fc.constantFrom('date', 'fact'),
    of: fc.constantFrom(undefined, anyContact),
  }),
  bound: fc.constantFrom({ atMost: 1 }, { atMost: 0, tolerance: 1 }, { atLeast: 2 }, { atLeast: 0.5 }, { atMost: 0.5 }),
  bearer: fc.constant(officer),
  edges: fc.record({ entryGrace: grace }),
});

const countdown = fc.record({
  shape: fc.constant('response'),
  within: fc
    .constantFrom({ days: 7 }, { days: 30 }, { workdays: 5 }, { months: 1 })
    .map((back) => ({ before: DUE_DATE, ...back })),
  answers: fc.constant({ trigger: { fact: LOAN }, response: { ...anyContact, match: 'subject' } }),
  consume: fc.constantFrom('one', 'shared'),
  bearer: fc.constantFrom('actor', officer),
  edges: fc.record({ entryGrace: grace }),
});

export type RuleSketch = {
  document: Record<string, unknown>;
  successor: 'same' | 'other' | 'gone';
  otherTiers: unknown;
  otherConsume: unknown;
};

const recurringDocument = recurring.map(({ selector, distinct, ...rest }) => ({
  ...rest,
  count: { ...selector, distinct },
}));

const responseDocument = fc
  .tuple(fc.oneof(response, countdown), discharge)
  .map(([{ answers: pair, ...rest }, unless]) => ({ ...rest, ...pair, ...(unless && { unless }) }));

const limitDocument = limit.map(({ measure: { selector, ...measure }, bound, ...rest }) => ({
  ...rest,
  ...bound,
  measure: { ...selector, ...measure },
}));

/** A rule and what becomes of it in the rulebook's next version. */
const ruleSketch = (document: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<RuleSketch> =>
  fc.record({
    document,
    successor: fc.constantFrom('same' as const, 'other' as const, 'other' as const, 'gone' as const),
    otherTiers: tiers,
    otherConsume: fc.constantFrom('one', 'shared'),
  });

const anyRule = ruleSketch(
  fc.oneof(
    { weight: 5, arbitrary: recurringDocument },
    { weight: 3, arbitrary: responseDocument },
    { weight: 1, arbitrary: limitDocument },
  ),
);

/** As many recurring rules as the longest list of policies has values, so that each value is some rule's; and others. */
export const everyPolicySketch: fc.Arbitrary<RuleSketch[]> = fc
  .record({
    recurring: fc.array(ruleSketch(recurringDocument), { minLength: MOST_VALUES, maxLength: MOST_VALUES }),
    response: fc.array(ruleSketch(responseDocument), { minLength: 3, maxLength: 3 }),
    limit: ruleSketch(limitDocument),
    turn: fc.record({ change: fc.nat(3), credit: fc.nat(1), entryGrace: fc.nat(4), ruleChange: fc.nat(2) }),
    short: fc.constantFrom('week', 'tenDay'),
  })
  .map(({ recurring, response, limit, turn, short }) => [
    ...recurring.map((sketch, i) => {
      const edges = policiesOf(i, turn);
      // A grace that is longer than the period: a duty's extension reaches over more than the next one.
      const isLong = edges.handoverGrace === LONGEST_HANDOVER;
      return { ...sketch, document: { ...sketch.document, ...(isLong && { period: short }), edges } };
    }),
    ...response,
    limit,
  ]);

const plainEdges = { ...POLICIES, credit: ['any'], ruleChange: ['pin', 'cutOver'] };

/** What one more fact simply adds to: everybody's credit, long periods. */
const plainRecurring = fc
  .record({
    document: recurringDocument,
    period: fc.constantFrom('month', 'month', 'quarter', 'year'),
    turn: fc.nat({ max: 99 }),
  })
  .map(({ document, period, turn }) => ({ ...document, period, edges: policiesOf(turn, {}, plainEdges) }));

/** What one more fact raises or answers and nothing else. */
const plainResponse = fc
  .record({
    document: response,
    trigger: fc.constantFrom({ fact: 'visit.submitted' }, { fact: LOAN }),
  })
  .map(({ document: { answers: _, notBefore: __, ...rest }, trigger }) => ({
    ...{ ...rest, trigger, response: { fact: 'visit.reviewed', match: 'ref' } },
  }));

/** What one more fact does not simply add to: it is for this one rule alone to say so. */
const oddDocument = fc.oneof(
  limitDocument,
  responseDocument,
  fc
    .record({ document: plainRecurring, period: fc.constantFrom('day', 'week', 'tenDay') })
    .map(({ document, period }) => ({ ...document, period })),
  plainRecurring.map((document) => ({ ...document, edges: { ...document.edges, credit: 'bearer' } })),
);

/** Rules under which facts are counted one by one, as most of a bank's rules are, and in half of all banks an odd one. */
export const plainSketch: fc.Arbitrary<RuleSketch[]> = fc
  .tuple(
    fc.array(ruleSketch(plainRecurring), { minLength: 3, maxLength: 3 }),
    fc.array(ruleSketch(plainResponse), { minLength: 2, maxLength: 2 }),
    fc.array(ruleSketch(oddDocument), { maxLength: 1 }),
  )
  .map((sketches) => sketches.flat());

function policiesOf(
  index: number,
  turn: Partial<Record<string, number>>,
  policies: Record<string, unknown[]> = POLICIES,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, values]) => [name, values[(index + (turn[name] ?? 0)) % values.length]]),
  );
}

/** A few rules, in half of all cases alike in period and policies: the engine answers such rules together. */
export const rulesSketch: fc.Arbitrary<RuleSketch[]> = fc
  .record({ sketches: fc.array(anyRule, { minLength: 1, maxLength: 4 }), alike: fc.boolean() })
  .map(({ sketches, alike }) => {
    const model = sketches.find(({ document }) => document.shape === 'recurring')?.document;
    return alike && model
      ? sketches.map((sketch) => ({ ...sketch, document: like(model, sketch.document) }))
      : sketches;
  });

function like(model: Record<string, unknown>, document: Record<string, unknown>): Record<string, unknown> {
  if (document.shape !== 'recurring') return document;
  const { distinct } = model.count as { distinct: unknown };
  return { ...model, tiers: document.tiers, count: { ...(document.count as object), distinct } };
}

export const parse = (document: Record<string, unknown>, id: string): Rule =>
  ruleSchema.parse({ ...document, id, clause: id, title: id, subject: 'customer' });
