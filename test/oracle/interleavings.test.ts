import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { Rule } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import { publishRulebook } from '../../src/modules/rulebook/public.ts';
import type { Context } from '../../src/platform/context.ts';
import {
  advance,
  declareVocabulary,
  evaluateAll,
  markAllStale,
  refreshDuties,
  touchedBy,
} from '../../src/platform/duties/public.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { lengthOf, orders, runInOrder, type Script, scheduleClock } from './actors.ts';
import { expectSame } from './compare.ts';
import { addDays, type Day, type Instant } from './days.ts';
import { instant, VOCABULARY_PARTS, ZONE } from './engine.ts';
import { emptyHistory, type FactVersion, type History } from './history.ts';
import { liveRows, publish } from './live.ts';
import { loadHistory } from './load.ts';
import { evaluate } from './reference.ts';
import { rule, versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/**
 * Two transactions about one customer, in every order in which their steps can begin. Each order has a customer and two
 * people of its own in one bank; after each the bank's live duties are those of the reference, and at the end a run over
 * everything finds nothing to repair.
 */
const EARLY = '2024-12-01T09:00';
const START = '2025-03-05T10:00';
const TODAY: Day = '2025-03-05';
/** Enough for the longest pair of scripts. */
const CIRCLES = 35;
/** More than the rows that were loaded with numbers of their own. */
const MANY = 1_000_000;

const visits = { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } };
const calls = { fact: 'contact', where: { eq: [{ field: 'method' }, 'phone'] } };
const head = (no: number) => ({ id: `TST-${no}`, clause: `TST-${no}`, title: `规则${no}`, subject: 'customer' });
const held = { shape: 'recurring', held: 'primary', bearer: 'holder' };
const responds = { shape: 'response', within: { workdays: 3 }, bearer: 'actor' };

/** Rules of every way in which a fact is taken in: counted, raising, answering, and brought up by the compiler. */
const RULES: Rule[] = [
  { ...head(1), ...held, period: 'month', tiers: [{ need: 2 }], count: visits },
  { ...head(2), ...held, period: 'month', tiers: [{ need: 9 }], count: { fact: 'contact', distinct: 'fact' } },
  { ...head(3), ...held, period: 'week', tiers: [{ need: 2 }], count: { fact: 'contact' } },
  { ...head(4), ...held, period: 'month', tiers: [{ need: 1 }], count: visits, edges: { credit: 'bearer' } },
  {
    ...{ ...head(5), ...responds, consume: 'one', trigger: { fact: 'visit.submitted' } },
    response: { fact: 'visit.reviewed', match: 'ref' },
  },
  { ...head(6), ...responds, consume: 'one', trigger: calls, response: { ...visits, match: 'subject' } },
  { ...head(7), shape: 'limit', measure: { ...visits, period: 'week' }, atMost: 1, bearer: { officer: 'president' } },
  { ...head(8), subject: 'staff', shape: 'limit', measure: { held: 'primary' }, atMost: 0, bearer: 'subject' },
].map(rule);

/** What a script is about. */
interface Circle {
  id: number;
  customer: string;
  people: [string, string];
}

const circles: Circle[] = Array.from({ length: CIRCLES }, (_, i) => ({
  ...{ id: i + 1, customer: `K${i + 1}` },
  people: [`S${2 * i + 1}`, `S${2 * i + 2}`],
}));

const serves = (staff: string, role: string) => ({
  ...{ staff, role, institution: 'H', from: '2024-01-01', until: null, recordedAt: EARLY, supersededAt: null },
});

const factOf = (circle: Circle, over: Partial<FactVersion> & { key: string; occurredAt: Instant }): FactVersion => ({
  ...{ kind: 'contact', customer: circle.customer, actor: circle.people[0], method: null, result: null, ref: null },
  ...{ dueOn: null, retracted: false, recordedAt: over.occurredAt },
  ...over,
});

const visited = (circle: Circle) =>
  factOf(circle, { key: `${circle.customer}-C`, occurredAt: '2025-03-03T10:00', method: 'visit' });
const submitted = (circle: Circle) =>
  factOf(circle, { key: `${circle.customer}-V`, kind: 'visit.submitted', occurredAt: '2025-03-04T10:00' });

const beginning = (): History => ({
  ...emptyHistory(),
  institutions: [{ no: 'H', parent: null }],
  staff: ['P1', ...circles.flatMap(({ people }) => people)],
  calendar: [...STATUTORY],
  customers: circles.map(({ customer: no }) => ({ no, openedOn: '2024-01-01', institution: 'H', recordedAt: EARLY })),
  custody: circles.map(({ customer, people: [staff] }) => ({
    ...{ customer, role: 'primary', staff, from: '2025-01-01', until: null, recordedAt: EARLY },
  })),
  appointments: [serves('P1', 'president'), ...circles.flatMap(({ people }) => people.map((no) => serves(no, 'rm')))],
  facts: circles.flatMap((circle) => [visited(circle), submitted(circle)]),
});

