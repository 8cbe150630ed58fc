import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail, type Problem } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, momentOf, type Outcome } from '../../../platform/registers/public.ts';
import { customer } from '../customer/customer.register.ts';
import { refreshServing } from '../customer/customer-copies.ts';
import { customersErrors } from '../errors.ts';
import { custody } from './custody.register.ts';
import { type CustodyRow, checkHandover, checkOnlyPrimary, checkRelease, type Span } from './custody.rules.ts';

/** Two people who distribute one customer wait for each other here, so that the second sees what the first wrote. */
async function holdCustomer(ctx: Context, id: number): Promise<void> {
  const held = await sql`
    select 1 from customer where id = ${id} and ${scoped(ctx, customer)} for no key update`.execute(ctx.db);
  if (held.rows.length === 0) fail(registerErrors.ROW_NOT_FOUND(undefined, 'customer_id'));
}

/** The same for a span that was read before; whoever was quicker may have ended it meanwhile. */
async function holdSpan(ctx: Context, { id, customer_id }: CustodyRow): Promise<void> {
  await holdCustomer(ctx, customer_id);
  const still = await sql`select 1 from custody where id = ${id} and superseded_at is null`.execute(ctx.db);
  if (still.rows.length === 0) fail(registerErrors.ROW_CHANGED());
}

async function otherPrimarySpans(ctx: Context, customerId: number, except = 0): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select valid_from, valid_until from custody
    where customer_id = ${customerId} and role = 'primary' and superseded_at is null and id <> ${except}`.execute(
    ctx.db,
  );
  return rows;
}

async function problemsOfStaff(ctx: Context, staffId: number, date: CivilDate): Promise<Problem[]> {
  const serving = await ctx.db
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where('joined_on', '<=', date)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', date)]))
    .executeTakeFirst();
  return serving ? [] : [customersErrors.CUSTODY_STAFF_LEFT({ date }, 'staff_id')];
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) fail(problems);
}

/** The copy on the customer follows, and his duties from the earliest day that is different now. */
async function follow(ctx: Context, { customer_id }: CustodyRow, since: CivilDate): Promise<Outcome> {
  await refreshServing(ctx.db, momentOf(ctx).today, sql`select ${customer_id}::bigint`);
  return { touched: [{ subjectType: 'customer', subjectIds: [customer_id], since }] };
}

async function prepareAssignment(
  ctx: Context,
  values: Partial<Pick<CustodyRow, 'customer_id' | 'role' | 'staff_id' | 'valid_from' | 'valid_until'>>,
): Promise<Partial<CustodyRow>> {
  const { customer_id, role = 'primary', staff_id, valid_from, valid_until = null } = values as CustodyRow;
  await holdCustomer(ctx, customer_id);
  const others = role === 'primary' ? await otherPrimarySpans(ctx, customer_id) : [];
  refuse([
    ...(await problemsOfStaff(ctx, staff_id, valid_from)),
    ...checkOnlyPrimary({ valid_from, valid_until }, others),
  ]);
  return {};
}

async function prepareHandover(
  ctx: Context,
  values: Partial<CustodyRow>,
  before: CustodyRow | null,
): Promise<Partial<CustodyRow>> {
  const held = before as CustodyRow;
  await holdSpan(ctx, held);
  const to = { staff_id: values.staff_id ?? held.staff_id, valid_from: values.valid_from ?? held.valid_from };
  const others = await otherPrimarySpans(ctx, held.customer_id, held.id);
  refuse([
    ...checkHandover(held, to),
    ...(await problemsOfStaff(ctx, to.staff_id, to.valid_from)),
    ...checkOnlyPrimary({ valid_from: to.valid_from, valid_until: null }, others),
  ]);
  return { valid_until: null, reason: values.reason ?? null };
}

/** The row is the successor's by now; the former span comes back into force, ended on the day of the handover. */
async function endFormerSpan(
  ctx: Context,
  { row, before }: { row: CustodyRow; before: CustodyRow | null },
): Promise<Outcome> {
  const former = before as CustodyRow;
  await sql`
    insert into custody (customer_id, role, staff_id, valid_from, valid_until, reason, recorded_at)
    values (${former.customer_id}, ${former.role}, ${former.staff_id}, ${former.valid_from}, ${row.valid_from},
      ${former.reason}, ${ctx.clock.now()})`.execute(ctx.db);
  return follow(ctx, row, row.valid_from);
}

async function prepareRelease(
  ctx: Context,
  values: Partial<CustodyRow>,
  before: CustodyRow | null,
): Promise<Partial<CustodyRow>> {
  const held = before as CustodyRow;
  await holdSpan(ctx, held);
  if (values.valid_until) refuse(checkRelease(held, values.valid_until));
  return { reason: values.reason ?? null };
}

export const custodyEffects = defineEffects(custody, {
  create: { prepare: prepareAssignment, after: (ctx, { row }) => follow(ctx, row, row.valid_from) },
  handover: { prepare: prepareHandover, after: endFormerSpan },
  release: { prepare: prepareRelease, after: (ctx, { row }) => follow(ctx, row, row.valid_until ?? row.valid_from) },
  cancel: { after: (ctx, { row }) => follow(ctx, row, row.valid_from) },
});
