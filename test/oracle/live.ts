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
import { chains, type DutyRow, type FactVersion, type History, keyOf } from './history.ts';
import { insertRows, stamp } from './load.ts';
import { recorder } from './record.ts';
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
 * The bank records its history: it leaps to a moment, makes a few steps one by one and leaps on, up to `steps` in all. At
 * each it brings its live duties up as in production, and they are held against the reference. Returns the number of
 * steps. Throws `Difference`.
 */
export async function liveThrough(db: Db, { history: wide, versions }: Scenario, steps: number): Promise<number> {
  const history = withoutRepublication(wide);
  await publish(db, versions);
  const record = await recorder(db, history, EARLY);
  await record(EARLY);
  await evaluateAll(contextAt(db, EARLY), { asOf: instant(EARLY), known: instant(EARLY) });
  let before: Instant = EARLY;
  const moments = momentsOf(history, steps);
  for (const now of moments) {
    const ctx = contextAt(db, now);
    // The clock comes first: its run over everything must not repair what the changes themselves leave out.
    await advance(ctx);
    await record(now);
    await bringUp(ctx, history, before, now);
    const wanted = evaluate(history, versions, { asOf: now, known: now });
    expectSame(await liveRows(db, wanted), wanted, `live at ${now}`);
    before = now;
  }
  return moments.length;
}

async function bringUp(ctx: Context, history: History, before: Instant, now: Instant): Promise<void> {
  const { subjectIds, since } = touchedBetween(history, before, now);
  const counted = newFactsBetween(history, before, now);
  for (const [subjectId, facts] of counted) {
    await refreshDuties(ctx, { subjectType: 'customer', subjectIds: [subjectId], since, facts });
  }
  const others = subjectIds.filter((id) => !counted.has(id));
  await refreshDuties(ctx, { subjectType: 'customer', subjectIds: others, since });
}

export const contextAt = (db: Db, now: Instant): Context => ({
  db,
  clock: { now: () => instant(now) },
  principal: null,
  zone: ZONE,
});

/** Steps that follow each other without a leap, each over so many moments: what is new is little, and is counted. */
const IN_A_ROW = 3;
const MOMENTS_EACH = 6;

/** Up to so many of the moments at which something became known: evenly spread rows of neighbours, the last among them. */
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
  const row = IN_A_ROW * MOMENTS_EACH;
  const stride = Math.max(row, Math.floor((moments.length * IN_A_ROW) / steps));
  const chosen = moments
    .filter((_, i) => {
      const back = (moments.length - 1 - i) % stride;
      return back < row && back % MOMENTS_EACH === 0;
    })
    .slice(-steps);
  // At the end of a day on which nothing more is recorded only the clock has moved.
  return chosen.flatMap((moment, i) => {
    const [evening, next] = [`${dayOf(moment)}T23:59`, chosen[i + 1]];
    return moment < evening && next !== undefined && evening < next ? [moment, evening] : [moment];
  });
}

/** A fact counts once it lies in the past; of one that was entered at its very moment only the clock tells. */
const hasComeToPass = ({ recordedAt, occurredAt }: FactVersion, before: Instant, now: Instant): boolean =>
  recordedAt <= before && before <= occurredAt && occurredAt < now;

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
      if (!isNew(fact) && !hasComeToPass(fact, before, now)) return;
      touch([fact.customer, former.customer], earlier(dayOf(fact.occurredAt), dayOf(former.occurredAt)));
    });
  }
  for (const custody of history.custody.filter(isNew)) touch([custody.customer], custody.from);
  for (const balance of history.balances.filter(isNew)) touch([balance.customer], balance.from);
  for (const customer of history.customers.filter(isNew)) touch([customer.no], '2020-01-01');
  const heldBy = Map.groupBy(history.custody, ({ staff }) => staff);
  for (const leave of history.leaves.filter(isNew)) {
    touch(
      (heldBy.get(leave.staff) ?? []).map(({ customer }) => customer),
      leave.from,
    );
  }
  for (const waiver of history.waivers) {
    const isGiven = isNew(waiver);
    const isTaken = waiver.supersededAt !== null && isNew({ recordedAt: waiver.supersededAt });
    if (isGiven || isTaken) touch(waiver.customer === null ? numbers : [waiver.customer], waiver.from);
  }
  return { subjectIds: [...touched].map((no) => numbers.indexOf(no) + 1), since: since as CivilDate };
}

/** The customers for whom nothing became known in (before, now] but today's facts that were not there, with these facts. */
function newFactsBetween(history: History, before: Instant, now: Instant): Map<number, NewFact[]> {
  const numbers = [...new Set(history.customers.map((c) => c.no))];
  const otherwise = new Set(touchedBetween({ ...history, facts: [] }, before, now).subjectIds);
  const facts = new Map<number, NewFact[]>();
  for (const chain of chains(history.facts, keyOf.fact)) {
    chain.forEach((fact, i) => {
      const isNew = before < fact.recordedAt && fact.recordedAt <= now;
      if (!isNew && !hasComeToPass(fact, before, now)) return;
      const ids = [fact, chain[i - 1] ?? fact].map(({ customer }) => numbers.indexOf(customer) + 1);
      // Counted is what is written now: of an earlier day's entry the grace may be over by today.
      const isOfToday = dayOf(fact.recordedAt) === dayOf(now);
      if (!isNew || !isOfToday || i > 0 || fact.retracted) for (const id of ids) otherwise.add(id);
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
