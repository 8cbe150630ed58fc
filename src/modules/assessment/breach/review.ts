import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/**
 * The predicate "confirmed, and the duty has become another since": a later fact, waiver or correction moved it. It is
 * derived, so that it never contradicts the duty; whoever judges anew takes the breach out of it.
 */
export function underReview(alias: string): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<SqlBool>`(${column('state')} = 'confirmed' and not exists (
    select from duty d
    where d.subject_id = ${column('subject_id')} and d.rule_id = ${column('rule_id')}
      and d.period = ${column('period')} and d.anchor = ${column('anchor')}
      and (d.changed_at <= ${column('judged_at')} or (d.status in ('breached', 'late')
        and (d.bearer_id, d.need, d.got)
          is not distinct from (${column('bearer_id')}, ${column('need')}, ${column('got')})))))`;
}

/** The same of one breach. Its period is named, so that only one partition of the duties is planned for. */
export async function isUnderReview(db: Db, { id, period }: { id: number; period: string }): Promise<boolean> {
  const { rows } = await sql`
    select from breach b where b.id = ${id} and b.period = ${period} and ${underReview('b')}`.execute(db);
  return rows.length > 0;
}
