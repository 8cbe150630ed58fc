import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../kernel/calendar/index.ts';
import type { Explanation as DutyExplanation, FactVerdict, WitnessFact } from '../../kernel/rulebook/explanation.ts';
import type { RecurringRule, ResponseRule, SubjectType } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { loadCalendars } from './calendars.ts';
import { dayTables } from './compile/day-table.ts';
import { inForceAt } from './compile/known.ts';
import { factCondition, recurringCtes, workdaysOf } from './compile/recurring.ts';
import type { Evaluation } from './evaluate.ts';
import { placeUnits } from './links.ts';
import { type DutyRow, evaluateDuties, localTime } from './report.ts';
import { unitsOf } from './units.ts';

export type Explanation = DutyExplanation<DutyRow>;

/** One duty with its witnesses: the same query for one key. Null if there is no such duty. */
export async function explainDuty(
  db: Db,
  evaluation: Evaluation,
  key: { rule: string; subjectType: SubjectType; subjectId: number; anchor: string },
): Promise<Explanation | null> {
  const narrowed = {
    ...evaluation,
    ruleIds: [key.rule],
    subjects: { type: key.subjectType, ids: [key.subjectId] },
  };
  const duties = await evaluateDuties(db, narrowed);
  const duty = duties.find((row) => row.anchor === key.anchor);
  if (!duty) return null;
  const found = versionOf(evaluation.versions, key.rule, duty);
  if (!found) return null;
  const { rule, version } = found;
  const head = {
    duty,
    rulebookVersion: version.id,
    clause: clauseText(version, rule.clause),
    title: rule.title,
    shape: rule.shape,
    provisionalYears: await provisionalYears(db, evaluation, duty),
  };
  if (rule.shape === 'response') {
    const facts = await responseFacts(db, evaluation, rule, key);
    return { ...head, arithmetic: null, facts };
  }
  return { ...head, ...(await recurringWitnesses(db, narrowed, version, rule, key, duty)) };
}

function versionOf(versions: RulebookVersion[], ruleId: string, duty: DutyRow) {
  const day = duty.start.slice(0, 10);
  for (const version of versions.toReversed()) {
    const rule = version.rulebook.rules.find((candidate) => candidate.id === ruleId);
    if (rule && version.effectiveOn <= day) return { version, rule };
  }
  return null;
}

function clauseText(version: RulebookVersion, id: string): Explanation['clause'] {
  const clauses = version.rulebook.regulations.flatMap((r) => r.chapters.flatMap((chapter) => chapter.clauses));
  return clauses.find((clause) => clause.id === id) ?? null;
}

async function provisionalYears(db: Db, { known }: Evaluation, duty: DutyRow): Promise<number[]> {
  const calendars = await loadCalendars(db, known);
  const [from, until] = [duty.start.slice(0, 10), duty.until.slice(0, 10)] as [CivilDate, CivilDate];
  return calendars.at(0, known).provisionalYears(from, addDays(until, 1));
}

interface RawFact {
  key: string;
  kind: string;
  method: string | null;
  actor: string | null;
  occurred_at: Date;
  recorded_at: Date;
  reason: string | null;
  result: string | null;
  verdict: FactVerdict;
}

function toWitness(row: RawFact, zone: string): WitnessFact {
  return {
    key: row.key,
    kind: row.kind,
    method: row.method,
    actor: row.actor,
    occurredAt: localTime(row.occurred_at, zone),
    recordedAt: localTime(row.recorded_at, zone),
    reason: row.reason,
    result: row.result,
    verdict: row.verdict,
  };
}

