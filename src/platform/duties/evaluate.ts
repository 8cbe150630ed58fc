import { type RawBuilder, sql } from 'kysely';
import { addDays, type CivilDate, civilDateOf } from '../../kernel/calendar/index.ts';
import type { Duration, ResponseRule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import { dayTables, type Reach } from './compile/day-table.ts';
import { type DeadlineTables, deadlineTables } from './compile/deadline-table.ts';
import { marksOf } from './compile/facts.ts';
import { dateOf } from './compile/field.ts';
import { type RecurringJob, recurringQuery } from './compile/recurring.ts';
import { type ResponseJob, responseQuery, type Taker } from './compile/response.ts';
import { type GroupUnit, ruleGroups } from './groups.ts';
import { limitQueries } from './limits.ts';
import { placeUnits } from './links.ts';
import { ruleOf } from './units.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

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
  /** Of recurring rules only the periods that begin in `[from, until)`; absent: all. */
  beginning?: readonly [CivilDate, CivilDate] | undefined;
  /** Only these rules; absent: all. */
  ruleIds?: string[] | undefined;
  /** The calendars known at `known`, where the caller has them; absent: they are read. */
  calendars?: Calendars | undefined;
}

/** A query for the desired duties of some rules. They come with `rule_id` and with their `rulebook_version`. */
export interface DesiredQuery {
  ruleIds: string[];
  versionIds: number[];
  /**
   * Labels of the periods that it covers, for partitions and for the diff: it yields every duty that these rules give in
   * them under these versions.
   */
  periods: string[];
  query: RawBuilder<unknown>;
}

/** The query for the desired duties of one rule under one version. */
export interface VersionQuery {
  version: RulebookVersion;
  periods: string[];
  query: RawBuilder<unknown>;
  /** A stage that the query reads, and those of later versions may read. */
  stage?: RawBuilder<unknown>;
}

/** Every query that together yields all desired duties of the evaluation, each duty once. Rules that are alike share one. */
export async function desiredQueries(db: Db, evaluation: Evaluation): Promise<DesiredQuery[]> {
  const calendars = evaluation.calendars ?? (await loadCalendars(db, evaluation.known));
  const rules = evaluation.versions.flatMap((version) => version.rulebook.rules);
  const ruleIds = [...new Set(rules.map((rule) => rule.id))]
    .filter((id) => !evaluation.ruleIds || evaluation.ruleIds.includes(id))
    .sort();
  const queries: DesiredQuery[] = [];
  for (const job of await recurringJobs(db, ruleIds, { ...evaluation, calendars })) {
    const versionIds = job.variants.map(({ version }) => version.id);
    queries.push({ ruleIds: job.ruleIds, versionIds, periods: job.periods, query: recurringQuery(job) });
  }
  for (const ruleId of ruleIds) {
    const limits = limitDesired(ruleId, evaluation, calendars);
    const responses = await responseQueries(db, ruleId, evaluation, calendars);
    queries.push(...underAllVersions(ruleId, [...responses, ...limits]));
  }
  return queries;
}

function limitDesired(ruleId: string, evaluation: Evaluation, calendars: Calendars): VersionQuery[] {
  const rule = evaluation.versions.flatMap(({ rulebook }) => rulebook.rules).find(({ id }) => id === ruleId);
  const subjectIds = rule ? subjectsOf(rule, evaluation) : 'none';
  return subjectIds === 'none' ? [] : limitQueries(ruleId, evaluation, calendars, subjectIds);
}

/** What every query yields, by name: the shapes need not agree on an order. */
const COLUMNS = sql.raw(
  'rule_id, subject_id, anchor, period, subject_type, starts_at, until_at, bearer_id, institution_id, need, got, status, judgeable_at',
);

function underAllVersions(ruleId: string, queries: VersionQuery[]): DesiredQuery[] {
  if (queries.length === 0) return [];
  const versioned = queries.map(
    ({ version, query }) => sql`select ${COLUMNS}, ${version.id}::int as rulebook_version from (${query}) q`,
  );
  const stages = queries.flatMap(({ stage }) => stage ?? []);
  return [
    {
      ruleIds: [ruleId],
      versionIds: queries.map(({ version }) => version.id),
      periods: [...new Set(queries.flatMap(({ periods }) => periods))],
      query: sql`${stages.length > 0 ? sql`with ${sql.join(stages)}` : sql``} ${sql.join(versioned, sql` union all `)}`,
    },
  ];
}

