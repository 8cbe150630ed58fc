import { sql } from 'kysely';
import { ROLES } from '../../../kernel/access/roles.ts';
import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { task } from './task.register.ts';

/** 依据 DAY-16: what I have to do, and what others say they have done for me. */
export const taskWaiting: WaitingKind[] = [
  {
    id: 'daily.tasks',
    title: '任务待办理',
    path: '/my-tasks?state=assigned',
    roles: ROLES,
    count: (ctx, cap) => countAwaiting(ctx, task, 'report', cap),
  },
  {
    id: 'daily.tasks.done',
    title: '任务待验收',
    path: '/my-tasks?state=done',
    roles: ['leader', 'president', 'business'],
    count: (ctx, cap) => countAwaiting(ctx, task, 'accept', cap, sql`r.issuer_id = ${ctx.principal?.staffId ?? null}`),
  },
];
