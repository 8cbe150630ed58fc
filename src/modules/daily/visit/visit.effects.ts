import { sql } from 'kysely';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { advanceLastContact, assertCustomer } from '../../customers/public.ts';
import { visit } from './visit.register.ts';
import { contactOf, submissionOf, type VisitRow } from './visit.rules.ts';

type Place = { institution_id: number; institution_ord: number };

export const visitEffects = defineEffects(visit, {
  create: {
    async prepare(ctx, values) {
      const staffId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '登记走访' }));
      await assertCustomer(ctx, values.customer_id as number);
      const place = await placeOf(ctx, values.customer_id as number, staffId);
      return { ...place, staff_id: staffId, ...bizDate(ctx, values) };
    },
    async after({ db }, { row }) {
      await advanceLastContact(db, row.customer_id, row.biz_date);
    },
  },
  update: { prepare: prepareContent, after: correctContact },
  submit: { prepare: prepareContent, after: correctContact },
  retract: {
    /** What nobody has reviewed yet is withdrawn with the visit; a review that was given stays given. */
    async after(ctx, { row, before }) {
      await copyLastContact(ctx, { row });
      if (before?.state !== 'submitted') return undefined;
      return { facts: [{ ...submissionOf(row), kind: 'visit.submitted', subject: 'customer' }] };
    },
  },
});

/**
 * Where a visit belongs: to the visitor's own team if that lies within the customer's institution, so that his leader
 * finds it, else to the customer's institution, whose president answers for its confirmation (依据 DAY-8).
 */
async function placeOf(ctx: Context, customerId: number, staffId: number): Promise<Place> {
  const { rows } = await sql<Place>`
    select case when inside then s.institution_id else i.id end as institution_id,
      case when inside then s.institution_ord else i.ord end as institution_ord
    from customer c
      join institution i on i.id = c.institution_id
      join staff s on s.id = ${staffId}
      cross join lateral (select coalesce(s.institution_ord >= i.ord and s.institution_ord < i.ord_until, false) as inside) w
    where c.id = ${customerId}`.execute(ctx.db);
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}

async function prepareContent(ctx: Context, values: { occurred_at?: Date }): Promise<Partial<VisitRow>> {
  return bizDate(ctx, values);
}

function bizDate({ zone }: Context, { occurred_at }: { occurred_at?: Date }): Partial<VisitRow> {
  return occurred_at === undefined ? {} : { biz_date: civilDateOf(occurred_at, zone) };
}

/** A contact that reads otherwise now is corrected; moving it to another day makes it known only from now on. */
async function correctContact(ctx: Context, change: { row: VisitRow; before: VisitRow | null }) {
  const { row, before } = change;
  if (!before || sameContact(row, before)) return undefined;
  await copyLastContact(ctx, change);
  return { facts: [{ ...contactOf(row), kind: 'contact', subject: 'customer' as const }] };
}

function sameContact(a: VisitRow, b: VisitRow): boolean {
  return a.occurred_at.getTime() === b.occurred_at.getTime() && a.purpose === b.purpose && a.result === b.result;
}

/** The customer's newest contact: this visit, whose fact is written after the effects, or another one. */
async function copyLastContact(ctx: Context, { row }: { row: VisitRow }): Promise<undefined> {
  const own = row.state === 'retracted' ? null : row.biz_date;
  await sql`
    update customer k set last_contact_on = newest.day
    from (
      select max(day) as day from (
        select max(biz_date) as day from fact
        where subject_id = ${row.customer_id} and kind = 'contact' and key <> ${row.no} and superseded_at is null
          and not retracted and biz_date <= ${momentOf(ctx).today}::date
        union all select ${own}::date
      ) contact
    ) newest
    where k.id = ${row.customer_id} and k.last_contact_on is distinct from newest.day`.execute(ctx.db);
}
