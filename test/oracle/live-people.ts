import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { SubjectType } from '../../src/kernel/rulebook/subject.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { advance, evaluateAll, refreshDuties } from '../../src/platform/duties/public.ts';
import { expectSame } from './compare.ts';
import { type Day, dayOf, earlier, type Instant } from './days.ts';
import { instant } from './engine.ts';
import { EARLY, type PeopleScenario } from './generate-people.ts';
import { type History, subjectTypeOf } from './history.ts';
import { contextAt, liveRows, publish } from './live.ts';
import { recorder } from './record.ts';
import { evaluate } from './reference.ts';

/**
 * A bank of people records its history moment by moment; each time only what the change itself names is brought up, as
 * registers do: whom a limit measures, the engine finds. After each the live duties are held against the reference.
 * Returns the number of moments. Throws `Difference`.
 */
export async function livePeople(db: Db, { history, versions, asOf }: PeopleScenario): Promise<number> {
  await publish(db, versions);
  const record = await recorder(db, history, EARLY);
  await record(EARLY);
  await evaluateAll(contextAt(db, EARLY), { asOf: instant(EARLY), known: instant(EARLY) });
  let before: Instant = EARLY;
  const moments = momentsOf(history).filter((moment) => EARLY < moment && moment <= asOf);
  for (const now of moments) {
    const ctx = contextAt(db, now);
    // The day has begun long since: its run over everything must not repair what the change itself leaves out.
    await advance(ctx);
    await record(now);
    for (const touched of touchedBetween(history, before, now)) await refreshDuties(ctx, touched);
    const wanted = evaluate(history, versions, { asOf: now, known: now });
    expectSame(await liveRows(db, wanted), wanted, `live at ${now}`);
    before = now;
  }
  return moments.length;
}

const ledgersOf = (history: History) => [history.custody, history.balances, history.facts, history.leaves].flat();

function momentsOf(history: History): Instant[] {
  const ended = history.appointments.flatMap(({ recordedAt, supersededAt }) => [
    recordedAt,
    supersededAt ?? recordedAt,
  ]);
  return [...new Set([...ledgersOf(history).map(({ recordedAt }) => recordedAt), ...ended])].sort();
}

/** What became known in (before, now]: whose, and from which day on. */
function touchedBetween(history: History, before: Instant, now: Instant) {
  const isNew = (at: Instant | null) => at !== null && before < at && at <= now;
  const touched = new Map<SubjectType, { numbers: Set<string>; actors: Set<string>; since: Day }>();
  const touch = (type: SubjectType, no: string, since: Day, actor: string | null = null) => {
    const entry = touched.get(type) ?? { numbers: new Set(), actors: new Set(), since };
    entry.numbers.add(no);
    if (actor !== null) entry.actors.add(actor);
    touched.set(type, { ...entry, since: earlier(entry.since, since) });
  };
  for (const row of history.custody) if (isNew(row.recordedAt)) touch('customer', row.customer, row.from);
  for (const row of history.balances) if (isNew(row.recordedAt)) touch('customer', row.customer, row.from);
  for (const row of history.leaves) if (isNew(row.recordedAt)) touch('staff', row.staff, row.from);
  for (const row of history.appointments) {
    if (isNew(row.recordedAt) || isNew(row.supersededAt)) touch('staff', row.staff, row.from);
  }
  for (const fact of history.facts) {
    if (isNew(fact.recordedAt)) touch(subjectTypeOf(fact.kind), fact.customer, dayOf(fact.occurredAt), fact.actor);
  }
  const order: Record<SubjectType, string[]> = {
    customer: [...new Set(history.customers.map(({ no }) => no))],
    staff: history.staff,
    institution: history.institutions.map(({ no }) => no),
  };
  const idsOf = (type: SubjectType, numbers: Set<string>) => [...numbers].map((no) => order[type].indexOf(no) + 1);
  return [...touched].map(([subjectType, { numbers, actors, since }]) => ({
    subjectType,
    subjectIds: idsOf(subjectType, numbers),
    actorIds: idsOf('staff', actors),
    since: since as CivilDate,
  }));
}
