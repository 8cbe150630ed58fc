import { type RawBuilder, sql } from 'kysely';
import { type Grants, reachOf } from '../../kernel/register/public.ts';
import type { Context } from '../../platform/context.ts';

/** More people than one page can show are narrowed by choosing an institution. */
const MOST_PEOPLE = 200;

export type PersonInSight = { id: number; no: string; name: string; institution: string | null };

/**
 * The people of whom these grants let the principal see a month, as rows of `PersonInSight`: everybody below the
 * institutions that he answers for, or else himself; narrowed to one institution if it is named.
 */
export function peopleInSight(
  ctx: Context,
  grants: Grants,
  institution: number | undefined,
): RawBuilder<PersonInSight> {
  const reaches = reachOf(grants, ctx.principal).flatMap((reach) => {
    if (reach.relation === 'bank') return [sql`true`];
    return reach.relation === 'institution'
      ? [sql`s.institution_ord >= ${reach.ord} and s.institution_ord < ${reach.ordUntil}`]
      : [];
  });
  const sight =
    reaches.length === 0 ? sql`s.id = ${ctx.principal?.staffId ?? null}` : sql`(${sql.join(reaches, sql` or `)})`;
  const chosen =
    institution === undefined
      ? sql`true`
      : sql`exists (select from institution c where c.id = ${institution}
          and s.institution_ord >= c.ord and s.institution_ord < c.ord_until)`;
  return sql<PersonInSight>`
    select s.id, s.no, s.name, i.name as institution from staff s left join institution i on i.id = s.institution_id
    where ${sight} and ${chosen} and s.institution_id is not null
    order by s.institution_ord, s.no limit ${MOST_PEOPLE}`;
}
