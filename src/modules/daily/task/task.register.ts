import { defineRegister } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { taskFields } from './task.fields.ts';
import { assignmentOf, completionOf } from './task.rules.ts';

const MINE = {
  rm: 'self',
  leader: 'self',
  president: 'self',
  business: 'self',
  hr: 'self',
  audit: 'self',
  clerk: 'self',
  none: 'self',
} as const;
const ISSUERS = { leader: 'institution', president: 'institution', business: 'bank' } as const;
/** Who gave the task, or whoever stands above its assignee when he no longer can. */
const ISSUER_OR_ABOVE = {
  leader: ['self', 'institution'],
  president: ['self', 'institution'],
  business: ['self', 'bank'],
} as const;

/** 依据 DAY-16: tasks for tomorrow and special tasks: due, reported, accepted or sent back, chased. */
export const task = defineRegister({
  id: 'task',
  title: '任务',
  clauses: ['DAY-16'],
  table: 'work_task',
  storage: 'entity',
  fields: taskFields,
  label: 'title',
  states: {
    titles: { assigned: '办理中', done: '待验收', accepted: '已验收', cancelled: '已取消' },
    initial: 'assigned',
    editable: [],
  },
  emits: { create: [{ kind: 'task.assigned', subject: 'staff', draft: assignmentOf }] },
  actions: {
    report: {
      title: '反馈完成',
      from: ['assigned'],
      to: 'done',
      who: MINE,
      notBy: ['issuer_id'],
      asks: ['feedback'],
      requires: ['feedback'],
      sets: (_row, moment) => ({ done_at: doneAt(moment) }),
      emits: [{ kind: 'task.done', subject: 'staff', draft: completionOf }],
    },
    accept: {
      title: '验收',
      from: ['done'],
      to: 'accepted',
      who: ISSUER_OR_ABOVE,
      notBy: ['assignee_id'],
      asks: ['verdict'],
      sets: (_row, { now }) => ({ decided_at: now }),
    },
    return: {
      title: '退回重办',
      from: ['done'],
      to: 'assigned',
      who: ISSUER_OR_ABOVE,
      notBy: ['assignee_id'],
      asks: ['verdict'],
      requires: ['verdict'],
      sets: (_row, { now }) => ({ decided_at: now }),
      emits: [{ kind: 'task.done', subject: 'staff', draft: completionOf }],
    },
    chase: {
      title: '催办',
      from: ['assigned'],
      to: 'assigned',
      who: ISSUER_OR_ABOVE,
      notBy: ['assignee_id'],
      sets: (row, { now }) => ({ chased: row.chased + 1, chased_at: now }),
    },
    postpone: {
      title: '改期',
      from: ['assigned'],
      to: 'assigned',
      who: ISSUER_OR_ABOVE,
      notBy: ['assignee_id'],
      asks: ['due_at'],
      requires: ['due_at'],
      emits: [{ kind: 'task.assigned', subject: 'staff', draft: assignmentOf }],
    },
    cancel: {
      title: '取消',
      from: ['assigned', 'done'],
      to: 'cancelled',
      who: ISSUER_OR_ABOVE,
      notBy: ['assignee_id'],
      asks: ['verdict'],
      requires: ['verdict'],
      emits: [{ kind: 'task.assigned', subject: 'staff', draft: assignmentOf }],
    },
  },
  access: {
    read: { ...MINE, ...ISSUER_OR_ABOVE, audit: 'bank' },
    create: ISSUERS,
    update: {},
    export: { ...ISSUERS, audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['assignee_id', 'issuer_id'] },
  list: {
    columns: ['title', 'assignee_id', 'due_at', 'issuer_id', 'source', 'feedback', 'chased', 'no'],
    filters: ['assignee_id', 'issuer_id', 'due_at', 'source'],
    search: ['no', 'title', 'detail', 'feedback'],
    order: [{ by: 'id', descending: true }, { by: 'due_at' }],
  },
  form: {
    sections: [
      { title: '任务', fields: ['title', 'detail', 'assignee_id', 'due_at', 'issuer_id', 'source', 'source_no'] },
      { title: '办理', fields: ['feedback', 'done_at', 'verdict', 'decided_at', 'chased', 'chased_at'] },
    ],
  },
  print: { title: '任务单', signatures: ['承办人', '布置人'] },
  importKey: ['no'],
});
