import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Grants, type Reach, reachOf } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';

/** Who sees a duty or its breach: who bears it, who holds its customer, and whoever leads or checks the institution. */
const READERS: Grants = {
  rm: ['self', 'custody'],
  clerk: 'self',
  none: 'self',
  leader: ['self', 'custody', 'institution'],
  president: ['self', 'custody', 'institution'],
  business: 'institution',
  hr: 'institution',
  audit: 'bank',
};

/** 依据 CUS-6: who assists with a customer sees how his duties stand, but nobody's breaches. */
export const DUTY_READERS: Grants = { ...READERS, rm: ['self', 'custody', 'assistance'] };

/**
 * The predicate "this principal may see this duty", over a table with the columns of `duty` under `alias`; a breach has
 * them too. `grants` narrows it, for what not every reader may do.
 */
export function dutyScope(ctx: Context, alias: string, grants: Grants = READERS): RawBuilder<SqlBool> {
  const reaches = reachOf(grants, ctx.principal);
  if (reaches.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(
    reaches.map((reach) => wayOf(reach, alias)),
    sql` or `,
  )})`;
}

function wayOf(reach: Reach, alias: string): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  switch (reach.relation) {
    case 'bank':
      return sql<SqlBool>`true`;
    case 'institution':
      return sql<SqlBool>`(${column('institution_ord')} >= ${reach.ord} and ${column('institution_ord')} < ${reach.ordUntil})`;
    case 'self':
      return sql<SqlBool>`${column('bearer_id')} = ${reach.staffId}`;
    case 'custody':
      return sql<SqlBool>`(${column('subject_type')} = 'customer' and ${column('subject_id')} in (
        select id from customer where holder_id = ${reach.staffId}))`;
    case 'assistance':
      return sql<SqlBool>`(${column('subject_type')} = 'customer' and ${column('subject_id')} in (
        select customer_id from customer_assistant where staff_id = ${reach.staffId}))`;
  }
}
