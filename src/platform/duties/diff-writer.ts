import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { ensureDutyPartitions } from '../db/partitions.ts';
import { keepStatement } from '../db/statement.ts';
import type { DesiredQuery } from './evaluate.ts';

export interface WriteResult {
  changed: number;
  /** Changed rows whose end has come: their breaches must be looked at. */
  ended: number;
}

/**
 * Brings the live duties of one query's scope to what is desired: inserts and updates only what differs and voids what
 * is no longer wanted. Running it again changes nothing.
 */
export async function writeDuties(
  db: Db,
  desired: DesiredQuery,
  at: { asOf: Date; changedAt: Date },
  subjectIds?: number[],
): Promise<WriteResult> {
  await ensureDutyPartitions(db, desired.periods);
  const only = subjectIds ? sql`and l.subject_id = any(${subjectIds}::bigint[])` : sql``;
  const statement = sql<WriteResult>`
    with desired as materialized (${desired.query}),
    written as (
      insert into duty as l (rule_id, subject_id, anchor, period, subject_type, starts_at, until_at, bearer_id,
        institution_id, institution_ord, need, got, status, judgeable_at, rulebook_version, changed_at)
      select d.rule_id, d.subject_id, d.anchor, d.period, d.subject_type, d.starts_at, d.until_at, d.bearer_id,
        d.institution_id, i.ord, d.need, d.got, d.status, d.judgeable_at, ${desired.version.id}::int, ${at.changedAt}
      from desired d left join institution i on i.id = d.institution_id
      on conflict (subject_id, rule_id, period, anchor) do update set
        starts_at = excluded.starts_at, until_at = excluded.until_at, bearer_id = excluded.bearer_id,
        institution_id = excluded.institution_id, institution_ord = excluded.institution_ord, need = excluded.need,
        got = excluded.got, status = excluded.status, judgeable_at = excluded.judgeable_at,
        rulebook_version = excluded.rulebook_version, changed_at = excluded.changed_at
      where (l.starts_at, l.until_at, l.bearer_id, l.institution_id, l.institution_ord, l.need, l.got, l.status,
          l.judgeable_at, l.rulebook_version)
        is distinct from (excluded.starts_at, excluded.until_at, excluded.bearer_id, excluded.institution_id,
          excluded.institution_ord, excluded.need, excluded.got, excluded.status, excluded.judgeable_at,
          excluded.rulebook_version)
      returning l.until_at
    ),
    voided as (
      update duty l set status = 'void', need = 0, changed_at = ${at.changedAt}
      where l.rule_id = ${desired.ruleId} and l.period = any(${desired.periods}::text[]) and l.status <> 'void'
        and l.rulebook_version = ${desired.version.id}::int ${only}
        and not exists (
          select from desired d where d.subject_id = l.subject_id and d.period = l.period and d.anchor = l.anchor)
      returning l.until_at
    ),
    all_changes as (select until_at from written union all select until_at from voided)
    select count(*)::int as changed, count(*) filter (where until_at <= ${at.asOf})::int as ended from all_changes
  `.compile(db);
  // The text for a few subjects is always the same; parsing and planning it anew would take longer than running it.
  if (subjectIds) keepStatement(statement.sql);
  const { rows } = await db.executeQuery<WriteResult>(statement);
  return rows[0] ?? { changed: 0, ended: 0 };
}
