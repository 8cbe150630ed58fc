import { sql } from 'kysely';
import { type CivilDate, civilDateOf, startOfDay } from '../../kernel/calendar/index.ts';
import type { Rule, SubjectType } from '../../kernel/rulebook/rule.ts';
import { type Context, transact } from '../context.ts';
import type { Db } from '../db/database.ts';
import { syncBreaches } from './breaches.ts';
import { countFact, type NewFact } from './count-fact.ts';
import { dependentsOf } from './dependents.ts';
import { type StatusCount, writeDuties } from './diff-writer.ts';
import { declaredVocabulary } from './engine.ts';
import { desiredQueries, type Evaluation } from './evaluate.ts';
import { EVERYBODY_LOCK } from './locks.ts';
import { isMuch, planFor } from './plan.ts';
import { lockSubjects, type Standing } from './standing.ts';
import { loadVersions } from './versions.ts';

/** More subjects than this are marked and folded in batches after the writer's transaction. */
const INLINE_LIMIT = 200;
const FOLD_BATCH = 20_000;
/** Up to so many subjects one plan serves them all. */
const FEW = 20;

export interface Touched {
  subjectType: SubjectType;
  subjectIds: number[];
  /** People whose acts these facts are: rules may count what a person does. */
  actorIds?: number[] | undefined;
  /** The earliest civil date whose duties may be different now. */
  since: CivilDate;
  /** Where nothing but these facts is new; absent: anything may have changed. */
  facts?: NewFact[] | undefined;
}

/**
 * Brings the duties of subjects up to date after their facts or attributes changed, inside the writer's transaction.
 * Many at once are only marked; `foldStale` brings them up. Before the first evaluation there is nothing to keep up.
 */
export async function refreshDuties(ctx: Context, touched: Touched): Promise<void> {
  const { subjectType, subjectIds, facts } = touched;
  if (subjectIds.length === 0) return;
  if (subjectIds.length > INLINE_LIMIT) return markTouched(ctx, touched);
  const now = ctx.clock.now();
  const standing = await lockSubjects(ctx.db, subjectType, subjectIds, now);
  if (!standing) return;
  const ruleIds = facts ? await countFacts(ctx, standing, touched, facts) : undefined;
  if (ruleIds?.length !== 0) await bringUp(ctx, standing, { ...touched, ruleIds });
  await refreshActors(ctx, standing, touched);
  if (!facts) await refreshDependents(ctx, standing, touched);
}

async function refreshDependents(ctx: Context, { versions }: Standing, touched: Touched): Promise<void> {
  const dependents = await dependentsOf(ctx.db, versions, touched);
  if (!dependents) return;
  const also = { ...dependents, since: touched.since };
  if (also.subjectIds.length > INLINE_LIMIT) return markStale(ctx, also);
  const standing = await lockSubjects(ctx.db, also.subjectType, also.subjectIds, ctx.clock.now());
  if (standing) await bringUp(ctx, standing, also);
}

async function markTouched(ctx: Context, touched: Touched): Promise<void> {
  const { since, actorIds = [] } = touched;
  await markStale(ctx, touched);
  await markStale(ctx, { subjectType: 'staff', subjectIds: actorIds, since });
  const dependents = await dependentsOf(ctx.db, await loadVersions(ctx.db, ctx.clock.now()), touched);
  if (dependents) await markStale(ctx, { ...dependents, since });
}

/** People are brought up for the rules that count what they themselves do. */
async function refreshActors(ctx: Context, { versions }: Standing, { actorIds, facts, since }: Touched): Promise<void> {
  if (!actorIds || actorIds.length === 0) return;
  const kinds = facts && new Set(facts.map(({ kind }) => kind));
  const ruleIds = new Set<string>();
  for (const rule of versions.flatMap((version) => version.rulebook.rules)) {
    if (countedByActor(rule).some((fact) => !kinds || kinds.has(fact))) ruleIds.add(rule.id);
  }
  if (ruleIds.size === 0) return;
  const standing = await lockSubjects(ctx.db, 'staff', actorIds, ctx.clock.now());
  if (!standing) return;
  await bringUp(ctx, standing, { subjectType: 'staff', subjectIds: actorIds, since, ruleIds: [...ruleIds] });
}

