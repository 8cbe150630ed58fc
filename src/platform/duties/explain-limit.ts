import { sql } from 'kysely';
import type { WitnessFact, WitnessMember } from '../../kernel/rulebook/explanation.ts';
import type { FactMeasure, StateMeasure } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { inForceAt } from './compile/known.ts';
import { measuredSubjects } from './compile/limit.ts';
import { selectorCondition } from './compile/selector.ts';
import type { Evaluation } from './evaluate.ts';
import type { DutyRow } from './report.ts';
import { vocabularyOf } from './vocabulary.ts';
import { type RawFact, toWitness } from './witness.ts';

/** Every fact of the measured kinds in the period, with whether it counts for the part or for the whole. */
export async function limitFacts(
  db: Db,
  { vocabulary, known, asOf, zone }: Evaluation,
  { rulebook }: RulebookVersion,
  measure: FactMeasure,
  key: { subjectId: number },
  duty: DutyRow,
): Promise<WitnessFact[]> {
  const words = vocabularyOf(vocabulary, rulebook);
  const owner = measure.by === 'actor' ? sql`f.actor_id` : sql`f.subject_id`;
  const selectors = [measure, ...(measure.of ? [measure.of] : [])];
  const taken = selectors.map(
    (selector) =>
      sql`(f.kind = ${selector.fact} and ${selectorCondition(selector, { vocabulary: words, parameters: rulebook.parameters })})`,
  );
  const { rows } = await sql<RawFact>`
    select f.key, f.kind, f.method, p.no as actor, f.occurred_at, f.recorded_at, f.reason, f.result,
      case when f.retracted then 'retracted' when not coalesce(${sql.join(taken, sql` or `)}, false) then 'otherKind'
        when f.occurred_at >= ${asOf} then 'notYet' else 'counts' end as verdict
    from fact f left join staff p on p.id = f.actor_id
    where ${owner} = ${key.subjectId} and f.kind = any(${selectors.map(({ fact }) => fact)}::text[])
      and f.biz_date >= ${duty.start.slice(0, 10)}::date and f.biz_date < ${duty.until.slice(0, 10)}::date
      and ${inForceAt('f', known)}
    order by f.occurred_at, f.key limit 500`.execute(db);
  return rows.map((row) => toWitness(row, zone));
}

/** Whom the row's measure is made of: the customers or people of its first day, in order of their numbers. */
export async function limitMembers(
  db: Db,
  { vocabulary, known }: Evaluation,
  { rulebook }: RulebookVersion,
  measure: StateMeasure,
  { subjectId, anchor }: { subjectId: number; anchor: string },
): Promise<WitnessMember[]> {
  const words = vocabularyOf(vocabulary, rulebook);
  const members = measuredSubjects({ vocabulary: words, known, parameters: rulebook.parameters }, measure, subjectId);
  const source = words.subjects[members.subject];
  if (!source) throw new Error(`unknown subject ${members.subject}`);
  const { rows } = await sql<WitnessMember>`
    select distinct s.no, x.c1 as counts from (${members.days}) x join ${sql.table(members.subject)} s on s.id = x.id
    where x.c0 and x.f <= ${anchor}::date and x.u > ${anchor}::date order by s.no limit 500`.execute(db);
  return rows;
}
