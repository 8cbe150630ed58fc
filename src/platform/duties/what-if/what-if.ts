import { type RawBuilder, sql } from 'kysely';
import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Rulebook, RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Db } from '../../db/database.ts';
import { loadCalendars } from '../calendars.ts';
import { recurringQuery } from '../compile/recurring.ts';
import { desiredQueries, type Evaluation, recurringJobs } from '../evaluate.ts';
import { planFor } from '../plan.ts';
import { changedRules } from './changed-rules.ts';
import { sideBySide, sideOf } from './side-by-side.ts';

/** A draft that is tried on the facts of the days `[from, until)`, as of `asOf` and with what was known at `known`. */
export interface Trial {
  scenarioId: number;
  vocabulary: Evaluation['vocabulary'];
  zone: string;
  /** What was in force. */
  versions: RulebookVersion[];
  draft: Rulebook;
  from: CivilDate;
  until: CivilDate;
  asOf: Date;
  known: Date;
}

export interface TrialWatch {
  signal?: AbortSignal | undefined;
  /** Told before each step and after the last. */
  progress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Works out what every changed rule would have meant and stores it beside what it did mean, in the scenario's own
 * tables (依据 RUL-6). Both sides are the pure evaluation of the same facts at the same moment; no live row is read or
 * written. Answers the rules that differ. Call inside a transaction: it sees one snapshot, and an aborted trial leaves
 * nothing.
 */
export async function runTrial(db: Db, trial: Trial, { signal, progress }: TrialWatch = {}): Promise<string[]> {
  const ruleIds = changedRules(trial.versions, trial.draft, [trial.from, trial.until]);
  await planFor(db, 'everybody');
  const steps = [...(await gatherings(db, trial, ruleIds)), compare(trial)];
  await sql`
    create temporary table tried_duty on commit drop as
    select ''::text as side, rule_id, subject_type, subject_id, anchor, until_at, bearer_id, institution_id, need, got,
      status
    from duty where false`.execute(db);
  for (const [done, step] of steps.entries()) {
    signal?.throwIfAborted();
    progress?.(done, steps.length);
    await step.execute(db);
  }
  progress?.(steps.length, steps.length);
  return ruleIds;
}

/** One scan answers both sides of a rule wherever they can stand side by side; the others take one each. */
async function gatherings(db: Db, trial: Trial, ruleIds: string[]): Promise<RawBuilder<unknown>[]> {
  const { vocabulary, zone, from, until, asOf, known, versions, draft } = trial;
  const calendars = await loadCalendars(db, known);
  const evaluation = { vocabulary, zone, asOf, known, calendars, beginning: [from, until] as const };
  const both = sideBySide(versions, draft, from, ruleIds);
  const jobs = await recurringJobs(db, both.names, { ...evaluation, versions: both.versions });
  const together = jobs.map((job) => {
    const named = job.ruleIds.map(sideOf);
    const query = recurringQuery({ ...job, ruleIds: named.map(({ ruleId }) => ruleId) });
    return gather(trial, sql`(${named.map(({ side }) => side)}::text[])[rule_no]`, query);
  });
  const apart = { ...evaluation, ruleIds: ruleIds.filter((id) => !both.names.includes(id)) };
  const before = await desiredQueries(db, { ...apart, versions });
  const after = await desiredQueries(db, { ...apart, versions: tried(trial) });
  return [
    ...together,
    ...before.map(({ query }) => gather(trial, sql`'before'`, query)),
    ...after.map(({ query }) => gather(trial, sql`'after'`, query)),
  ];
}

/** The regulation as if the draft had taken effect on the first day. */
function tried({ versions, draft, from }: Trial): RulebookVersion[] {
  const earlier = versions.filter(({ effectiveOn }) => effectiveOn < from);
  const last = earlier.at(-1);
  return [
    ...earlier.slice(0, -1),
    ...(last ? [{ ...last, until: from }] : []),
    { id: 0, effectiveOn: from, until: null, rulebook: draft },
  ];
}

/** The desired duties that begin within the range; one that began before it is ruled by what was in force then. */
function gather(
  { from, until, zone }: Trial,
  side: RawBuilder<unknown>,
  query: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    insert into tried_duty
    select ${side}, rule_id, subject_type, subject_id, anchor, until_at, bearer_id, institution_id, need, got, status
    from (${query}) q
    where starts_at >= ${startOfDay(from, zone)} and starts_at < ${startOfDay(until, zone)}`;
}

const FAILED = sql`('breached', 'late')`;
/** Void and waived duties are nobody's work. */
const NOBODYS = sql`('void', 'waived')`;

/** Pairs both sides duty by duty; keeps what differs and what was missed, and counts everybody's work. */
function compare({ scenarioId }: Trial): RawBuilder<unknown> {
  return sql`
    with paired as materialized (
      select rule_id, subject_id, anchor, coalesce(a.subject_type, b.subject_type) as subject_type,
        coalesce(a.institution_id, b.institution_id) as institution_id, i.ord as institution_ord,
        b.bearer_id as bearer_before, a.bearer_id as bearer_after, b.until_at as until_before, a.until_at as until_after,
        b.need as need_before, a.need as need_after, b.got as got_before, a.got as got_after,
        b.status as status_before, a.status as status_after
      from (select * from tried_duty where side = 'before') b
      full join (select * from tried_duty where side = 'after') a using (rule_id, subject_id, anchor)
      left join institution i on i.id = coalesce(a.institution_id, b.institution_id)
    ),
    kept as (
      insert into scenario_duty (scenario_id, rule_id, subject_type, subject_id, anchor, institution_ord, bearer_before,
        bearer_after, until_before, until_after, need_before, need_after, got_before, got_after, status_before, status_after)
      select ${scenarioId}, rule_id, subject_type, subject_id, anchor, institution_ord, bearer_before, bearer_after,
        until_before, until_after, need_before, need_after, got_before, got_after, status_before, status_after
      from paired
      where (bearer_before, until_before, need_before, got_before, status_before)
        is distinct from (bearer_after, until_after, need_after, got_after, status_after)
        or status_before in ${FAILED}
    ),
    borne as (
      select rule_id, bearer_before as bearer_id, institution_id, institution_ord, subject_id, 1 as before, 0 as after,
        need_before, 0 as need_after, (status_before in ${FAILED})::int as failed_before, 0 as failed_after
      from paired where status_before not in ${NOBODYS}
      union all
      select rule_id, bearer_after, institution_id, institution_ord, subject_id, 0, 1, 0, need_after, 0,
        (status_after in ${FAILED})::int
      from paired where status_after not in ${NOBODYS}
    )
    insert into scenario_tally (scenario_id, rule_id, bearer_id, institution_id, institution_ord, subjects,
      duties_before, duties_after, need_before, need_after, failed_before, failed_after)
    select ${scenarioId}, rule_id, bearer_id, institution_id, institution_ord, count(distinct subject_id), sum(before),
      sum(after), sum(need_before), sum(need_after), sum(failed_before), sum(failed_after)
    from borne group by rule_id, bearer_id, institution_id, institution_ord`;
}
