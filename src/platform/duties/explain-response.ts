import { type RawBuilder, sql } from 'kysely';
import type { WitnessFact } from '../../kernel/rulebook/explanation.ts';
import type { ResponseRule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { loadCalendars } from './calendars.ts';
import { inForceAt } from './compile/known.ts';
import { selectorCondition } from './compile/selector.ts';
import { type Evaluation, responseQueries } from './evaluate.ts';
import type { DutyRow } from './report.ts';
import { vocabularyOf } from './vocabulary.ts';
import { type RawFact, toWitness } from './witness.ts';

/**
 * The trigger, what discharged the duty and whatever could have answered it, with what became of each. A fact in the
 * window before the one that answered was entered too late or answers another; the query does not say which.
 */
export async function responseFacts(
  db: Db,
  evaluation: Evaluation,
  { rule, version: { rulebook } }: { rule: ResponseRule; version: RulebookVersion },
  key: { subjectId: number; anchor: string },
  duty: DutyRow,
): Promise<WitnessFact[]> {
  const { vocabulary, known, asOf, zone } = evaluation;
  const at = (local: string) => sql`(${local}::timestamp at time zone ${zone})`;
  const trigger = 'before' in rule.within ? key.anchor.slice(0, key.anchor.lastIndexOf('@')) : key.anchor;
  const related = rule.response.match === 'ref' ? sql`f.ref = ${trigger}` : sql`true`;
  const words = { vocabulary: vocabularyOf(vocabulary, rulebook), parameters: rulebook.parameters };
  const { answeredBy, dischargedBy } = await decisive(db, evaluation, { ...key, rule: rule.id });
  const isDischarge = sql`(f.kind = ${rule.unless?.fact ?? ''} and f.key = ${dischargedBy})`;
  const isAnswer = sql`f.key = ${answeredBy}`;
  const isTrigger = sql`(f.kind = ${rule.trigger.fact} and f.key = ${trigger})`;
  const { rows } = await sql<RawFact>`
    select f.key, f.kind, f.method, p.no as actor, f.occurred_at, f.recorded_at, f.reason, f.result,
      case when f.retracted then 'retracted' when ${isTrigger} then 'triggers' when ${isDischarge} then 'discharges'
        when not coalesce(${selectorCondition(rule.response, words)}, false) then 'otherKind'
        when f.occurred_at >= ${asOf} then 'notYet'
        when f.occurred_at < ${at(duty.start)} then 'outsideWindow'
        when ${isAnswer} then case when f.occurred_at < ${at(duty.until)} then 'counts' else 'answersLate' end
        when (f.occurred_at, f.key collate "C") > (
          select a.occurred_at, a.key collate "C" from fact a
          where a.subject_id = f.subject_id and a.kind = f.kind and a.key = ${answeredBy} and ${inForceAt('a', known)}
        ) then 'answeredBefore'
        when f.occurred_at >= ${at(duty.until)} then 'outsideWindow' else 'notTaken' end as verdict
    from fact f left join staff p on p.id = f.actor_id
    where f.subject_id = ${key.subjectId} and ${inForceAt('f', known)}
      and (${isTrigger} or ${isDischarge} or (f.kind = ${rule.response.fact} and ${related}))
    order by ${isTrigger} desc, f.occurred_at, f.key limit 100`.execute(db);
  return rows.map((row) => toWitness(row, zone));
}

/** The numbers of the facts that decided the duty: the query of all duties of the subject, asked for these. */
async function decisive(
  db: Db,
  evaluation: Evaluation,
  key: { rule: string; subjectId: number; anchor: string },
): Promise<{ answeredBy: string | null; dischargedBy: string | null }> {
  const calendars = evaluation.calendars ?? (await loadCalendars(db, evaluation.known));
  const queries = await responseQueries(db, key.rule, evaluation, calendars);
  const stages: RawBuilder<unknown>[] = queries.flatMap(({ stage }) => stage ?? []);
  const rows = queries.map(({ query }) => sql`select anchor, subject_id, answered_by, discharged_by from (${query}) q`);
  const found = await sql<{ answeredBy: string | null; dischargedBy: string | null }>`
    with ${sql.join(stages)}
    select answered_by as "answeredBy", discharged_by as "dischargedBy" from (${sql.join(rows, sql` union all `)}) d
    where anchor = ${key.anchor} and subject_id = ${key.subjectId}`.execute(db);
  return found.rows[0] ?? { answeredBy: null, dischargedBy: null };
}
