import { z } from 'zod';
import { fail } from '../../../kernel/errors/public.ts';
import { endOwnSession, listOwnSessions, sessionCookie } from '../../../platform/auth/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEndpoint, httpErrors } from '../../../platform/http/public.ts';
import * as schemas from './schemas.ts';

const ownAccountId = (ctx: Context) => ctx.principal?.accountId ?? fail(httpErrors.SIGNED_OUT());

const list = defineEndpoint({
  id: 'system.sessions.list',
  method: 'GET',
  path: '/api/sessions',
  access: 'signed-in',
  summary: '我在哪些设备上登录着',
  output: z.object({ items: z.array(schemas.ownSession) }),
  raw: true,
  handler: async (ctx, _input, request) => {
    const { session } = request.server.auth.settings;
    return { items: await listOwnSessions(ctx, session, ownAccountId(ctx), sessionCookie(request) ?? '') };
  },
});

const end = defineEndpoint({
  id: 'system.sessions.end',
  method: 'DELETE',
  path: '/api/sessions/:id',
  access: 'signed-in',
  summary: '结束自己的一个会话',
  input: z.object({ id: z.string().max(64) }),
  output: schemas.nothing,
  raw: true,
  handler: async (ctx, { id }, { server }) => {
    await endOwnSession(ctx, ownAccountId(ctx), id);
    server.auth.memory.clear();
    return {};
  },
});

export const ownSessionEndpoints = [list, end];