/** A bank in its database and, beside it, as the history that the reference reads. */
class Bank {
  readonly clock = scheduleClock(instant(START));
  readonly ctx: Context;
  readonly history = beginning();
  private readonly editions = [{ effectiveOn: '2025-01-01', rules: RULES }];
  private serial = 0;

  constructor(database: TestDatabase) {
    this.ctx = { db: database.db.kysely, clock: this.clock, principal: null, zone: ZONE };
  }

  async open(): Promise<void> {
    const { db } = this.ctx;
    await loadHistory(db, this.history);
    await publish(db, this.versions());
    await sql`
      select setval('fact_id', ${MANY}), setval(pg_get_serial_sequence('custody', 'id'), ${MANY}),
        setval(pg_get_serial_sequence('calendar_day', 'id'), ${MANY}),
        setval(pg_get_serial_sequence('rulebook_version', 'id'), 1)`.execute(db);
    await evaluateAll(this.ctx);
  }

  versions(): RulebookVersion[] {
    return versionsOf(this.editions);
  }

  now(): Instant {
    const local = new Date(this.clock.now().getTime() + 8 * 3_600_000);
    return local.toISOString().slice(0, 16);
  }

  staffId = (no: string): number => this.history.staff.indexOf(no) + 1;

  async compare(about: string): Promise<void> {
    const now = this.now();
    const wanted = evaluate(this.history, this.versions(), { asOf: now, known: now });
    expectSame(await liveRows(this.ctx.db, wanted), wanted, about);
  }

  /** A fact, its correction or its retraction: written and, in the next step, brought to the duties. */
  records(circle: Circle, of: Partial<FactVersion> & { key: string }): Script {
    let moved: Awaited<ReturnType<typeof recordFacts>> = [];
    return [
      async (ctx) => {
        const former = this.history.facts.findLast(({ key }) => key === of.key);
        const fact = { ...(former ?? factOf(circle, { ...of, occurredAt: `${TODAY}T09:00` })), ...of };
        const { kind, key, method, ref, retracted, occurredAt, actor } = fact;
        this.history.facts.push({ ...fact, recordedAt: this.now() });
        const people = { subject_id: circle.id, actor_id: actor === null ? null : this.staffId(actor) };
        const draft = { kind, key, ...people, institution_id: 1, method, ref, retracted };
        moved = await recordFacts(ctx, [{ ...draft, occurred_at: instant(occurredAt) }]);
      },
      (ctx) => refreshDuties(ctx, touchedBy('customer', moved)),
    ];
  }

  /** A new fact of today. */
  adds(circle: Circle, of: Partial<FactVersion>): Script {
    this.serial += 1;
    return this.records(circle, { ...of, key: `N${this.serial}` });
  }

  /** 移交 from today on. */
  handsOver(circle: Circle): Script {
    const [from, to] = circle.people;
    const span = { customer: circle.customer, role: 'primary' as const };
    return [
      async ({ db }) => {
        const recordedAt = this.now();
        this.history.custody.push(
          { ...span, staff: from, from: '2025-01-01', until: TODAY, recordedAt },
          { ...span, staff: to, from: TODAY, until: null, recordedAt },
        );
        const at = instant(recordedAt);
        const customerId = circle.id;
        await sql`update custody set superseded_at = ${at}
          where customer_id = ${customerId} and superseded_at is null`.execute(db);
        await sql`insert into custody (customer_id, role, staff_id, valid_from, valid_until, recorded_at) values
          (${customerId}, 'primary', ${this.staffId(from)}, '2025-01-01', ${TODAY}, ${at}),
          (${customerId}, 'primary', ${this.staffId(to)}, ${TODAY}, null, ${at})`.execute(db);
      },
      (ctx) =>
        refreshDuties(ctx, {
          ...{ subjectType: 'customer', subjectIds: [circle.id], since: '2025-01-01' as CivilDate },
        }),
    ];
  }

  /** A further version of the rulebook, for periods to come. */
  publishes(): Script {
    return [
      async (ctx) => {
        const effectiveOn = addDays('2025-04-01', this.editions.length);
        this.editions.push({ effectiveOn, rules: RULES.filter(({ id }) => id !== 'TST-2') });
        const [edition] = this.versions().slice(-1) as [RulebookVersion];
        await publishRulebook(ctx, edition.rulebook, { effectiveOn, publishedAt: this.clock.now() });
      },
    ];
  }

