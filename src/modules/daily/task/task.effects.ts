import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { workdayCounter } from '../workday-counter.ts';
import { assigneePlace } from './assignee.ts';
import { task } from './task.register.ts';

export const taskEffects = defineEffects(task, {
  create: {
    async prepare(ctx, values) {
      const issuerId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '布置任务' }));
      const place = await assigneePlace(ctx, values.assignee_id as number);
      const due = await dueDay(ctx, values.due_at as Date, place.institution_id);
      return { issuer_id: issuerId, ...place, ...due };
    },
  },
  postpone: {
    async prepare(ctx, { due_at }, before) {
      return due_at && before ? dueDay(ctx, due_at, before.institution_id) : {};
    },
  },
});

/** Until the end of which day rules ask for the task: a due date on a rest day moves to the next workday (依据 民法典 203). */
async function dueDay(ctx: Context, dueAt: Date, institutionId: number) {
  if (dueAt <= ctx.clock.now()) fail(dailyErrors.TASK_DUE_PASSED(undefined, 'due_at'));
  const workdays = await workdayCounter(ctx);
  return { due_on: workdays.rollForward(civilDateOf(dueAt, ctx.zone), institutionId) };
}
