import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { type Grants, reachOf } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { organisationErrors } from '../errors.ts';

export type Place = { id: number; name: string; ord: number; ordUntil: number };

/**
 * An institution that `grants` let the principal look at, his widest one if none is named, and the way down to it.
 * Throws 404 for any other.
 */
export async function placeOf(
  ctx: Context,
  grants: Grants,
  asked: number | undefined,
): Promise<{ place: Place; path: Place[] }> {
  const reaches = reachOf(grants, ctx.principal).flatMap((reach) => {
    if (reach.relation === 'bank') return sql`true`;
    return reach.relation === 'institution' ? sql`(i.ord >= ${reach.ord} and i.ord < ${reach.ordUntil})` : [];
  });
  if (reaches.length === 0) return fail(organisationErrors.INSTITUTION_UNSEEN());
  const { rows } = await sql<Place>`
    select i.id, i.name, i.ord, i.ord_until as "ordUntil" from institution i
    where (${sql.join(reaches, sql` or `)}) ${asked === undefined ? sql`` : upwards(asked)}
    order by i.ord_until - i.ord desc, i.ord limit ${MOST_LEVELS}`.execute(ctx.db);
  const place = asked === undefined ? rows[0] : rows.at(-1);
  if (!place) return fail(organisationErrors.INSTITUTION_UNSEEN());
  return { place, path: asked === undefined ? [place] : rows };
}

/** The institution itself and everything above it: what is above encloses it. */
function upwards(id: number) {
  return sql`and exists (select from institution w where w.id = ${id} and i.ord <= w.ord and i.ord_until >= w.ord_until)`;
}

const MOST_LEVELS = 20;
