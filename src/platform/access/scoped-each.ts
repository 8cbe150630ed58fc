import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type AnyRegister, type Grants, reachOf } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import { wayOf } from './scoped.ts';

/** How far a principal reaches, as columns of a statement about rows of many principals; their PostgreSQL types. */
export const REACH_COLUMNS = {
  reach_bank: 'boolean',
  reach_ord: 'integer',
  reach_ord_until: 'integer',
  reach_self: 'bigint',
  reach_custody: 'bigint',
  reach_assistance: 'bigint',
} as const;

/** Values of these columns; null for a principal of several offices, whom `scoped` alone can tell the rows of. */
export function reachValues(
  { principal }: Context,
  grants: Grants,
): Record<keyof typeof REACH_COLUMNS, unknown> | null {
  const values: Record<keyof typeof REACH_COLUMNS, unknown> = {
    reach_bank: false,
    reach_ord: null,
    reach_ord_until: null,
    reach_self: null,
    reach_custody: null,
    reach_assistance: null,
  };
  for (const reach of reachOf(grants, principal)) {
    if (reach.relation === 'bank') values.reach_bank = true;
    else if (reach.relation !== 'institution') values[`reach_${reach.relation}`] = reach.staffId;
    else if (values.reach_ord !== null) return null;
    else Object.assign(values, { reach_ord: reach.ord, reach_ord_until: reach.ordUntil });
  }
  return values;
}

/** `scoped` where each row comes with its own principal: `by` has the columns of `reachValues`. */
export function scopedEach(register: AnyRegister, alias: string, by: string): RawBuilder<SqlBool> {
  const column = (name: keyof typeof REACH_COLUMNS) => sql<number>`${sql.ref(`${by}.${name}`)}`;
  const ways = [
    wayOf(register, { relation: 'institution', ord: column('reach_ord'), ordUntil: column('reach_ord_until') }, alias),
    wayOf(register, { relation: 'self', staffId: column('reach_self') }, alias),
    wayOf(register, { relation: 'custody', staffId: column('reach_custody') }, alias),
    wayOf(register, { relation: 'assistance', staffId: column('reach_assistance') }, alias),
  ];
  return sql<SqlBool>`(${column('reach_bank')} or ${sql.join(ways, sql` or `)})`;
}