/** The kinds of facts that a rule counts as its subject's own acts. */
function countedByActor(rule: Rule): string[] {
  if (rule.shape === 'recurring') return rule.count.by === 'actor' ? [rule.count.fact] : [];
  if (rule.shape === 'response' || !('fact' in rule.measure) || rule.measure.by !== 'actor') return [];
  return [rule.measure.fact, ...(rule.measure.of ? [rule.measure.of.fact] : [])];
}

/** What facts that were just recorded touch; where one of them corrected another, anything may have changed. */
export function touchedBy(
  subjectType: SubjectType,
  moved: readonly { subjectId: number; actorId: number | null; since: CivilDate; fact?: NewFact }[],
): Touched {
  const facts = moved.flatMap(({ fact }) => fact ?? []);
  return {
    subjectType,
    subjectIds: [...new Set(moved.map(({ subjectId }) => subjectId))],
    actorIds: [...new Set(moved.flatMap(({ actorId }) => actorId ?? []))],
    since: moved.map(({ since }) => since).toSorted()[0] as CivilDate,
    facts: facts.length === moved.length ? facts : undefined,
  };
}

/** Counts what can simply be counted; returns the rules for which the subjects must be brought up. */
async function countFacts(ctx: Context, standing: Standing, touched: Touched, facts: NewFact[]): Promise<string[]> {
  const rest = new Set<string>();
  const now = ctx.clock.now();
  for (const subjectId of touched.subjectIds) {
    for (const [index, fact] of facts.entries()) {
      const at = { subjectId, fact, uncounted: facts.slice(index + 1), now, zone: ctx.zone };
      for (const id of await countFact(ctx.db, standing, at)) rest.add(id);
    }
  }
  return [...rest];
}

/**
 * Marks every subject that rules know, for a change that may touch all of them, such as a calendar's: those of an
 * institution's subtree, or (null) of the whole bank. `foldStale` brings them up.
 */
export async function markAllStale(
  db: Db,
  { institutionId, since, markedAt }: { institutionId: number | null; since: CivilDate; markedAt: Date },
): Promise<void> {
  if (!(await hasWatermark(db))) return;
  for (const [type, source] of Object.entries(declaredVocabulary().subjects)) {
    const [id, place] = [sql.ref(`s.${source.id}`), sql.ref(`s.${source.institution}`)];
    const within = sql`where ${place} in (
      select i.id from institution i join institution o on i.ord >= o.ord and i.ord < o.ord_until
      where o.id = ${institutionId})`;
    await sql`
      insert into duty_stale as d (subject_type, subject_id, since, marked_at)
      select distinct ${type}, ${id}, ${since}::date, ${markedAt}::timestamptz
      from ${sql.table(source.table)} s ${institutionId === null ? sql`` : within} order by 2
      on conflict (subject_type, subject_id) do update set since = least(d.since, excluded.since)`.execute(db);
  }
}

/** An office at an institution that somebody took up, left or held at other dates, from `since` on. */
export interface ChangedOffice {
  role: string;
  institutionId: number;
  since: CivilDate;
}

/**
 * Marks everybody below the institutions whose offices changed hands, where a rule in the books lets such an officer bear
 * a duty: who bears it may be another now.
 */
export async function markOfficesStale(db: Db, offices: readonly ChangedOffice[], now: Date): Promise<void> {
  if (offices.length === 0) return;
  const rules = (await loadVersions(db, now)).flatMap((version) => version.rulebook.rules);
  const bearing = new Set(rules.map(({ bearer }) => (typeof bearer === 'object' ? bearer.officer : null)));
  for (const { role, institutionId, since } of offices) {
    if (bearing.has(role)) await markAllStale(db, { institutionId, since, markedAt: now });
  }
}

