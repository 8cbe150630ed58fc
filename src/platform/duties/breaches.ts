import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/**
 * Keeps the suspected breaches of some rules and periods in step with their duties: a duty that ended unfulfilled, or
 * was answered late, has one; an entry in time withdraws it. What a person has judged stays as judged.
 */
export async function syncBreaches(
  db: Db,
  scope: { ruleId: string; clauseId: string; periods: string[]; subjectIds?: number[] | undefined },
  recordedAt: Date,
): Promise<number> {
  const only = scope.subjectIds ? sql`and d.subject_id = any(${scope.subjectIds}::bigint[])` : sql``;
  const { rows } = await sql<{ changed: number }>`
    with broken as (
      select d.* from duty d
      where d.rule_id = ${scope.ruleId} and d.period = any(${scope.periods}::text[])
        and d.status in ('breached', 'late') ${only}
    ),
    found as (
      insert into breach as b (rule_id, clause_id, subject_type, subject_id, anchor, period, bearer_id, institution_id,
        institution_ord, breached_at, judgeable_at, need, got, recorded_at)
      select rule_id, ${scope.clauseId}, subject_type, subject_id, anchor, period, bearer_id, institution_id,
        institution_ord, until_at, judgeable_at, need, got, ${recordedAt}
      from broken
      on conflict (subject_id, rule_id, anchor) do update set
        state = 'suspected', bearer_id = excluded.bearer_id, institution_id = excluded.institution_id,
        institution_ord = excluded.institution_ord, breached_at = excluded.breached_at,
        judgeable_at = excluded.judgeable_at, need = excluded.need, got = excluded.got, version = b.version + 1
      where b.state in ('suspected', 'withdrawn')
        and (b.state, b.bearer_id, b.institution_ord, b.breached_at, b.judgeable_at, b.need, b.got)
          is distinct from ('suspected', excluded.bearer_id, excluded.institution_ord, excluded.breached_at,
            excluded.judgeable_at, excluded.need, excluded.got)
      returning 1
    ),
    withdrawn as (
      update breach b set state = 'withdrawn', version = b.version + 1
      where b.state = 'suspected' and b.rule_id = ${scope.ruleId} and b.period = any(${scope.periods}::text[])
        ${scope.subjectIds ? sql`and b.subject_id = any(${scope.subjectIds}::bigint[])` : sql``}
        and not exists (select from broken d where d.subject_id = b.subject_id and d.anchor = b.anchor)
      returning 1
    )
    select (select count(*) from found)::int + (select count(*) from withdrawn)::int as changed`.execute(db);
  return rows[0]?.changed ?? 0;
}