/** One for each group of recurring rules of which a duty is asked for; `periods` are the labels of those. */
export async function recurringJobs(
  db: Db,
  ruleIds: string[],
  evaluation: Evaluation & { calendars: Calendars },
  asked: (unit: GroupUnit, reach: Reach) => boolean = (unit, reach) => isAsked(evaluation, unit, reach),
): Promise<(RecurringJob & { periods: string[] })[]> {
  const { versions, asOf, known, zone, vocabulary, calendars } = evaluation;
  const jobs = [];
  for (const group of ruleGroups(versions, ruleIds, asOf, zone)) {
    const [rule] = group.units[0]?.rules ?? [];
    const subjectIds = rule && subjectsOf(rule, evaluation);
    if (!rule || subjectIds === 'none') continue;
    const sources = { vocabulary, calendars, known, zone, subjectIds };
    const { units, linkedIds } = await placeUnits(db, group.units, asked, sources);
    if (units.length === 0) continue;
    const variants = [...new Map(units.map(({ version, rules }) => [version, { version, rules }])).values()];
    const ruling = variants.map(({ version }) => version);
    jobs.push({
      ruleIds: group.ruleIds,
      variants,
      rule,
      marks: marksOf({ variants, vocabulary }),
      vocabulary,
      tables: dayTables(units, ruling, calendars, known, zone),
      asOf,
      known,
      subjectIds,
      linkedIds,
      periods: [...new Set(units.filter((unit) => unit.own).map((unit) => unit.label))],
    });
  }
  return jobs;
}

function isAsked({ since, beginning }: Evaluation, { start }: GroupUnit, { until }: Reach): boolean {
  if (beginning && (start < beginning[0] || start >= beginning[1])) return false;
  return !since || until > since;
}

/** Triggers of an older version come before those of a newer one, and what they took is no longer to be had. */
export async function responseQueries(
  db: Db,
  ruleId: string,
  evaluation: Omit<Evaluation, 'calendars'>,
  calendars: Calendars,
): Promise<VersionQuery[]> {
  const jobs = await responseJobs(db, ruleId, evaluation, calendars);
  const takers: Taker[] = [];
  return jobs.map(({ version, periods, job }, no) => {
    const stage = sql.ref(`response_${no}`);
    const definition = sql`${stage} as materialized (${responseQuery({ ...job, takers: [...takers] })})`;
    if (job.rule.consume === 'one') takers.push({ rule: job.rule, stage });
    return { version, periods, query: sql`select * from ${stage}`, stage: definition };
  });
}

async function responseJobs(
  db: Db,
  ruleId: string,
  evaluation: Evaluation,
  calendars: Calendars,
): Promise<{ version: RulebookVersion; periods: string[]; job: Omit<ResponseJob, 'takers'> }[]> {
  const { versions, asOf, known, zone, vocabulary } = evaluation;
  const today = addDays(civilDateOf(asOf, zone), 1);
  const jobs = [];
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
      days: await countedDays(db, rule, rule.within, version, evaluation, [from, until]),
      openings: await countedDays(db, rule, rule.notBefore ?? rule.within, version, evaluation, [from, until]),
      entries: [from, today] as [CivilDate, CivilDate],
    };
    const tables = keptDeadlines(rule, range, calendars, known, zone);
    const job = {
      rule,
      parameters: version.rulebook.parameters,
      vocabulary: vocabularyOf(vocabulary, version.rulebook),
      ...{ tables, from, until, asOf, known, subjectIds },
    };
    jobs.push({ version, periods: monthsBetween(from, until), job });
  }
  return jobs;
}

/** Deadlines only change with the calendars, so they are worked out once for each set of days. */
const keptByCalendars = new WeakMap<Calendars, Map<string, DeadlineTables>>();

function keptDeadlines(...[rule, range, calendars, known, zone]: Parameters<typeof deadlineTables>): DeadlineTables {
  const kept = keptByCalendars.get(calendars) ?? new Map<string, DeadlineTables>();
  keptByCalendars.set(calendars, kept);
  const key = JSON.stringify([rule.within, rule.notBefore, rule.edges, range, zone]);
  const tables = kept.get(key) ?? deadlineTables(rule, range, calendars, known, zone);
  kept.set(key, tables);
  return tables;
}

/** A deadline before a date counts from that date, which may lie anywhere; every other from the trigger's day. */
async function countedDays(
  db: Db,
  rule: ResponseRule,
  duration: Duration,
  { rulebook }: RulebookVersion,
  { vocabulary, known }: Evaluation,
  triggerDays: [CivilDate, CivilDate],
): Promise<[CivilDate, CivilDate]> {
  if (!('before' in duration)) return triggerDays;
  const date = dateOf(vocabularyOf(vocabulary, rulebook), rule.trigger.fact, duration.before, 'fact');
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
