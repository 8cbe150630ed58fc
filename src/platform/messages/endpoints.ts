import { z } from 'zod';
import { addDays, civilDateOf, startOfDay } from '../../kernel/calendar/index.ts';
import { defineEndpoint, type Endpoint } from '../http/public.ts';
import { listEndedTasks } from '../jobs/public.ts';
import { listWaiting, type WaitingKind } from './messages.ts';

/** Older results are found in the task centre. */
const TASK_DAYS = 3;
const MOST_TASKS = 5;

const task = z.object({
  id: z.int(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  endedAt: z.date().nullable(),
});

/** 依据 DAY-19: the phone's 消息, all that waits for one in one bounded answer. */
export function messageEndpoints(kinds: readonly WaitingKind[]): Endpoint[] {
  return [
    defineEndpoint({
      id: 'messages.list',
      method: 'GET',
      path: '/api/messages',
      access: 'signed-in',
      summary: '等我办理的事项及其数（各至多数到一百），和最近结束的任务',
      output: z.object({
        waiting: z.array(z.object({ id: z.string(), title: z.string(), path: z.string(), count: z.int() })),
        tasks: z.array(task),
      }),
      async handler(ctx) {
        const since = startOfDay(addDays(civilDateOf(ctx.clock.now(), ctx.zone), 1 - TASK_DAYS), ctx.zone);
        const ended = await listEndedTasks(ctx, since, MOST_TASKS);
        return {
          waiting: await listWaiting(ctx, kinds),
          tasks: ended.map(({ id, kind, title, state, endedAt }) => ({ id, kind, title, state, endedAt })),
        };
      },
    }),
  ];
}
