import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { Context } from '../../src/platform/context.ts';
import type { Db } from '../../src/platform/db/database.ts';
import {
  advance,
  declareVocabulary,
  evaluateAll,
  localTime,
  type NewFact,
  refreshDuties,
} from '../../src/platform/duties/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Day, dayOf, earlier, type Instant } from './days.ts';
import { instant, VOCABULARY_PARTS, ZONE } from './engine.ts';
import { scenarios } from './generate.ts';
import { chains, type DutyRow, type History, keyOf } from './history.ts';
import { knownOnly } from './laws.ts';
import { insertRows, rowsOf, stamp } from './load.ts';
import { evaluate, sortRows } from './reference.ts';
import { SEED } from './runs.ts';
import { STATUTORY } from './statutory.ts';

/** Each run is a bank of a few lives that records its history in so many steps. */
const RUNS = Math.ceil(Number(process.env.ZHANYE_HISTORIES ?? 300) / 15);
const LIVES_EACH = 3;
const STEPS = 8;
const EARLY = '2024-12-02T00:00';

let database: TestDatabase;
beforeAll(async () => {
  declareVocabulary(VOCABULARY_PARTS);
  database = await createTestDatabase();
});
afterAll(() => database.drop());

class Undo extends Error {}

it('[RUL-3] 每一步之后,逐笔更新的义务与参照相同', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scenarios(LIVES_EACH), async ({ history: wide, versions }) => {
      const history = withoutRepublication(wide);
      const lived = database.db.kysely.transaction().execute(async (db) => {
        await publish(db, versions);
        await live(db, history, versions);
        throw new Undo();
      });
      await lived.catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

/** Calendar and offices stand from the beginning: a change of theirs is followed by a run over everything. */
function withoutRepublication(history: History): History {
  const appointments = history.appointments.map((a) => ({ ...a, recordedAt: EARLY, supersededAt: null }));
  return { ...history, calendar: STATUTORY, appointments };
}

async function publish(db: Db, versions: RulebookVersion[]): Promise<void> {
  const rows = versions.map(({ id, effectiveOn, rulebook }) => ({
    id,
    title: rulebook.title,
    effective_on: effectiveOn,
    content: rulebook,
    sha256: `\\x${createHash('sha256').update(JSON.stringify(rulebook)).digest('hex')}`,
    published_at: stamp('2024-01-01T00:00'),
  }));
  await insertRows(db, 'rulebook_version', rows);
}

async function live(db: Db, history: History, versions: RulebookVersion[]): Promise<void> {
  let before: Instant = EARLY;
  await record(db, knownOnly(history, before));
  await evaluateAll(contextAt(db, before), { asOf: instant(before), known: instant(before) });
  for (const now of momentsOf(history)) {
    const ctx = contextAt(db, now);
    await record(db, knownOnly(history, now));
    const { subjectIds, since } = touchedBetween(history, before, now);
    const counted = newFactsBetween(history, before, now);
    for (const [subjectId, facts] of counted) {
      await refreshDuties(ctx, { subjectType: 'customer', subjectIds: [subjectId], since, facts });
    }
    const others = subjectIds.filter((id) => !counted.has(id));
    await refreshDuties(ctx, { subjectType: 'customer', subjectIds: others, since });
    await advance(ctx);
    expectLive(await liveRows(db), evaluate(history, versions, { asOf: now, known: now }), now);
    before = now;
  }
}

const contextAt = (db: Db, now: Instant): Context => ({
  db,
  clock: { now: () => instant(now) },
  principal: null,
  zone: ZONE,
});

/** Up to STEPS of the moments at which something became known, evenly spread. */
function momentsOf(history: History): Instant[] {
  const recorded = [
    history.customers,
    history.custody,
    history.balances,
    history.facts,
    history.leaves,
    history.waivers,
  ];
  const moments = [...new Set(recorded.flat().map((version) => version.recordedAt))].filter((m) => m > EARLY).sort();
  const stride = Math.max(1, Math.ceil(moments.length / STEPS));
  return moments.filter((_, i) => i % stride === stride - 1);
}

const LEDGERS = ['customer_version', 'custody', 'balance', 'fact', 'leave_version', 'waiver'];

/** What is known replaces what was: the ledgers are rewritten, the live duties stay. */
async function record(db: Db, history: History): Promise<void> {
  for (const [table, rows] of Object.entries(rowsOf(history))) {
    if (LEDGERS.includes(table)) await sql`delete from ${sql.table(table)}`.execute(db);
    else if ((await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length > 0) continue;
    await insertRows(db, table, rows);
  }
}

/** Whose duties may be different after what became known in (before, now], and from which day on. */
function touchedBetween(history: History, before: Instant, now: Instant): { subjectIds: number[]; since: CivilDate } {
  const numbers = [...new Set(history.customers.map((c) => c.no))];
  const touched = new Set<string>();
  let since: Day = dayOf(now);
  const touch = (customers: string[], day: Day) => {
    for (const customer of customers) touched.add(customer);
    since = earlier(since, day);
  };
  const isNew = (version: { recordedAt: Instant }) => before < version.recordedAt && version.recordedAt <= now;
  for (const chain of chains(history.facts, keyOf.fact)) {
    chain.forEach((fact, i) => {
      const former = chain[i - 1] ?? fact;
      if (!isNew(fact)) return;
      touch([fact.customer, former.customer], earlier(dayOf(fact.occurredAt), dayOf(former.occurredAt)));
    });
  }
  for (const custody of history.custody.filter(isNew)) touch([custody.customer], custody.from);
  for (const balance of history.balances.filter(isNew)) touch([balance.customer], balance.from);
  for (const customer of history.customers.filter(isNew)) touch([customer.no], '2020-01-01');
  for (const leave of history.leaves.filter(isNew)) touch(numbers, leave.from);
  for (const waiver of history.waivers) {
    if (isNew(waiver)) touch(numbers, waiver.from);
    if (waiver.supersededAt !== null && isNew({ recordedAt: waiver.supersededAt })) touch(numbers, waiver.from);
  }
  return { subjectIds: [...touched].map((no) => numbers.indexOf(no) + 1), since: since as CivilDate };
}

/** The customers for whom nothing became known in (before, now] but facts that were not there, with these facts. */
function newFactsBetween(history: History, before: Instant, now: Instant): Map<number, NewFact[]> {
  const numbers = [...new Set(history.customers.map((c) => c.no))];
  const facts = new Map<number, NewFact[]>();
  for (const [index, no] of numbers.entries()) {
    const without = { ...history, facts: history.facts.filter((fact) => fact.customer !== no) };
    const isMine = touchedBetween(without, before, now).subjectIds.includes(index + 1);
    const recorded = chains(history.facts, keyOf.fact).flatMap((chain) =>
      chain.filter((f) => before < f.recordedAt && f.recordedAt <= now).map((f) => ({ f, first: f === chain[0] })),
    );
    const mine = recorded.filter(({ f }) => f.customer === no);
    if (isMine || mine.length === 0 || mine.some(({ f, first }) => !first || f.retracted)) continue;
    facts.set(
      index + 1,
      mine.map(({ f }) => ({ kind: f.kind, key: f.key, bizDate: dayOf(f.occurredAt) as CivilDate })),
    );
  }
  return facts;
}

async function liveRows(db: Db): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow & { starts: Date; ends: Date }>`
    select d.rule_id as rule, d.rule_id as clause, d.subject_type as "subjectType", c.no as subject, d.anchor,
      d.starts_at as starts, d.until_at as ends, s.no as bearer, d.need, d.got, d.status
    from duty d join customer c on c.id = d.subject_id left join staff s on s.id = d.bearer_id`.execute(db);
  const timed = (at: Date): Instant => localTime(at, ZONE).padEnd(16, 'T00:00');
  return sortRows(rows.map(({ starts, ends, ...row }) => ({ ...row, start: timed(starts), until: timed(ends) })));
}

/** Nothing wanted is missing or different; what is live beyond it is void. */
function expectLive(live: DutyRow[], wanted: DutyRow[], now: Instant): void {
  const line = (row: DutyRow) =>
    [row.rule, row.subject, row.anchor, row.start, row.until, row.bearer, row.need, row.got, row.status].join(' ');
  const [liveLines, wantedLines] = [new Set(live.map(line)), new Set(wanted.map(line))];
  expect({
    now,
    missing: [...wantedLines].filter((row) => !liveLines.has(row)),
    extra: live
      .filter((row) => row.status !== 'void')
      .map(line)
      .filter((row) => !wantedLines.has(row)),
  }).toEqual({ now, missing: [], extra: [] });
}
