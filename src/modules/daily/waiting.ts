import { countAwaiting, type WaitingKind } from '../../platform/messages/public.ts';
import { leave } from './leave/leave.register.ts';
import { logWaiting } from './log/waiting.ts';
import { meetingWaiting } from './meeting/waiting.ts';
import { noticeWaiting } from './notice/waiting.ts';
import { outingWaiting } from './outing/waiting.ts';
import { paperWaiting } from './plan/waiting.ts';
import { taskWaiting } from './task/waiting.ts';
import { visit } from './visit/visit.register.ts';

const SUPERIORS = ['leader', 'president'] as const;

/** 依据 DAY-8, DAY-15: what a superior has to decide. */
export const dailyWaiting: WaitingKind[] = [
  {
    id: 'daily.confirmations',
    title: '走访报告待确认',
    path: '/confirmations',
    roles: SUPERIORS,
    count: (ctx, cap) => countAwaiting(ctx, visit, 'confirm', cap),
  },
  {
    id: 'daily.leave',
    title: '请假待审批',
    path: '/leave?state=requested',
    roles: SUPERIORS,
    count: (ctx, cap) => countAwaiting(ctx, leave, 'approve', cap),
  },
  ...meetingWaiting,
  ...taskWaiting,
  ...noticeWaiting,
  ...outingWaiting,
  ...logWaiting,
  ...paperWaiting,
];
