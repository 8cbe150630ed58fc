import { type RawBuilder, sql } from 'kysely';
import { addDays, type CivilDate, civilDateOf } from '../../kernel/calendar/index.ts';
import type { ResponseRule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import { dayTables } from './compile/day-table.ts';
import { type DeadlineTables, deadlineTables } from './compile/deadline-table.ts';
import { dateOf } from './compile/field.ts';
import { recurringQuery } from './compile/recurring.ts';
import { responseQuery } from './compile/response.ts';
import { placeUnits, type Reach } from './links.ts';
import { lighterVersions, ruleOf, type Unit, unitsOf } from './units.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The arguments of `result = f(facts known at K, rulebook R, calendar C, as of T)` (docs/rules.md). */
export interface Evaluation {
  vocabulary: Vocabulary;
  /** In order of effective date. */
  versions: RulebookVersion[];
  asOf: Date;
  known: Date;
  zone: string;
  /** Only these subjects of this type; absent: everybody. */
  subjects?: { type: string; ids: number[] } | undefined;
  /** Only duties whose period touches days on or after this one; absent: all. */
  since?: CivilDate | undefined;
  /** Only these rules; absent: all. */
  ruleIds?: string[] | undefined;
  /** The calendars known at `known`, where the caller has them; absent: they are read. */
  calendars?: Calendars | undefined;
}

/** A query for desired duties, one for each rule, version and group of periods that are evaluated together. */
export interface DesiredQuery {
  ruleId: string;
  version: RulebookVersion;
  /** Labels of the periods that it covers, for partitions and for the diff. */
  periods: string[];
  query: RawBuilder<unknown>;
}

/** Every query that together yields all desired duties of the evaluation, each duty once. */
export async function desiredQueries(db: Db, evaluation: Evaluation): Promise<DesiredQuery[]> {
  const calendars = evaluation.calendars ?? (await loadCalendars(db, evaluation.known));
  const rules = evaluation.versions.flatMap((version) => version.rulebook.rules);
  const ruleIds = new Set(rules.map((rule) => rule.id));
  const queries: DesiredQuery[] = [];
  for (const ruleId of [...ruleIds].sort()) {
    if (evaluation.ruleIds && !evaluation.ruleIds.includes(ruleId)) continue;
    queries.push(...(await recurringQueries(db, ruleId, evaluation, calendars)));
    queries.push(...(await responseQueries(db, ruleId, evaluation, calendars)));
  }
  return queries;
}

async function recurringQueries(
  db: Db,
  ruleId: string,
  evaluation: Evaluation,
  calendars: Calendars,
): Promise<DesiredQuery[]> {
  const { versions, asOf, zone } = evaluation;
  const units = unitsOf(versions, ruleId, asOf, zone);
  const queries: DesiredQuery[] = [];
  for (const group of Map.groupBy(units, (unit) => unit.version).values()) {
    const pinned = await recurringDesired(db, group, evaluation, calendars);
    if (!pinned) continue;
    const lighter = group.flatMap((unit) => lighterVersions(unit, versions, asOf, zone));
    const others = [...Map.groupBy(lighter, (unit) => unit.version).values()];
    const rivals = await Promise.all(others.map((rival) => recurringDesired(db, rival, evaluation, calendars)));
    queries.push({ ...pinned, query: lightest([pinned, ...rivals.filter((rival) => rival !== null)]) });
  }
  return queries;
}

/** The duties of units of one version, or null where none is asked for. */
async function recurringDesired(
  db: Db,
  group: Unit[],
  evaluation: Evaluation,
  calendars: Calendars,
): Promise<DesiredQuery | null> {
  const { asOf, known, zone, vocabulary, since } = evaluation;
  const { rule, version } = group[0] as Unit;
  const subjectIds = subjectsOf(rule, evaluation);
  if (subjectIds === 'none') return null;
  const own = (_: Unit, reach: Reach) => since === undefined || reach.until > since;
  const placement = await placeUnits(db, rule, group, own, { vocabulary, calendars, known, zone, subjectIds });
  if (placement.units.length === 0) return null;
  const tables = dayTables(rule, placement.units, calendars, known, zone);
  const { parameters } = version.rulebook;
  const { linkedIds } = placement;
  return {
    ruleId: rule.id,
    version,
    periods: [...new Set(placement.units.filter((unit) => unit.own).map((unit) => unit.label))],
    query: recurringQuery({ rule, parameters, vocabulary, tables, asOf, known, subjectIds, linkedIds }),
  };
}

/** Of the duties that several versions give for one subject and period the one that needs least; of equals the first. */
function lightest(candidates: DesiredQuery[]): RawBuilder<unknown> {
  const [only, ...rivals] = candidates.map((candidate) => candidate.query);
  if (only && rivals.length === 0) return only;
  const ranked = candidates.map(({ query }, rank) => sql`select *, ${rank}::int as rank from (${query}) q`);
  return sql`
    select distinct on (subject_id, anchor) * from (${sql.join(ranked, sql` union all `)}) candidate
    order by subject_id, anchor, need, rank`;
}

async function responseQueries(
  db: Db,
  ruleId: string,
  evaluation: Evaluation,
  calendars: Calendars,
): Promise<DesiredQuery[]> {
  const { versions, asOf, known, zone, vocabulary } = evaluation;
  const today = addDays(civilDateOf(asOf, zone), 1);
  const queries: DesiredQuery[] = [];
  for (const [index, version] of versions.entries()) {
    const rule = ruleOf(version, ruleId);
    if (rule?.shape !== 'response') continue;
    const subjectIds = subjectsOf(rule, evaluation);
    if (subjectIds === 'none') continue;
    const from = version.effectiveOn as CivilDate;
    const next = versions[index + 1]?.effectiveOn as CivilDate | undefined;
    const until = next && next < today ? next : today;
    if (until <= from) continue;
    const range = {
      days: await countedDays(db, rule, evaluation, [from, until]),
      entries: [from, today] as [CivilDate, CivilDate],
    };
    const tables = keptDeadlines(rule, range, calendars, known, zone);
    queries.push({
      ruleId,
      version,
      periods: monthsBetween(from, until),
      query: responseQuery({
        rule,
        parameters: version.rulebook.parameters,
        vocabulary,
        tables,
        from,
        until,
        asOf,
        known,
        subjectIds,
      }),
    });
  }
  return queries;
}

/** Deadlines only change with the calendars, so they are worked out once for each set of days. */
const keptByCalendars = new WeakMap<Calendars, Map<string, DeadlineTables>>();

function keptDeadlines(...[rule, range, calendars, known, zone]: Parameters<typeof deadlineTables>): DeadlineTables {
  const kept = keptByCalendars.get(calendars) ?? new Map<string, DeadlineTables>();
  keptByCalendars.set(calendars, kept);
  const key = JSON.stringify([rule.within, rule.edges, range, zone]);
  const tables = kept.get(key) ?? deadlineTables(rule, range, calendars, known, zone);
  kept.set(key, tables);
  return tables;
}

/** A deadline before a date counts from that date, which may lie anywhere; every other from the trigger's day. */
async function countedDays(
  db: Db,
  rule: ResponseRule,
  { vocabulary, known }: Evaluation,
  triggerDays: [CivilDate, CivilDate],
): Promise<[CivilDate, CivilDate]> {
  if (!('before' in rule.within)) return triggerDays;
  const date = dateOf(vocabulary, rule.trigger.fact, rule.within.before, 'fact');
  const { rows } = await sql<{ first: CivilDate | null; last: CivilDate | null }>`
    select min(${date}) as first, max(${date}) as last
    from fact where kind = ${rule.trigger.fact} and recorded_at <= ${known}`.execute(db);
  const { first, last } = rows[0] ?? { first: null, last: null };
  return first && last ? [first, addDays(last, 1)] : [triggerDays[0], triggerDays[0]];
}

function subjectsOf(rule: { subject: string }, { subjects }: Evaluation): number[] | undefined | 'none' {
  if (!subjects) return undefined;
  return subjects.type === rule.subject ? subjects.ids : 'none';
}

function monthsBetween(from: CivilDate, until: CivilDate): string[] {
  const months = new Set<string>();
  for (let day = from; day < until; day = addDays(day, 1)) months.add(day.slice(0, 7));
  return [...months];
}
