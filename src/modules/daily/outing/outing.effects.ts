import { sql } from 'kysely';
import { type CivilDate, civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { ownStaffId, placeOfStaff } from '../place-of-staff.ts';
import { outing } from './outing.register.ts';
import type { OutingRow } from './outing.rules.ts';

export const outingEffects = defineEffects(outing, {
  create: {
    async prepare(ctx, { kind, planned_out_at }) {
      const staff_id = ownStaffId(ctx, '登记外出');
      const biz_date = civilDateOf(planned_out_at as Date, ctx.zone);
      return {
        staff_id,
        biz_date,
        ...(await placeOfStaff(ctx, staff_id)),
        leave_no: await leaveFor(ctx, { staff_id, kind: kind ?? 'business' }, biz_date),
      };
    },
  },
  update: {
    async prepare(ctx, { planned_out_at }, before) {
      if (!planned_out_at || before?.state !== 'planned') return {};
      const biz_date = civilDateOf(planned_out_at, ctx.zone);
      return { biz_date, leave_no: await leaveFor(ctx, before, biz_date) };
    },
  },
  depart: {
    async prepare(ctx, { out_at }, before) {
      if (!before) return {};
      await refuseSecond(ctx, before.staff_id);
      // Leave that was there when the outing was planned may have been refused or withdrawn since.
      return { leave_no: await leaveFor(ctx, before, civilDateOf(out_at ?? ctx.clock.now(), ctx.zone)) };
    },
  },
  acknowledge: {
    async prepare(ctx, _values, before) {
      if (before?.acknowledged_at) fail(dailyErrors.OUTING_ACKNOWLEDGED());
      return { acknowledged_at: ctx.clock.now(), acknowledged_by: ctx.principal?.staffId ?? null };
    },
  },
});

type Goer = Pick<OutingRow, 'staff_id' | 'kind'>;

/** 依据 DAY-6: the approved leave on which a private outing of that day rests; business rests on none. */
async function leaveFor(ctx: Context, { staff_id, kind }: Goer, day: CivilDate): Promise<string | null> {
  if (kind !== 'private') return null;
  const { rows } = await sql<{ no: string }>`
    select no from leave
    where staff_id = ${staff_id} and state in ('approved', 'returned') and ${day}::date between from_date and to_date
    order by from_date limit 1`.execute(ctx.db);
  return rows[0]?.no ?? fail(dailyErrors.OUTING_LEAVE_NEEDED({ day }, 'kind'));
}

/** One is out once at a time; the index of outings under way is the last word if two are sent at once. */
async function refuseSecond(ctx: Context, staffId: number): Promise<void> {
  const { rows } = await sql<{ no: string }>`
    select no from outing where staff_id = ${staffId} and state = 'out' limit 1`.execute(ctx.db);
  if (rows[0]) fail(dailyErrors.OUTING_UNDER_WAY({ no: rows[0].no }));
}
