import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { assertCustomer } from '../../customers/public.ts';
import { type StopVisit, visitOfStop } from '../outing/stop-visit.ts';

export type VisitPrefill = {
  customer: { id: number; no: string; name: string };
  met_name: string | null;
  met_department: string | null;
  met_title: string | null;
  /** For what one went there, else what was to be done next, the last time. */
  purpose: string | null;
  /** When one arrived on the outing from which the visit comes; null without one. */
  occurred_at: Date | null;
  last: { no: string; on: string; result: string | null; next_on: string | null } | null;
};

type Row = Omit<VisitPrefill, 'customer' | 'last' | 'occurred_at'> & {
  id: number;
  no: string;
  name: string;
  last_no: string | null;
  last_on: string;
  last_result: string | null;
  last_next_on: string | null;
};

const NO_OUTING: StopVisit = { occurred_at: null, met_name: null, purpose: null };

/**
 * What facts already say of the next visit: whom one met last, what was to be done, and what the outing from which one
 * comes says of it (依据 DAY-5, DAY-7). Throws 404 outside the scope.
 */
export async function visitPrefill(
  ctx: Context,
  { customer, stop }: { customer: number; stop?: number | undefined },
): Promise<VisitPrefill> {
  await assertCustomer(ctx, customer);
  const ofStop = stop === undefined ? NO_OUTING : await visitOfStop(ctx, stop, customer);
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
    ...personMet(row, ofStop),
    purpose: ofStop.purpose ?? row.purpose,
    occurred_at: ofStop.occurred_at,
    last:
      row.last_no === null
        ? null
        : { no: row.last_no, on: row.last_on, result: row.last_result, next_on: row.last_next_on },
  };
}

/** Department and title belong to the person met last; of another one nothing is known. */
function personMet({ met_name, met_department, met_title }: Row, { met_name: name }: StopVisit) {
  if (name === null || name === met_name) return { met_name, met_department, met_title };
  return { met_name: name, met_department: null, met_title: null };
}
