import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { desiredQueries, type Evaluation } from './evaluate.ts';
import { planFor } from './plan.ts';

/** Duties counted, never listed: what a rule would ask of how many. Void and waived duties are left out. */
export interface Tally {
  duties: number;
  subjects: number;
  people: number;
  /** Sum of what is needed, and of what of it is done. */
  need: number;
  done: number;
  /** Duties with everything done in time, and those whose end has passed without it. */
  fulfilled: number;
  breached: number;
  /** Who would bear most, heaviest first. */
  heaviest: { staffId: number; no: string; name: string; institution: string | null; duties: number; need: number }[];
}

const NOTHING: Tally = { duties: 0, subjects: 0, people: 0, need: 0, done: 0, fulfilled: 0, breached: 0, heaviest: [] };

/**
 * Counts the duties of an evaluation in the database, as a pure function of its arguments; no live row is read or
 * written. `db` is a transaction, whose planning is set for large sets. `heaviest` holds at most `most` people.
 */
export async function tallyDuties(db: Db, evaluation: Evaluation, most: number): Promise<Tally> {
  await planFor(db, evaluation.subjects ? 'few' : 'everybody');
  const queries = await desiredQueries(db, evaluation);
  if (queries.length === 0) return NOTHING;
  const duties = queries.map(
    ({ query }) => sql`select q.subject_id, q.bearer_id, q.need, q.got, q.status from (${query}) q`,
  );
  const { rows } = await sql<Tally>`
    with owed as materialized (
      select * from (${sql.join(duties, sql` union all `)}) d where d.status not in ('void', 'waived')
    ),
    load as (
      select bearer_id, count(*)::int as duties, sum(need)::int as need
      from owed where bearer_id is not null group by bearer_id
    ),
    top as (
      select s.id as "staffId", s.no, s.name, i.name as institution, l.duties, l.need
      from load l join staff s on s.id = l.bearer_id left join institution i on i.id = s.institution_id
      order by l.need desc, s.no limit ${most}
    )
    select count(*)::int as duties, count(distinct subject_id)::int as subjects,
      (select count(*)::int from load) as people, coalesce(sum(need), 0)::int as need,
      coalesce(sum(least(got, need)), 0)::int as done,
      count(*) filter (where status = 'fulfilled')::int as fulfilled,
      count(*) filter (where status in ('breached', 'late'))::int as breached,
      coalesce((select jsonb_agg(to_jsonb(top) order by need desc, no) from top), '[]') as heaviest
    from owed`.execute(db);
  return rows[0] ?? NOTHING;
}
