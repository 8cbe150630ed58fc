import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { problem } from '../problem/problem.register.ts';
import { dailyLog } from './log.register.ts';

const SUPERIORS = ['leader', 'president'] as const;

/** 依据 DAY-10, DAY-11: logs to be read, problems to be reported or answered, answers to be heard. */
export const logWaiting: WaitingKind[] = [
  {
    id: 'daily.logs',
    title: '客户经理日志待批阅',
    path: '/logs/reading',
    roles: SUPERIORS,
    count: (ctx, cap) => countAwaiting(ctx, dailyLog, 'read', cap),
  },
  {
    id: 'daily.problems',
    title: '需协调的问题待上报或答复',
    path: '/problems',
    roles: SUPERIORS,
    count: (ctx, cap) => countAwaiting(ctx, problem, 'answer', cap),
  },
  {
    id: 'daily.problems-answered',
    title: '您提出的问题已有答复',
    path: '/problems',
    roles: ['rm', 'leader'],
    count: (ctx, cap) => countAwaiting(ctx, problem, 'hear', cap),
  },
];
