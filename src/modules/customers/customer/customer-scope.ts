import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { type Operation, registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context, Role } from '../../../platform/context.ts';
import { customer } from './customer.register.ts';

/** Who is let through the door of endpoints about one customer; which customers, the scope decides. */
export const CUSTOMER_READERS = { roles: Object.keys(customer.access.read) as Role[] };

/** Throws 404 for a customer that the principal may not read: what is outside his scope does not exist for him. */
export async function assertCustomer(ctx: Context, id: number, operation: Operation = 'read'): Promise<void> {
  const found = await sql`
    select 1 from customer where id = ${id} and ${scoped(ctx, customer, { operation })}`.execute(ctx.db);
  if (found.rows.length === 0) fail(registerErrors.ROW_NOT_FOUND());
}

/** Those of the customers that the principal may read. */
export async function readableCustomers(ctx: Context, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select id from customer where id = any(${ids}::bigint[]) and ${scoped(ctx, customer)}`.execute(ctx.db);
  return new Set(rows.map(({ id }) => id));
}
