import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { ownStaffId, placeOfStaff } from '../place-of-staff.ts';
import { phoneReport } from './phone-report.register.ts';

export const phoneReportEffects = defineEffects(phoneReport, {
  create: {
    async prepare(ctx, { staff_id, biz_date }) {
      const heard_by = ownStaffId(ctx, '登记电话汇报');
      const { institution_id, institution_ord } = await placeOfStaff(ctx, staff_id as number);
      const { rows } = await sql`
        select from phone_report where staff_id = ${staff_id} and biz_date = ${biz_date as CivilDate}::date`.execute(
        ctx.db,
      );
      if (rows.length > 0) fail(dailyErrors.PHONE_REPORT_EXISTS(undefined, 'biz_date'));
      return { heard_by, institution_id, institution_ord };
    },
  },
});
