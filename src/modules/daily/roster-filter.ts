import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Role } from '../../platform/context.ts';

/** Whom of an institution and what lies below it something is for. */
const ROLES_OF: Record<'everyone' | 'managers' | 'superiors', readonly Role[] | null> = {
  everyone: null,
  managers: ['rm', 'leader'],
  superiors: ['leader', 'president'],
};

/** The predicate "a person in this role belongs to those whom the column `audience` names". */
export function belongsTo(audience: RawBuilder<unknown>, role: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const ways = Object.entries(ROLES_OF).map(
    ([name, roles]) => sql`(${audience} = ${name} and ${roles ? sql`${role} = any(${roles}::text[])` : sql`true`})`,
  );
  return sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}

/** The main post of a person on a day, as the columns `post` and `role`; no row for who holds none. */
export function mainPostOn(staffId: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select a.post, p.role from appointment a join post p on p.name = a.post
    where a.staff_id = ${staffId} and a.superseded_at is null and a.valid_from <= ${day}
      and (a.valid_until is null or a.valid_until > ${day})
    order by a.is_main desc, a.valid_from desc, a.id desc limit 1`;
}