async function recurringWitnesses(
  db: Db,
  evaluation: Evaluation,
  version: RulebookVersion,
  rule: RecurringRule,
  key: { subjectId: number; anchor: string },
  duty: DutyRow,
): Promise<Pick<Explanation, 'arithmetic' | 'facts'>> {
  const { vocabulary, known, zone, asOf } = evaluation;
  const calendars = await loadCalendars(db, known);
  const subjectIds = [key.subjectId];
  const units = unitsOf(evaluation.versions, rule.id, asOf, zone).filter((unit) => unit.version === version);
  const placement = await placeUnits(db, rule, units, (unit) => unit.start === key.anchor, {
    vocabulary,
    calendars,
    known,
    zone,
    subjectIds,
  });
  const job = {
    rule,
    parameters: version.rulebook.parameters,
    vocabulary,
    tables: dayTables(rule, placement.units, calendars, known, zone),
    asOf,
    known,
    subjectIds,
    linkedIds: placement.linkedIds,
  };
  const own = placement.units.find((unit) => unit.own);
  const ctes = recurringCtes(job);
  const segments = await sql<{
    f: CivilDate;
    u: CivilDate;
    n: number;
    holder: string | null;
    workdays: number;
    away: number;
  }>`
    with recursive ${ctes}
    select s.f, s.u, s.n, p.no as holder, ${workdaysOf('s')} as workdays, coalesce((
        select sum(${workdaysOf('a')}) from away a
        where a.unit_no = s.unit_no and a.f >= s.f and a.u <= s.u), 0)::int as away
    from segment s
    join day d on d.unit_no = s.unit_no and d.calendar_id = s.calendar_id
    left join staff p on p.id = s.holder
    where s.unit_no = ${own?.no ?? -1} order by s.f`.execute(db);
  const totals = await sql<{ workdays: number; weighted: number; period_workdays: number }>`
    with recursive ${ctes}
    select workdays, weighted, period_workdays from base where own`.execute(db);
  const facts = await countedFacts(db, job, duty, rule);
  const total = totals.rows[0];
  return {
    arithmetic: {
      segments: segments.rows.map((row) => ({
        from: row.f,
        until: row.u,
        need: row.n,
        holder: row.holder,
        workdays: row.workdays,
        awayWorkdays: row.away,
      })),
      eligibleWorkdays: total?.workdays ?? 0,
      periodWorkdays: total?.period_workdays ?? 0,
      weighted: total?.weighted ?? 0,
    },
    facts: facts.map((row) => toWitness(row, zone)),
  };
}

/** Every fact of the kind within the duty's window, with what became of it. */
async function countedFacts(
  db: Db,
  job: Parameters<typeof recurringCtes>[0],
  duty: DutyRow,
  rule: RecurringRule,
): Promise<RawFact[]> {
  const taken = rule.held
    ? sql`coalesce((select taken from carry where carry.id = f.subject_id order by step desc limit 1), array[]::bigint[])`
    : sql`array[]::bigint[]`;
  const token = sql`(f.biz_date - date '2000-01-01')::bigint * 1000000`;
  const { rows } = await sql<RawFact>`
    with recursive ${recurringCtes(job)}
    select f.key, f.kind, f.method, p.no as actor, f.occurred_at, f.recorded_at, f.reason, f.result,
      case
        when f.retracted then 'retracted'
        when not (${factCondition(job)}) then 'otherKind'
        when f.occurred_at >= ${job.asOf} then 'notYet'
        when not exists (select from hit h where h.token >= ${token} and h.token < ${token} + 1000000) then 'enteredLate'
        when ${rule.edges.credit === 'bearer' ? sql`p.no is distinct from ${duty.bearer}` : sql`false`} then 'otherPerson'
        when ${
          rule.count.distinct === 'date'
            ? sql`row_number() over (
          partition by f.biz_date, f.retracted, (${factCondition(job)})
          order by f.dated_at >= coalesce(d.grace_until[f.biz_date - b.unit_start + 1], 'infinity'), f.occurred_at, f.key) > 1`
            : sql`false`
        } then 'sameDay'
        when ${token} = any(${taken}) and f.biz_date < b.unit_end then 'takenByOlder'
        when f.biz_date < b.unit_end then 'counts'
        when ${token} = any(${taken}) then 'countsInExtension'
        else 'notNeeded'
      end as verdict
    from base b
    join fact f on f.subject_id = b.id and f.kind = ${rule.count.fact}
      and f.biz_date >= b.unit_start and f.biz_date < ${duty.until.slice(0, 10)}::date
    join day d on d.calendar_id = b.calendar_id and d.unit_no = b.unit_no
    left join staff p on p.id = f.actor_id
    where b.own and ${inForceAt('f', job.known)}
    order by f.occurred_at, f.key limit 500`.execute(db);
  return rows;
}

async function responseFacts(
  db: Db,
  { known, zone }: Evaluation,
  rule: ResponseRule,
  key: { subjectId: number; anchor: string },
): Promise<WitnessFact[]> {
  const trigger = 'before' in rule.within ? key.anchor.slice(0, key.anchor.lastIndexOf('@')) : key.anchor;
  const related = rule.response.match === 'ref' ? sql`f.ref = ${trigger}` : sql`true`;
  const { rows } = await sql<RawFact>`
    select f.key, f.kind, f.method, p.no as actor, f.occurred_at, f.recorded_at, f.reason, f.result,
      case when f.retracted then 'retracted' else 'counts' end as verdict
    from fact f left join staff p on p.id = f.actor_id
    where f.subject_id = ${key.subjectId} and ${inForceAt('f', known)}
      and ((f.kind = ${rule.trigger.fact} and f.key = ${trigger}) or (f.kind = ${rule.response.fact} and ${related}))
    order by f.occurred_at, f.key limit 100`.execute(db);
  return rows.map((row) => toWitness(row, zone));
}
