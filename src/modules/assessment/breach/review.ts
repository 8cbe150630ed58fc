import { type RawBuilder, type SqlBool, sql } from 'kysely';

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
