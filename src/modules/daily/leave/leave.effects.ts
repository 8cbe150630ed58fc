import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import type { Touched } from '../../../platform/duties/public.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { assertTakesOver, handoverOf, passOn } from './hand-over.ts';
import { leave } from './leave.register.ts';
import { type LeaveRow, leaveCounts } from './leave.rules.ts';

type Span = { from_date?: CivilDate; to_date?: CivilDate };

export const leaveEffects = defineEffects(leave, {
  create: {
    async prepare(ctx, values) {
      const staffId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '请假' }));
      const place = await placeOf(ctx, staffId);
      await refuseOverlap(ctx, staffId, values, null);
      await assertTakesOver(ctx, spanOf(staffId, values));
      return { staff_id: staffId, ...place };
    },
  },
  update: {
    async prepare(ctx, values, before) {
      if (!before) return {};
      await refuseOverlap(ctx, before.staff_id, { ...before, ...values }, before.id);
      await assertTakesOver(ctx, { ...before, ...values });
      return {};
    },
  },
  approve: {
    async prepare(ctx, { handover_to }, before) {
      if (!before) return {};
      const span = { ...before, handover_to: handover_to ?? before.handover_to };
      await assertTakesOver(ctx, span);
      return handoverOf(ctx, span);
    },
    async after(ctx, change) {
      await passOn(ctx, change.row);
      return keepHistory(ctx, change);
    },
  },
  return: {
    async prepare(_ctx, { to_date }, before) {
      const lengthened = before && to_date && to_date > before.to_date;
      if (lengthened) fail(dailyErrors.LEAVE_LENGTHENED({ to: before.to_date }, 'to_date'));
      return {};
    },
    after: keepHistory,
  },
  cancel: { after: keepHistory },
});

function spanOf(staff_id: number, values: Span & { handover_to?: number | null }) {
  const { from_date, to_date, handover_to = null } = values;
  return { staff_id, from_date: from_date as CivilDate, to_date: to_date as CivilDate, handover_to };
}

/** Locks the person, so that two applications sent at once see each other. */
async function placeOf(ctx: Context, staffId: number) {
  const place = await ctx.db
    .selectFrom('staff')
    .select(['institution_id', 'institution_ord'])
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
  return place ?? fail(registerErrors.ROW_NOT_FOUND());
}

async function refuseOverlap(ctx: Context, staffId: number, span: Span, ownId: number | null): Promise<void> {
  const { from_date, to_date } = span;
  if (!from_date || !to_date) return;
  const { rows } = await sql<{ no: string; from_date: string; to_date: string }>`
    select no, from_date, to_date from leave
    where staff_id = ${staffId} and state in ('requested', 'approved', 'returned')
      and from_date <= ${to_date}::date and to_date >= ${from_date}::date and id is distinct from ${ownId}::bigint
    order by from_date limit 1`.execute(ctx.db);
  const other = rows[0];
  if (other) fail(dailyErrors.LEAVE_OVERLAPS({ no: other.no, from: other.from_date, to: other.to_date }, 'from_date'));
}

/** What rules read of the leave is a ledger; a leave that never counted leaves no trace there. */
async function keepHistory(ctx: Context, { row, before }: { row: LeaveRow; before: LeaveRow | null }) {
  if (!before || (!leaveCounts(before.state) && !leaveCounts(row.state))) return undefined;
  const now = ctx.clock.now();
  await sql`
    update leave_version set superseded_at = ${now} where leave_id = ${row.id} and superseded_at is null`.execute(
    ctx.db,
  );
  await sql`
    insert into leave_version (leave_id, staff_id, valid_from, valid_until, counts, recorded_at)
    values (${row.id}, ${row.staff_id}, ${row.from_date}::date, ${addDays(row.to_date, 1)}::date,
      ${leaveCounts(row.state)}, ${now})`.execute(ctx.db);
  const self: Touched = { subjectType: 'staff', subjectIds: [row.staff_id], since: row.from_date };
  return { touched: [await heldCustomers(ctx, row), self] };
}

/** Every customer whom the person holds on a day of the leave: his absence lowers what they are owed. */
async function heldCustomers(ctx: Context, row: LeaveRow): Promise<Touched> {
  const { rows } = await sql<{ customer_id: number }>`
    select distinct customer_id from custody
    where staff_id = ${row.staff_id} and superseded_at is null
      and (valid_until is null or valid_until > ${row.from_date}::date)`.execute(ctx.db);
  return { subjectType: 'customer', subjectIds: rows.map((held) => held.customer_id), since: row.from_date };
}
