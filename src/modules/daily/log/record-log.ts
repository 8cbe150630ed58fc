import { addDays, endOfDay } from '../../../kernel/calendar/index.ts';
import type { CreateInput } from '../../../kernel/register/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { type AnyRow, actOnRow, createRow, momentOf, serve } from '../../../platform/registers/public.ts';
import { createTask } from '../task/create-task.ts';
import { workdayCounter } from '../workday-counter.ts';
import { logEffects } from './log.effects.ts';
import { dailyLog } from './log.register.ts';
import type { LogRow } from './log.rules.ts';

export const servedLog = serve(dailyLog, logEffects);

/** 依据 DAY-9: writes a log and hands it in, both or neither. */
export function recordLog(ctx: Context, values: Partial<CreateInput<typeof dailyLog>>): Promise<AnyRow> {
  return transact(ctx, async (inside) => {
    const { id, version } = await createRow(inside, servedLog, values);
    return actOnRow(inside, servedLog, id, 'submit', { version });
  });
}

export type Reading = { id: number; version: number; comment?: string | undefined; instruction?: string | undefined };

/** 依据 DAY-10, DAY-16: reads a log; an instruction becomes its author's task until the end of the next workday. */
export function readLog(ctx: Context, { id, version, comment, instruction }: Reading): Promise<AnyRow> {
  return transact(ctx, async (inside) => {
    const row = await actOnRow(inside, servedLog, id, 'read', { version, ...(comment && { comment }) });
    if (instruction) await instruct(inside, row as unknown as LogRow, instruction);
    return row;
  });
}

async function instruct(ctx: Context, log: LogRow, instruction: string): Promise<void> {
  const workdays = await workdayCounter(ctx);
  const next = workdays.rollForward(addDays(momentOf(ctx).today, 1), log.institution_id);
  await createTask(ctx, {
    assigneeId: log.staff_id,
    title: instruction,
    dueAt: new Date(endOfDay(next, ctx.zone).getTime() - 60_000),
    source: 'log',
    sourceNo: log.no,
  });
}
