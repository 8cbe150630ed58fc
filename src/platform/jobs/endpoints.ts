import { z } from 'zod';
import { defineEndpoint } from '../http/public.ts';
import { cancelTask, countUnfinishedTasks, getTask, listTasks } from './tasks.ts';

const ID = z.object({ id: z.coerce.number().int().positive() });

/** The task centre: everybody sees his own. */
export const taskEndpoints = [
  defineEndpoint({
    id: 'tasks.list',
    method: 'GET',
    path: '/api/tasks',
    access: 'signed-in',
    summary: '我的任务',
    handler: async (ctx) => ({ tasks: await listTasks(ctx) }),
  }),
  defineEndpoint({
    id: 'tasks.count',
    method: 'GET',
    path: '/api/tasks/count',
    access: 'signed-in',
    summary: '我的任务中还没有结束的个数',
    output: z.object({ count: z.int() }),
    handler: async (ctx) => ({ count: await countUnfinishedTasks(ctx) }),
  }),
  defineEndpoint({
    id: 'tasks.get',
    method: 'GET',
    path: '/api/tasks/:id',
    access: 'signed-in',
    summary: '任务进度与结果',
    input: ID,
    handler: async (ctx, { id }) => ({ task: await getTask(ctx, id) }),
  }),
  defineEndpoint({
    id: 'tasks.cancel',
    method: 'POST',
    path: '/api/tasks/:id/cancel',
    access: 'signed-in',
    summary: '取消任务',
    input: ID,
    handler: async (ctx, { id }) => ({ task: await cancelTask(ctx, id) }),
  }),
];
