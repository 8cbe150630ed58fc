import type { FactDraft, RowOf } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import type { taskFields } from './task.fields.ts';

export type TaskState = 'assigned' | 'done' | 'accepted' | 'cancelled';
export type TaskRow = RowOf<typeof taskFields, TaskState>;

/** 依据 DAY-16: the task as something that its assignee owes until the end of a day. */
export function assignmentOf(row: TaskRow): FactDraft {
  return {
    key: row.no,
    subject_id: row.assignee_id,
    actor_id: row.issuer_id,
    institution_id: row.institution_id,
    occurred_at: doneAt({ now: row.recorded_at }),
    method: row.source,
    reason: row.title,
    due_on: row.due_on,
    retracted: row.state === 'cancelled',
  };
}

/** The assignee's report, which answers the assignment; sent back, it no longer does. */
export function completionOf(row: TaskRow): FactDraft {
  return {
    key: row.no,
    ref: row.no,
    subject_id: row.assignee_id,
    actor_id: row.assignee_id,
    institution_id: row.institution_id,
    occurred_at: row.done_at ?? row.recorded_at,
    result: row.feedback,
    retracted: row.state === 'assigned',
  };
}
