import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type AnyRegister, type Grants, type Operation, reachOf, type Scope } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';

/**
 * The predicate "this principal may do `operation` to this row", for the `where` of any query over the register's
 * table; `alias` is what the query calls that table. A principal without any right gets `false`.
 */
export function scoped(
  ctx: Context,
  register: AnyRegister,
  { operation = 'read', alias = register.table }: { operation?: Operation; alias?: string } = {},
): RawBuilder<SqlBool> {
  return within(ctx, register, register.access[operation], alias);
}

/** The same for any grants, such as the `who` of an action. */
export function within(ctx: Context, register: AnyRegister, grants: Grants, alias: string): RawBuilder<SqlBool> {
  const reaches = reachOf(grants, ctx.principal);
  if (reaches.length === 0) return sql<SqlBool>`false`;
  const ways = reaches.map((reach) => wayOf(register, reach, alias));
  return sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}

type Operand = number | RawBuilder<number>;

/** A `Reach` of one principal, or of the columns that name one for each row. */
export type Way =
  | { relation: 'bank' }
  | { relation: 'institution'; ord: Operand; ordUntil: Operand }
  | { relation: 'self' | 'custody' | 'assistance'; staffId: Operand };

/** A relation that the scope gives no column for (`assertSound` refuses it) reaches nothing. */
export function wayOf({ scope }: AnyRegister, reach: Way, alias: string): RawBuilder<SqlBool> {
  const { ord, self = [], custody, assistance } = scope;
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  if (reach.relation === 'bank') return sql<SqlBool>`true`;
  if (reach.relation === 'institution' && ord) return below(reach, ord, scope.ordThrough, column);
  if (reach.relation === 'self' && self.length > 0) {
    const mine = self.map((name) => sql`${column(name)} = ${reach.staffId}`);
    return sql<SqlBool>`(${sql.join(mine, sql` or `)})`;
  }
  if (reach.relation === 'custody' && custody) return heldBy(reach.staffId, custody, column);
  if (reach.relation === 'assistance' && assistance) return assistedBy(reach.staffId, assistance, column);
  return sql<SqlBool>`false`;
}

function below(
  { ord: from, ordUntil: until }: { ord: Operand; ordUntil: Operand },
  ord: string,
  through: Scope['ordThrough'],
  column: (name: string) => RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  if (!through) return sql<SqlBool>`(${column(ord)} >= ${from} and ${column(ord)} < ${until})`;
  return sql<SqlBool>`${column(through.column)} in (
    select ${sql.ref(through.key)} from ${sql.table(through.table)}
    where ${sql.ref(ord)} >= ${from} and ${sql.ref(ord)} < ${until})`;
}

function heldBy(
  staffId: Operand,
  { holder, through }: NonNullable<Scope['custody']>,
  column: (name: string) => RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  if (!through) return sql<SqlBool>`${column(holder)} = ${staffId}`;
  return sql<SqlBool>`${column(through.column)} in (
    select ${sql.ref(through.key)} from ${sql.table(through.table)} where ${sql.ref(holder)} = ${staffId})`;
}

/** An array, not a membership: beside other ways it still is a condition of the customer's index. */
function assistedBy(
  staffId: Operand,
  { column: customer, table, key, staff }: NonNullable<Scope['assistance']>,
  column: (name: string) => RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column(customer)} = any(array(
    select ${sql.ref(key)} from ${sql.table(table)} where ${sql.ref(staff)} = ${staffId}))`;
}
