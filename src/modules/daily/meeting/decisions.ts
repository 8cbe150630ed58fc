import { sql } from 'kysely';
import { type Context, transact } from '../../../platform/context.ts';
import { createTask } from '../task/create-task.ts';
import type { TaskState } from '../task/task.rules.ts';
import { meetingInSight, meetingLed } from './attendance.ts';

export type Decision = { id: number; no: string; title: string; assignee: string; dueAt: Date; state: TaskState };

export type NewDecision = { id: number; title: string; detail?: string | undefined; assignee_id: number; due_at: Date };

/** 依据 DAY-4, DAY-16: a decision of the meeting becomes somebody's task, in the name of who leads it. */
export function decide(ctx: Context, { id, title, detail, assignee_id, due_at }: NewDecision): Promise<{ no: string }> {
  return transact(ctx, async (inside) => {
    const { no: sourceNo } = await meetingLed(inside, id, '形成任务');
    const given = { assigneeId: assignee_id, title, detail: detail ?? null, dueAt: due_at };
    const { no } = await createTask(inside, { ...given, source: 'meeting', sourceNo });
    return { no };
  });
}

/** What the meeting decided, and what became of it; whoever sees the minutes sees this. */
export async function decisionsOf(ctx: Context, { id }: { id: number }): Promise<{ items: Decision[] }> {
  const { no } = await meetingInSight(ctx, id);
  const { rows } = await sql<Decision>`
    select t.id, t.no, t.title, s.name as assignee, t.due_at as "dueAt", t.state
    from work_task t join staff s on s.id = t.assignee_id
    where t.source_no = ${no} and t.source = 'meeting' order by t.id`.execute(ctx.db);
  return { items: rows };
}
