import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { assertCustomer } from '../../customers/public.ts';

export type VisitPrefill = {
  customer: { id: number; no: string; name: string };
  met_name: string | null;
  met_department: string | null;
  met_title: string | null;
  /** What was to be done next, the last time. */
  purpose: string | null;
  last: { no: string; on: string; result: string | null; next_on: string | null } | null;
};

type Row = Omit<VisitPrefill, 'customer' | 'last'> & {
  id: number;
  no: string;
  name: string;
  last_no: string | null;
  last_on: string;
  last_result: string | null;
  last_next_on: string | null;
};

/** What facts already say of the next visit: whom one met last, and what was to be done. Throws 404 outside the scope. */
export async function visitPrefill(ctx: Context, { customer }: { customer: number }): Promise<VisitPrefill> {
  await assertCustomer(ctx, customer);
  const { rows } = await sql<Row>`
    select c.id, c.no, c.name, coalesce(v.met_name, c.contact_name) as met_name, v.met_department,
      coalesce(v.met_title, c.contact_title) as met_title, v.next_step as purpose, v.no as last_no,
      v.biz_date as last_on, v.result as last_result, v.next_on as last_next_on
    from customer c left join lateral (
      select * from visit v where v.customer_id = c.id and v.state not in ('draft', 'retracted')
      order by v.occurred_at desc, v.id desc limit 1
    ) v on true
    where c.id = ${customer}`.execute(ctx.db);
  const row = rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  return {
    customer: { id: row.id, no: row.no, name: row.name },
    met_name: row.met_name,
    met_department: row.met_department,
    met_title: row.met_title,
    purpose: row.purpose,
    last:
      row.last_no === null
        ? null
        : { no: row.last_no, on: row.last_on, result: row.last_result, next_on: row.last_next_on },
  };
}
