import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { workPaper } from './paper.register.ts';

/** 依据 DAY-12: plans and reports to be read. */
export const paperWaiting: WaitingKind[] = [
  {
    id: 'daily.papers',
    title: '计划与报告待审阅',
    path: '/papers?state=submitted',
    roles: ['leader', 'president'],
    count: (ctx, cap) => countAwaiting(ctx, workPaper, 'read', cap),
  },
];
