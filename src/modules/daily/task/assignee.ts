import { type SqlBool, sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context, Role } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';

/** Whoever holds one of these at the same institution or above is nobody to be given tasks by the role. */
const AS_HIGH: Partial<Record<Role, readonly Role[]>> = {
  leader: ['leader', 'president', 'business'],
  president: ['president', 'business'],
  business: ['business'],
};

export type AssigneePlace = { institution_id: number; institution_ord: number };

/**
 * Where the assignee of a task works. Throws when the principal stands above him in none of his posts: nobody gives
 * tasks to himself, to his equals or to his superiors. Whether he lies within the scope is asked of the written task.
 */
export async function assigneePlace(ctx: Context, assigneeId: number): Promise<AssigneePlace> {
  const { principal } = ctx;
  const { today } = momentOf(ctx);
  const ways = (principal?.appointments ?? []).flatMap(({ role, ord, ordUntil }) => {
    const roles = AS_HIGH[role];
    return roles === undefined ? [] : [sql<SqlBool>`not (${standsAsHigh(roles, ord, ordUntil)})`];
  });
  const { rows } = await sql<AssigneePlace & { below: boolean }>`
    select s.institution_id, s.institution_ord, (${ways.length === 0 ? sql`false` : sql.join(ways, sql` or `)}) as below
    from staff s
    where s.id = ${assigneeId} and s.institution_id is not null
      and (s.left_on is null or s.left_on > ${today}::date)`.execute(ctx.db);
  const found = rows[0] ?? fail(dailyErrors.TASK_ASSIGNEE_GONE(undefined, 'assignee_id'));
  if (!found.below || assigneeId === principal?.staffId) fail(dailyErrors.TASK_ASSIGNEE_HIGH(undefined, 'assignee_id'));
  return { institution_id: found.institution_id, institution_ord: found.institution_ord };

  function standsAsHigh(roles: readonly Role[], ord: number, ordUntil: number) {
    return sql<SqlBool>`exists (
      select from appointment a
      join post p on p.name = a.post and p.role = any(${roles}::text[])
      join institution i on i.id = a.institution_id and i.ord <= ${ord} and i.ord_until >= ${ordUntil}
      where a.staff_id = s.id and a.superseded_at is null and a.valid_from <= ${today}::date
        and (a.valid_until is null or a.valid_until > ${today}::date))`;
  }
}
