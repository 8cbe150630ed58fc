import { z } from 'zod';
import { fail } from '../../../kernel/errors/public.ts';
import { defineEndpoint, httpErrors } from '../../../platform/http/public.ts';

const list = defineEndpoint({
  id: 'system.demo-accounts',
  method: 'GET',
  path: '/api/demo-accounts',
  access: 'public',
  summary: '演示账号；仅演示模式下存在',
  output: z.object({
    password: z.string(),
    items: z.array(z.object({ login: z.string(), name: z.string(), title: z.string() })),
  }),
  raw: true,
  handler: async (_ctx, _input, { server }) => server.auth.demoAccounts ?? fail(httpErrors.NOT_FOUND()),
});

export const demoEndpoints = [list];
