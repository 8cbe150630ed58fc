import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { ownStaffId, placeOfStaff } from '../place-of-staff.ts';
import { raiseProblemOfLog } from '../problem/raise-problem.ts';
import { dailyLog } from './log.register.ts';
import { workOfDay } from './work-of-day.ts';

export const logEffects = defineEffects(dailyLog, {
  create: {
    async prepare(ctx, { biz_date }) {
      const staff_id = ownStaffId(ctx, '写日志');
      await refuseSecond(ctx, staff_id, biz_date as CivilDate);
      const { institution_id, institution_ord } = await placeOfStaff(ctx, staff_id);
      return { staff_id, institution_id, institution_ord };
    },
  },
  submit: {
    /** What the superior reads stays what was handed in, whatever is entered or corrected later. */
    async prepare(ctx, _values, before) {
      if (!before) return {};
      return { work: (await workOfDay(ctx, before.staff_id, before.biz_date)).join('\n') };
    },
    async after(ctx, { row }) {
      if (row.needs_help && row.problems) await raiseProblemOfLog(ctx, { no: row.no, description: row.problems });
      return undefined;
    },
  },
});

async function refuseSecond(ctx: Context, staffId: number, day: CivilDate): Promise<void> {
  const { rows } = await sql<{ no: string }>`
    select no from daily_log where staff_id = ${staffId} and biz_date = ${day}::date`.execute(ctx.db);
  if (rows[0]) fail(dailyErrors.LOG_EXISTS({ day, no: rows[0].no }, 'biz_date'));
}
