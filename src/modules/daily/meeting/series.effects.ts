import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { callMeetings } from './call-meetings.ts';
import { meetingSeries } from './series.register.ts';

export const seriesEffects = defineEffects(meetingSeries, {
  create: {
    async prepare(ctx, { institution_id }) {
      const found = await ctx.db
        .selectFrom('institution')
        .select('ord')
        .where('id', '=', institution_id as number)
        .executeTakeFirst();
      return { institution_ord: (found ?? fail(registerErrors.ROW_NOT_FOUND())).ord };
    },
    /** The day has already begun: today's session is called now, unless its time has passed. */
    async after(ctx, { row }) {
      const called = await callMeetings(ctx, momentOf(ctx).today, { seriesId: row.id, notBefore: ctx.clock.now() });
      return { detail: { called } };
    },
  },
});
