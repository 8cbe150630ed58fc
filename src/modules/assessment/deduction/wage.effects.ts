import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { monthlyWage } from './wage.register.ts';

export const wageEffects = defineEffects(monthlyWage, {
  create: {
    async prepare(ctx, { staff_id, from_date }) {
      const { rows } = await sql`
        select from monthly_wage where staff_id = ${staff_id} and from_date = ${from_date}::date`.execute(ctx.db);
      if (rows.length > 0) fail(assessmentErrors.WAGE_EXISTS({ day: from_date ?? '' }, 'from_date'));
      return {
        entered_by: ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '登记月工资' })),
      };
    },
  },
});
