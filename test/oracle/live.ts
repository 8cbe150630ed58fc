import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { Context } from '../../src/platform/context.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { advance, evaluateAll, localTime, type NewFact, refreshDuties } from '../../src/platform/duties/public.ts';
import { expectSame, line } from './compare.ts';
import { type Day, dayOf, earlier, type Instant } from './days.ts';
import { instant, ZONE } from './engine.ts';
import type { Scenario } from './generate.ts';
import { chains, type DutyRow, type History, keyOf } from './history.ts';
import { knownOnly } from './laws.ts';
import { insertRows, rowsOf, stamp } from './load.ts';
import { evaluate, sortRows } from './reference.ts';
import { STATUTORY } from './statutory.ts';

const EARLY = '2024-12-02T00:00';

/** Puts the rulebook's versions into the books. */
export async function publish(db: Db, versions: RulebookVersion[]): Promise<void> {
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

/**
 * The bank records its history in up to `steps` steps, which bring its live duties up as in production; after each they
 * are held against the reference. Returns the number of steps. Throws `Difference`.
 */
export async function liveThrough(db: Db, { history: wide, versions }: Scenario, steps: number): Promise<number> {
  const history = withoutRepublication(wide);
  await publish(db, versions);
  let before: Instant = EARLY;
  await record(db, knownOnly(history, before));
  await evaluateAll(contextAt(db, before), { asOf: instant(before), known: instant(before) });
  const moments = momentsOf(history, steps);
  for (const now of moments) {
    await takeStep(db, history, before, now);
    const wanted = evaluate(history, versions, { asOf: now, known: now });
    expectSame(await liveRows(db, wanted), wanted, `live at ${now}`);
    before = now;
  }
  return moments.length;
}

async function takeStep(db: Db, history: History, before: Instant, now: Instant): Promise<void> {
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
}

export const contextAt = (db: Db, now: Instant): Context => ({
  db,
  clock: { now: () => instant(now) },
  principal: null,
  zone: ZONE,
});

/** Up to so many of the moments at which something became known, evenly spread, the last among them. */
function momentsOf(history: History, steps: number): Instant[] {
  const recorded = [
    history.customers,
    history.custody,
    history.balances,
    history.facts,
    history.leaves,
    history.waivers,
  ];
  const moments = [...new Set(recorded.flat().map((version) => version.recordedAt))].filter((m) => m > EARLY).sort();
  const stride = Math.max(1, Math.ceil(moments.length / steps));
  return moments.filter((_, i) => (moments.length - 1 - i) % stride === 0);
}

const LEDGERS = ['appointment', 'customer_version', 'custody', 'balance', 'fact', 'leave_version', 'waiver'];

/** What is known replaces what was: the ledgers are rewritten, the live duties stay. */
export async function record(db: Db, history: History): Promise<void> {
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
  const otherwise = new Set(touchedBetween({ ...history, facts: [] }, before, now).subjectIds);
  const facts = new Map<number, NewFact[]>();
  for (const chain of chains(history.facts, keyOf.fact)) {
    chain.forEach((fact, i) => {
      if (fact.recordedAt <= before || now < fact.recordedAt) return;
      const ids = [fact, chain[i - 1] ?? fact].map(({ customer }) => numbers.indexOf(customer) + 1);
      if (i > 0 || fact.retracted) for (const id of ids) otherwise.add(id);
      const [id] = ids as [number];
      const added = { kind: fact.kind, key: fact.key, bizDate: dayOf(fact.occurredAt) as CivilDate };
      facts.set(id, [...(facts.get(id) ?? []), added]);
    });
  }
  for (const id of otherwise) facts.delete(id);
  return facts;
}

/** The live rows; void ones only where such a row is wanted: what is no longer owed stays as a void row. */
export async function liveRows(db: Db, wanted: DutyRow[]): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow & { starts: Date; ends: Date }>`
    select d.rule_id as rule, d.rule_id as clause, d.subject_type as "subjectType", c.no as subject, d.anchor,
      d.starts_at as starts, d.until_at as ends, s.no as bearer, d.need, d.got, d.status
    from duty d join (
      select 'customer' as type, id, no from customer union all select 'staff', id, no from staff
      union all select 'institution', id, no from institution
    ) c on c.type = d.subject_type and c.id = d.subject_id left join staff s on s.id = d.bearer_id`.execute(db);
  const wantedLines = new Set(wanted.map(line));
  const timed = (at: Date): Instant => localTime(at, ZONE).padEnd(16, 'T00:00');
  const live = rows.map(({ starts, ends, ...row }) => ({ ...row, start: timed(starts), until: timed(ends) }));
  return sortRows(live.filter((row) => row.status !== 'void' || wantedLines.has(line(row))));
}

/** Calendar and offices stand from the beginning: a change of theirs is followed by a run over everything. */
function withoutRepublication(history: History): History {
  const appointments = history.appointments.map((a) => ({ ...a, recordedAt: EARLY, supersededAt: null }));
  return { ...history, calendar: STATUTORY, appointments };
}