/** Marks many subjects at once; their duties follow after the writer's transaction. */
async function markStale(ctx: Context, { subjectType, subjectIds, since }: Touched): Promise<void> {
  if (!(await hasWatermark(ctx.db))) return;
  await sql`
    insert into duty_stale as s (subject_type, subject_id, since, marked_at)
    select ${subjectType}, id, ${since}::date, ${ctx.clock.now()} from unnest(${subjectIds}::bigint[]) as id order by id
    on conflict (subject_type, subject_id) do update set since = least(s.since, excluded.since)`.execute(ctx.db);
}

/** Brings up what bulk changes have marked, in batches, each in its own transaction. Returns the subjects folded. */
export async function foldStale(ctx: Context, onProgress?: (folded: number) => void): Promise<number> {
  let folded = 0;
  for (;;) {
    const batch = await transact(ctx, foldBatch);
    if (batch === 0) return folded;
    folded += batch;
    onProgress?.(folded);
  }
}

async function foldBatch(ctx: Context): Promise<number> {
  const { rows } = await sql<{ subject_type: SubjectType; subject_id: number; since: CivilDate }>`
    delete from duty_stale s using (
      select subject_type, subject_id from duty_stale order by subject_type, subject_id limit ${FOLD_BATCH}
      for update skip locked
    ) b
    where s.subject_type = b.subject_type and s.subject_id = b.subject_id
    returning s.subject_type, s.subject_id, s.since`.execute(ctx.db);
  for (const [subjectType, marked] of Map.groupBy(rows, (row) => row.subject_type)) {
    const since = marked.map((row) => row.since).toSorted()[0] as CivilDate;
    const subjectIds = marked.map((row) => row.subject_id);
    const standing = await lockSubjects(ctx.db, subjectType, subjectIds, ctx.clock.now());
    if (standing) await bringUp(ctx, standing, { subjectType, subjectIds, since });
  }
  return rows.length;
}

async function bringUp(
  ctx: Context,
  { versions, calendars }: Standing,
  { subjectType, subjectIds, since, ruleIds }: Touched & { ruleIds?: string[] | undefined },
): Promise<void> {
  await planFor(ctx.db, subjectIds.length > FEW ? 'everybody' : 'few');
  const now = ctx.clock.now();
  const subjects = { type: subjectType, ids: subjectIds };
  const at = { asOf: now, known: now, zone: ctx.zone };
  const vocabulary = declaredVocabulary();
  await apply(ctx.db, { vocabulary, versions, calendars, ...at, subjects, since, ruleIds }, { changedAt: now });
}

export interface EvaluationResult {
  changed: number;
  /** All duties of the evaluation; empty unless asked for. */
  counts: StatusCount[];
}

/** What is to be evaluated, and whether its duties are counted by rule and status on the way. */
export interface EvaluationRequest {
  asOf?: Date;
  known?: Date;
  since?: CivilDate | undefined;
  isCounted?: boolean;
}

/**
 * Brings all live duties up to a moment and reconciles them with the facts. The nightly run is this, too: a row that it
 * has to change then, though no clock of it moved, is an alert. Without a moment it is the one at which its turn comes:
 * what somebody recorded while it waited for him is known by then.
 */
export async function evaluateAll(
  ctx: Context,
  { asOf, known, since, isCounted }: EvaluationRequest = {},
): Promise<EvaluationResult> {
  return transact(ctx, async ({ db, clock, zone }) => {
    await sql`select pg_advisory_xact_lock(${EVERYBODY_LOCK})`.execute(db);
    const at = { asOf: asOf ?? clock.now(), known: known ?? clock.now(), since };
    await planFor(db, 'everybody');
    const evaluation = await liveEvaluation(db, { ...at, zone });
    const result = await apply(db, evaluation, { changedAt: clock.now(), isCounted });
    await sql`delete from duty_stale where marked_at <= ${clock.now()}`.execute(db);
    await setWatermark(db, at);
    return result;
  });
}