  /** 日历改公布 of this Friday, now a day off, now a workday again. */
  republishes(): Script {
    const day: Day = '2025-03-07';
    return [
      async ({ db, clock }) => {
        const now = clock.now();
        const isWorkday = this.history.calendar.findLast((row) => row.day === day)?.isWorkday === false;
        this.history.calendar.push({ institution: null, day, isWorkday, recordedAt: this.now() });
        await sql`update calendar_day set superseded_at = ${now} where day = ${day} and superseded_at is null`.execute(
          db,
        );
        await sql`insert into calendar_day (day, is_workday, recorded_at) values (${day}, ${isWorkday}, ${now})`.execute(
          db,
        );
        await markAllStale(db, { institutionId: null, since: day as CivilDate, markedAt: now });
      },
    ];
  }
}

/** 夜间重算 in the midst of the day: the run over everything. */
const runsOverEverything: Script = [(ctx) => evaluateAll(ctx)];

let database: TestDatabase;
beforeAll(() => declareVocabulary(VOCABULARY_PARTS));
afterEach(() => database.drop());

describe('[RUL-3] 两个事务同时动同一客户，无论步骤如何交错，义务都与参照相同', () => {
  type Pair = (bank: Bank, circle: Circle) => { A: Script; B: Script };
  const pairs: [title: string, pair: Pair][] = [
    [
      '同日两次走访：只计一日，按笔计则两笔',
      (bank, circle) => ({
        A: bank.adds(circle, { method: 'visit' }),
        B: bank.adds(circle, { method: 'visit', occurredAt: `${TODAY}T08:00`, actor: circle.people[1] }),
      }),
    ],
    [
      '来电与走访：一个触发，一个应答',
      (bank, circle) => ({
        A: bank.adds(circle, { method: 'phone', occurredAt: `${TODAY}T08:00` }),
        B: bank.adds(circle, { method: 'visit' }),
      }),
    ],
    ['走访与移交', (bank, circle) => ({ A: bank.adds(circle, { method: 'visit' }), B: bank.handsOver(circle) })],
    [
      '走访与更正：旧的一次改为电话',
      (bank, circle) => ({
        A: bank.adds(circle, { method: 'visit' }),
        B: bank.records(circle, { key: visited(circle).key, method: 'phone' }),
      }),
    ],
    [
      '移交与更正：旧的一次改为继任者所为',
      (bank, circle) => ({
        A: bank.handsOver(circle),
        B: bank.records(circle, { key: visited(circle).key, actor: circle.people[1] }),
      }),
    ],
    [
      '应答与触发之撤回',
      (bank, circle) => ({
        A: bank.adds(circle, { kind: 'visit.reviewed', ref: submitted(circle).key }),
        B: bank.records(circle, { key: submitted(circle).key, retracted: true }),
      }),
    ],
    [
      '同一事实的更正与撤回',
      (bank, circle) => ({
        A: bank.records(circle, { key: visited(circle).key, method: 'phone' }),
        B: bank.records(circle, { key: visited(circle).key, retracted: true }),
      }),
    ],
    ['走访与全面重算', (bank, circle) => ({ A: bank.adds(circle, { method: 'visit' }), B: runsOverEverything })],
    [
      '一个事务先后两次走访，全面重算等在其间',
      (bank, circle) => ({
        A: [...bank.adds(circle, { method: 'visit' }), ...bank.adds(circle, { method: 'phone' })],
        B: runsOverEverything,
      }),
    ],
    ['走访与新版制度发布', (bank, circle) => ({ A: bank.adds(circle, { method: 'visit' }), B: bank.publishes() })],
    ['走访与日历改公布', (bank, circle) => ({ A: bank.adds(circle, { method: 'visit' }), B: bank.republishes() })],
  ];

  it.each(pairs)('%s', { timeout: 300_000 }, async (_, pair) => {
    database = await createTestDatabase();
    const bank = new Bank(database);
    await bank.open();
    const { A, B } = pair(bank, circles[0] as Circle);
    const all = orders(lengthOf(A), lengthOf(B));
    for (const [index, order] of all.entries()) {
      const circle = circles[index] as Circle;
      await runInOrder(bank.ctx, bank.clock, pair(bank, circle), order);
      bank.clock.tick();
      await advance(bank.ctx);
      await bank.compare(`${order}, ${circle.customer}`);
    }
    expect((await evaluateAll(bank.ctx)).changed, '全面重算不须修补').toBe(0);
  });
});
