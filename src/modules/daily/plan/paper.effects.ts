import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { ownStaffId, placeOfStaff } from '../place-of-staff.ts';
import { PAPER_KINDS, type PaperKind } from './paper.fields.ts';
import { workPaper } from './paper.register.ts';
import { summaryOf } from './summary.ts';

export const paperEffects = defineEffects(workPaper, {
  create: {
    async prepare(ctx, { kind, period_start }) {
      const staff_id = ownStaffId(ctx, '写计划');
      await refuseSecond(ctx, staff_id, kind as PaperKind, period_start as CivilDate);
      const { institution_id, institution_ord } = await placeOfStaff(ctx, staff_id);
      return { staff_id, institution_id, institution_ord };
    },
  },
  submit: {
    /** What the superior reads stays what was handed in. */
    async prepare(ctx, _values, before) {
      if (!before) return {};
      return { summary: (await summaryOf(ctx, before.staff_id, before.kind, before.period_start)).join('\n') };
    },
  },
});

async function refuseSecond(ctx: Context, staffId: number, kind: PaperKind, start: CivilDate): Promise<void> {
  const { rows } = await sql<{ no: string }>`
    select no from work_paper
    where staff_id = ${staffId} and kind = ${kind} and period_start = ${start}::date`.execute(ctx.db);
  if (rows[0]) fail(dailyErrors.PAPER_EXISTS({ kind: PAPER_KINDS[kind], start, no: rows[0].no }, 'period_start'));
}
