import { type RawBuilder, sql } from 'kysely';
import { addDays, type CivilDate, parseCivilDate } from '../../kernel/calendar/index.ts';
import type { Explanation as DutyExplanation } from '../../kernel/rulebook/explanation.ts';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { loadCalendars } from './calendars.ts';
import { nameOf } from './compile/extension.ts';
import { isMarked, ownerOf } from './compile/facts.ts';
import { inForceAt } from './compile/known.ts';
import { type RecurringJob, recurringCtes } from './compile/recurring.ts';
import { type Evaluation, recurringJobs } from './evaluate.ts';
import { limitFacts, limitMembers } from './explain-limit.ts';
import { responseFacts } from './explain-response.ts';
import type { GroupUnit } from './groups.ts';
import { type DutyRow, evaluateDuties } from './report.ts';
import { type RawFact, toWitness } from './witness.ts';

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
    since: firstDayOf(evaluation.versions, key),
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
    const facts = await responseFacts(db, narrowed, { rule, version }, key, duty);
    return { ...head, arithmetic: null, facts, members: [] };
  }
  if (rule.shape === 'limit') {
    const { measure } = rule;
    const facts = 'fact' in measure ? await limitFacts(db, evaluation, version, measure, key, duty) : [];
    const members = 'fact' in measure ? [] : await limitMembers(db, evaluation, version, measure, key);
    return { ...head, arithmetic: null, facts, members };
  }
  return { ...head, ...(await recurringWitnesses(db, narrowed, key, duty)), members: [] };
}

/** Of a period its first day: what ended before it need not be worked out. */
function firstDayOf(versions: RulebookVersion[], { rule, anchor }: { rule: string; anchor: string }) {
  const recurring = versions.some(({ rulebook }) =>
    rulebook.rules.some(({ id, shape }) => id === rule && shape === 'recurring'),
  );
  return recurring ? (parseCivilDate(anchor) ?? undefined) : undefined;
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

async function provisionalYears(db: Db, { known, calendars: kept }: Evaluation, duty: DutyRow): Promise<number[]> {
  const calendars = kept ?? (await loadCalendars(db, known));
  const [from, until] = [duty.start.slice(0, 10), duty.until.slice(0, 10)] as [CivilDate, CivilDate];
  return calendars.at(0, known).provisionalYears(from, addDays(until, 1));
}

async function recurringWitnesses(
  db: Db,
  evaluation: Evaluation,
  key: { rule: string; anchor: string },
  duty: DutyRow,
): Promise<Pick<Explanation, 'arithmetic' | 'facts'>> {
  const calendars = evaluation.calendars ?? (await loadCalendars(db, evaluation.known));
  const asked = (unit: GroupUnit) => unit.start === key.anchor;
  const [job] = await recurringJobs(db, [key.rule], { ...evaluation, calendars }, asked);
  if (!job) return { arithmetic: null, facts: [] };
  const own = sql<boolean>`unit_no in (select unit_no from base where unit_start = ${key.anchor}::date)`;
  const ctes = recurringCtes(job);
  const segments = sql<{
    f: CivilDate;
    u: CivilDate;
    n: number;
    holder: string | null;
    workdays: number;
    away: number;
  }>`
    with recursive ${ctes}
    select s.f, s.u, s.needs[1] as n, p.no as holder, s.workdays, s.away::int
    from worked s left join staff p on p.id = s.holder
    where ${own} and s.needs[1] is not null order by s.f`;
  const totals = sql<{ workdays: number; weighted: number; period_workdays: number }>`
    with recursive ${ctes}
    select workdays, weighted, period_workdays from base where ${own}`;
  // Three looks at the same stages; each is mostly planning, so they go side by side where there are connections.
  const [parts, sums, facts] = await Promise.all([
    segments.execute(db),
    totals.execute(db),
    countedFacts(db, job, { duty, own }),
  ]);
  const total = sums.rows[0];
  return {
    arithmetic: {
      segments: parts.rows.map((row) => ({
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
    facts: facts.map((row) => toWitness(row, evaluation.zone)),
  };
}

/** Every fact of the kind within the duty's window, with what became of it. */
async function countedFacts(
  db: Db,
  job: RecurringJob,
  { duty, own }: { duty: DutyRow; own: RawBuilder<boolean> },
): Promise<RawFact[]> {
  const { rule, marks, asOf, known } = job;
  const lent = rule.held
    ? sql`left join carry x on x.id = b.id and x.unit_no = b.unit_no and x.rule_no = b.rule_no`
    : sql`left join (select array[]::text[] as spent, array[]::text[] as added) x on true`;
  const { rows } = await sql<RawFact>`
    with recursive ${recurringCtes(job)}
    select key, kind, method, actor, occurred_at, recorded_at, reason, result,
      case
        when retracted then 'retracted'
        when not fits then 'otherKind'
        when occurred_at >= ${asOf} then 'notYet'
        when not in_time then 'enteredLate'
        when not his then 'otherPerson'
        when row_number() over (partition by name, retracted, fits, in_time, his order by occurred_at, key) > 1 then 'sameDay'
        when name = any(spent) then 'takenByOlder'
        when name = any(added) then 'countsInExtension'
        when within then 'counts' else 'notNeeded'
      end as verdict
    from (
      select f.*, p.no as actor, ${nameOf('u')} as name, ${isMarked(job)} as fits, f.biz_date < b.unit_end as within,
        f.dated_at < d.grace_until[f.biz_date - b.unit_start + 1] as in_time,
        (not u.credited or f.actor_id is not distinct from b.bearer) as his,
        coalesce(x.spent, array[]::text[]) as spent, coalesce(x.added, array[]::text[]) as added
      from (select * from base where ${own}) b
      join unit u on u.unit_no = b.unit_no
      join ruling r on r.variant = u.variant and r.rule_no = b.rule_no
      join day d on d.calendar_id = b.calendar_id and d.unit_no = b.unit_no
      join fact f on ${ownerOf(job)} = b.id and f.kind = any(${marks.kinds}::text[])
        and f.biz_date >= b.unit_start and f.biz_date < ${duty.until.slice(0, 10)}::date
      ${lent}
      left join staff p on p.id = f.actor_id
      where ${inForceAt('f', known)}
    ) f
    order by occurred_at, key limit 500`.execute(db);
  return rows;
}
