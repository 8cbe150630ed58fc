import { sql } from 'kysely';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { relation } from './compile/day-table.ts';

/**
 * Keeps the suspected breaches of some rules and periods in step with their duties: a duty that ended unfulfilled, or
 * was answered late, has one; an entry in time withdraws it. What a person has judged stays as judged.
 */
export async function syncBreaches(
  db: Db,
  scope: { ruleIds: string[]; periods: string[]; subjectIds?: number[] | undefined; versions: RulebookVersion[] },
  recordedAt: Date,
): Promise<number> {
  const inScope = (alias: 'd' | 'b') => sql`${sql.ref(`${alias}.rule_id`)} = any(${scope.ruleIds}::text[])
    and ${sql.ref(`${alias}.period`)} = any(${scope.periods}::text[])
    ${scope.subjectIds ? sql`and ${sql.ref(`${alias}.subject_id`)} = any(${scope.subjectIds}::bigint[])` : sql``}`;
  const { rows } = await sql<{ changed: number }>`
    with broken as materialized (
      select d.*, c.clause_id from duty d
      join ${clauses(scope)} c on c.rule_id = d.rule_id
      where ${inScope('d')} and d.status in ('breached', 'late')
    ),
    different as (
      select d.* from broken d
      left join breach b on b.subject_id = d.subject_id and b.rule_id = d.rule_id and b.anchor = d.anchor
      where b.id is null or (b.state in ('suspected', 'withdrawn')
        and (b.state, b.bearer_id, b.institution_ord, b.breached_at, b.judgeable_at, b.need, b.got)
          is distinct from ('suspected', d.bearer_id, d.institution_ord, d.until_at, d.judgeable_at, d.need, d.got))
    ),
    found as (
      insert into breach as b (rule_id, clause_id, subject_type, subject_id, anchor, period, bearer_id, institution_id,
        institution_ord, breached_at, judgeable_at, need, got, recorded_at)
      select rule_id, clause_id, subject_type, subject_id, anchor, period, bearer_id, institution_id, institution_ord,
        until_at, judgeable_at, need, got, ${recordedAt}
      from different
      on conflict (subject_id, rule_id, anchor) do update set
        state = 'suspected', bearer_id = excluded.bearer_id, institution_id = excluded.institution_id,
        institution_ord = excluded.institution_ord, breached_at = excluded.breached_at,
        judgeable_at = excluded.judgeable_at, need = excluded.need, got = excluded.got, version = b.version + 1
      where b.state in ('suspected', 'withdrawn')
      returning 1
    ),
    withdrawn as (
      update breach b set state = 'withdrawn', version = b.version + 1
      where b.state = 'suspected' and ${inScope('b')} and not exists (
        select from broken d where d.subject_id = b.subject_id and d.rule_id = b.rule_id and d.anchor = b.anchor)
      returning 1
    )
    select (select count(*) from found)::int + (select count(*) from withdrawn)::int as changed`.execute(db);
  return rows[0]?.changed ?? 0;
}

/** The clause that each rule stands for; where versions differ, in the last. */
function clauses({ ruleIds, versions }: { ruleIds: string[]; versions: RulebookVersion[] }) {
  const rules = versions.flatMap(({ rulebook }) => rulebook.rules);
  return relation({
    rule_id: ['text', ruleIds],
    clause_id: ['text', ruleIds.map((id) => rules.findLast((rule) => rule.id === id)?.clause ?? id)],
  });
}
