import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, momentOf, serve } from '../../../platform/registers/public.ts';
import { meetingErrors } from './errors.ts';
import { followExpectations } from './expectation.ts';
import { meeting } from './meeting.register.ts';
import { freezeRosters, settleSheet } from './roster.ts';

const meetingEffects = defineEffects(meeting, {
  create: {
    async prepare(ctx, { starts_at }) {
      const biz_date = civilDateOf(starts_at as Date, ctx.zone);
      if (biz_date < momentOf(ctx).today) fail(meetingErrors.MEETING_IN_PAST(undefined, 'starts_at'));
      return { biz_date, ...ownPlace(ctx) };
    },
    async after(ctx, { row }) {
      await freezeRosters(ctx.db, [row.id]);
      await followExpectations(ctx, [row.id]);
      return undefined;
    },
  },
  close: {
    async prepare(ctx, _values, before) {
      const came = await ctx.db
        .selectFrom('meeting_attendance')
        .select('staff_id')
        .where('meeting_id', '=', before?.id ?? 0)
        .where('status', 'in', ['present', 'late'])
        .limit(1)
        .executeTakeFirst();
      if (!came) fail(meetingErrors.MEETING_EMPTY());
      return {};
    },
    async after(ctx, { row }) {
      await settleSheet(ctx.db, [row.id]);
      await followExpectations(ctx, [row.id]);
      return undefined;
    },
  },
  cancel: {
    async after(ctx, { row }) {
      await followExpectations(ctx, [row.id]);
      return undefined;
    },
  },
});

export const servedMeeting = serve(meeting, meetingEffects);

/** Who calls a meeting by hand calls it where he leads. */
function ownPlace({ principal }: Context): { institution_id: number; institution_ord: number } {
  const led = principal?.appointments.find(({ role }) => role in meeting.access.create);
  if (!led) fail(meetingErrors.MEETING_NO_PLACE());
  return { institution_id: led.institutionId, institution_ord: led.ord };
}
