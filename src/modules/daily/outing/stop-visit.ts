import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { outingStop } from './stop.register.ts';

export type StopVisit = { occurred_at: Date | null; met_name: string | null; purpose: string | null };

/** What a stop already says of the visit that was made there. Throws 404 if it is not this customer's or not one's own. */
export async function visitOfStop(ctx: Context, stopId: number, customerId: number): Promise<StopVisit> {
  const { rows } = await sql<StopVisit>`
    select coalesce(p.arrived_at, o.out_at) as occurred_at, p.contact_name as met_name, p.purpose
    from outing_stop p join outing o on o.id = p.outing_id
    where p.id = ${stopId} and p.customer_id = ${customerId}
      and ${scoped(ctx, outingStop, { operation: 'update', alias: 'p' })}`.execute(ctx.db);
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}
