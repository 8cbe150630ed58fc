import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context, Role } from '../../../platform/context.ts';

const DEPARTMENT = 3;
/** Roles that judge those below them. Of two at one institution the higher judges the lower. */
const RANKS: Partial<Record<Role, number>> = { leader: 1, president: 2, business: DEPARTMENT };

type Post = { rank: number; ord: number; ordUntil: number };

/**
 * The predicate "this principal is a superior of the bearer and may judge the breach": he holds a judging role over its
 * institution, it is not his own, and no post that the bearer holds stands as high. `alias` names a table with the
 * columns `bearer_id` and `institution_ord`.
 */
export function mayJudge(ctx: Context, alias: string, today: CivilDate): RawBuilder<SqlBool> {
  const mine = judgingPosts(ctx);
  const staffId = ctx.principal?.staffId ?? null;
  if (mine.length === 0 || staffId === null) return sql<SqlBool>`false`;
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const ways = mine.map(
    (post) => sql`(${column('institution_ord')} >= ${post.ord} and ${column('institution_ord')} < ${post.ordUntil}
      and ${standsAbove(literal(post), column('bearer_id'), today)})`,
  );
  return sql<SqlBool>`(${column('bearer_id')} is distinct from ${staffId} and (${sql.join(ways, sql` or `)}))`;
}

/** The predicate "somebody who stands nearer to the bearer may judge it": then it waits in his queue, not in mine. */
export function hasNearerJudge(ctx: Context, alias: string, today: CivilDate): RawBuilder<SqlBool> {
  const mine = judgingPosts(ctx);
  if (mine.length === 0) return sql<SqlBool>`false`;
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const nearer = mine.map(
    (post) => sql`((o.ord >= ${post.ord} and o.ord_until <= ${post.ordUntil}
        and (o.ord, o.ord_until) is distinct from (${post.ord}::int, ${post.ordUntil}::int))
      or ((o.ord, o.ord_until) = (${post.ord}::int, ${post.ordUntil}::int) and ${rankOf('p')} < ${post.rank}::int))`,
  );
  return sql<SqlBool>`exists (
    select from institution o
    join appointment a on a.institution_id = o.id and ${inForce('a', today)}
    join post p on p.name = a.post and ${rankOf('p')} > 0
    where ${column('institution_ord')} >= o.ord and ${column('institution_ord')} < o.ord_until
      and a.staff_id is distinct from ${column('bearer_id')}
      and ${standsAbove({ rank: rankOf('p'), ord: sql`o.ord`, ordUntil: sql`o.ord_until` }, column('bearer_id'), today)}
      and (${sql.join(nearer, sql` or `)}))`;
}

function judgingPosts({ principal }: Context): Post[] {
  return (principal?.appointments ?? []).flatMap(({ role, ord, ordUntil }) => {
    const rank = RANKS[role];
    return rank === undefined ? [] : [{ rank, ord, ordUntil }];
  });
}

type PostColumns = { rank: RawBuilder<unknown>; ord: RawBuilder<unknown>; ordUntil: RawBuilder<unknown> };

const literal = ({ rank, ord, ordUntil }: Post): PostColumns => ({
  rank: sql`${rank}::int`,
  ord: sql`${ord}::int`,
  ordUntil: sql`${ordUntil}::int`,
});

/**
 * Of equal rank only who leads more stands above; the department judges its own colleagues, for nobody is above it.
 */
function standsAbove(post: PostColumns, bearer: RawBuilder<unknown>, today: CivilDate): RawBuilder<SqlBool> {
  const covers = sql`(${post.ord} <= z.ord and z.ord_until <= ${post.ordUntil})`;
  const same = sql`((${post.ord}, ${post.ordUntil}) = (z.ord, z.ord_until))`;
  return sql<SqlBool>`(not exists (
    select from appointment x
    join post y on y.name = x.post
    join institution z on z.id = x.institution_id
    where x.staff_id = ${bearer} and ${inForce('x', today)} and ${rankOf('y')} > 0
      and (${rankOf('y')} > ${post.rank} or (${rankOf('y')} = ${post.rank}
        and (not ${covers} or (${same} and ${post.rank} < ${DEPARTMENT}::int))))))`;
}

function inForce(alias: string, today: CivilDate): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<SqlBool>`(${column('superseded_at')} is null and ${column('valid_from')} <= ${today}::date
    and (${column('valid_until')} is null or ${column('valid_until')} > ${today}::date))`;
}

function rankOf(alias: string): RawBuilder<number> {
  const cases = Object.entries(RANKS).map(([role, rank]) => sql`when ${role} then ${rank}::int`);
  return sql<number>`(case ${sql.ref(`${alias}.role`)} ${sql.join(cases, sql` `)} else 0 end)`;
}
