import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { health } from './health.ts';

const count = z.int();
const moment = z.date().nullable();

const read = defineEndpoint({
  id: 'system.health',
  method: 'GET',
  path: '/api/system',
  access: { roles: [], admin: ['system'] },
  summary: '系统状况：数据库、义务计算、审计链、任务、账号、备份与各类最近的导入；不含客户数据',
  output: z.object({
    now: z.date(),
    database: z.object({ version: z.string(), bytes: z.number(), connections: count }),
    duties: z.object({ asOf: moment, stale: count }),
    chain: z.object({ unsealed: count, oldestUnsealedAt: moment, checkpointAt: z.string().nullable() }),
    tasks: z.object({
      waiting: count,
      running: count,
      failed: count,
      recent: z.array(
        z.object({
          id: count,
          kind: z.string(),
          title: z.string(),
          state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
          owner: z.string().nullable(),
          createdAt: z.date(),
          endedAt: moment,
        }),
      ),
    }),
    accounts: z.object({ total: count, locked: count, disabled: count, idle: count, plainAdmins: count }),
    lastBackup: z.object({ at: z.date(), file: z.string().nullable() }).nullable(),
    imports: z.array(
      z.object({
        kind: z.string(),
        at: z.date(),
        who: z.string().nullable(),
        read: count,
        accepted: count,
        refused: count,
      }),
    ),
  }),
  raw: true,
  handler: (ctx, _input, { server }) => health(ctx, server.checkpoints),
});

export const healthEndpoints = [read];
