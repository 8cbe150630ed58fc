import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { ownStaffId, placeOfStaff } from '../place-of-staff.ts';
import { problem } from './problem.register.ts';

export const problemEffects = defineEffects(problem, {
  create: {
    async prepare(ctx) {
      const staff_id = ownStaffId(ctx, '提出问题');
      const { institution_id, institution_ord } = await placeOfStaff(ctx, staff_id);
      return { staff_id, institution_id, institution_ord, raised_on: momentOf(ctx).today };
    },
  },
});
