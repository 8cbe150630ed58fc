import type { Context } from '../../../platform/context.ts';
import { createRow, serve } from '../../../platform/registers/public.ts';
import { taskEffects } from './task.effects.ts';
import type { TaskSource } from './task.fields.ts';
import { task } from './task.register.ts';
import type { TaskRow } from './task.rules.ts';

export const servedTask = serve(task, taskEffects);

export type NewTask = {
  assigneeId: number;
  /** What is to be done, in one line. */
  title: string;
  detail?: string | null;
  dueAt: Date;
  source: TaskSource;
  /** Number of the meeting or daily log in which it was decided. */
  sourceNo?: string | null;
};

/**
 * Gives somebody a task in the principal's name, within the caller's transaction if there is one (依据 DAY-16). Throws
 * what the form of a task would: an assignee out of scope or not below the principal, a due time that has passed.
 */
export async function createTask(ctx: Context, given: NewTask): Promise<TaskRow> {
  const row = await createRow(ctx, servedTask, {
    assignee_id: given.assigneeId,
    title: given.title,
    detail: given.detail ?? null,
    due_at: given.dueAt,
    source: given.source,
    source_no: given.sourceNo ?? null,
  });
  return row as unknown as TaskRow;
}