/** How far the live duties have been brought, or null before the first evaluation. */
export async function readWatermark(db: Db): Promise<{ as_of: Date; known: Date } | null> {
  const row = await db.selectFrom('duty_watermark').select(['as_of', 'known']).executeTakeFirst();
  return row ?? null;
}

/**
 * Time is an event too: opens the periods that began since the last run, ends the duties whose deadline passed and
 * brings up what bulk changes left. Cheap when nothing is due; the server calls it every minute.
 */
export async function advance(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const watermark = await readWatermark(ctx.db);
  if (!watermark) return (await evaluateAll(ctx)).changed;
  let changed = 0;
  const lastMidnight = startOfDay(civilDateOf(new Date(now.getTime() - 1), ctx.zone), ctx.zone);
  if (lastMidnight >= watermark.as_of) {
    // Periods that began since then open; those that ended before are settled by the sweep.
    const since = civilDateOf(watermark.as_of, ctx.zone);
    changed += (await evaluateAll(ctx, { since })).changed;
  }
  changed += await foldStale(ctx);
  changed += await sweep(ctx);
  return changed;
}

/** Opens the duties whose window begins, ends those whose deadline has passed and finds their breaches. */
export async function sweep(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  return transact(ctx, async ({ db }) => {
    await sql`select pg_advisory_xact_lock_shared(${EVERYBODY_LOCK})`.execute(db);
    await sql`
      update duty set status = 'open', changed_at = ${now} where status = 'pending' and starts_at <= ${now}`.execute(
      db,
    );
    const { rows } = await sql<{ rule_id: string; period: string; subject_id: number }>`
      update duty set status = 'breached', changed_at = ${now}
      where status in ('open', 'pending') and until_at <= ${now}
      returning rule_id, period, subject_id`.execute(db);
    if (rows.length > 0) await syncBreaches(db, { ...scopeOf(rows), versions: await loadVersions(db, now) }, now);
    await setWatermark(db, { asOf: now, known: now });
    return rows.length;
  });
}

function scopeOf(ended: { rule_id: string; period: string; subject_id: number }[]) {
  return {
    ruleIds: [...new Set(ended.map((row) => row.rule_id))],
    periods: [...new Set(ended.map((row) => row.period))],
    subjectIds: [...new Set(ended.map((row) => row.subject_id))],
  };
}

async function apply(
  db: Db,
  evaluation: Evaluation,
  { changedAt, isCounted }: { changedAt: Date; isCounted?: boolean | undefined },
): Promise<EvaluationResult> {
  const subjectIds = evaluation.subjects?.ids;
  const sum: EvaluationResult = { changed: 0, counts: [] };
  for (const desired of await desiredQueries(db, evaluation)) {
    if (subjectIds && isMuch(subjectIds.length, desired.periods.length)) await planFor(db, 'everybody');
    const result = await writeDuties(db, desired, { asOf: evaluation.asOf, changedAt, isCounted }, subjectIds);
    sum.changed += result.changed;
    sum.counts.push(...result.counts);
    if (result.ended === 0) continue;
    const { ruleIds, periods } = desired;
    await syncBreaches(db, { ruleIds, periods, subjectIds, versions: evaluation.versions }, changedAt);
  }
  return sum;
}

async function liveEvaluation(db: Db, at: { asOf: Date; known: Date; zone: string }): Promise<Evaluation> {
  return { vocabulary: declaredVocabulary(), versions: await loadVersions(db, at.known), ...at };
}

async function hasWatermark(db: Db): Promise<boolean> {
  return (await readWatermark(db)) !== null;
}

async function setWatermark(db: Db, { asOf, known }: { asOf: Date; known: Date }): Promise<void> {
  await sql`
    insert into duty_watermark (as_of, known) values (${asOf}, ${known})
    on conflict (only_row) do update set as_of = excluded.as_of, known = excluded.known`.execute(db);
}
