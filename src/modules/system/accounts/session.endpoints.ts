import { z } from 'zod';
import { AppError } from '../../../kernel/errors/public.ts';
import {
  type Auth,
  changePassword,
  clearSessionCookie,
  closeSession,
  describeMe,
  sessionCookie,
  setSessionCookie,
  signIn,
} from '../../../platform/auth/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { clientOf } from './client.ts';
import * as schemas from './schemas.ts';

// All of these are raw: they need the server's `auth` and the cookie, and their answers must not be kept for repeats.

const readSession = defineEndpoint({
  id: 'system.session.read',
  method: 'GET',
  path: '/api/session',
  access: 'public',
  summary: '我是谁、有哪些岗位；未登录时 me 为空',
  output: z.object({
    me: schemas.me.nullable(),
    demo: z.boolean(),
    passwordPolicy: schemas.passwordPolicy,
    zone: z.string(),
  }),
  raw: true,
  handler: async (ctx, _input, { server: { auth } }) => ({
    me: ctx.principal && (await describeMe(ctx, ctx.principal)),
    demo: auth.demoAccounts !== null,
    passwordPolicy: policyOf(auth),
    zone: ctx.zone,
  }),
});

function policyOf({ settings }: Auth): z.output<typeof schemas.passwordPolicy> {
  const { minLength, maxLength, minClasses } = settings.password;
  return { minLength, maxLength, minClasses };
}

const openSession = defineEndpoint({
  id: 'system.session.open',
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: '登录；还缺动态口令或新密码时说明缺什么，不开启会话',
  input: z.object({
    login: z.string().min(1).max(64),
    password: schemas.secret,
    code: schemas.code.optional(),
    newPassword: schemas.secret.optional(),
  }),
  output: z.discriminatedUnion('status', [
    z.object({ status: z.literal('signed-in'), me: schemas.me }),
    z.object({ status: z.literal('more'), needs: z.array(z.enum(['totp', 'new-password'])) }),
  ]),
  raw: true,
  handler: async (ctx, credentials, request, reply) => {
    const { auth } = request.server;
    const result = await signIn(auth, ctx, credentials, clientOf(request)).catch((error: unknown) => {
      reply.headers(retryAfter(error));
      throw error;
    });
    if (result.status === 'more') return result;
    await closeCurrent(ctx, sessionCookie(request), auth);
    setSessionCookie(request, reply, result.token);
    return { status: result.status, me: await describeMe(ctx, result.principal) };
  },
});

function retryAfter(error: unknown): Record<string, string> {
  const seconds = error instanceof AppError ? error.problems[0]?.params?.seconds : undefined;
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

const closeOwn = defineEndpoint({
  id: 'system.session.close',
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  summary: '退出登录',
  output: schemas.nothing,
  raw: true,
  handler: async (ctx, _input, request, reply) => {
    await closeCurrent(ctx, sessionCookie(request), request.server.auth);
    clearSessionCookie(request, reply);
    return {};
  },
});

/** A browser has one session: signing in again or out ends the one it had. */
async function closeCurrent(ctx: Context, token: string | undefined, auth: Auth): Promise<void> {
  if (token === undefined) return;
  await closeSession(ctx, token);
  auth.memory.clear();
}

const changeOwnPassword = defineEndpoint({
  id: 'system.session.password',
  method: 'POST',
  path: '/api/session/password',
  access: 'signed-in',
  summary: '修改自己的密码；其他会话全部结束',
  input: z.object({ password: schemas.secret, newPassword: schemas.secret }),
  output: schemas.nothing,
  raw: true,
  handler: async (ctx, input, request, reply) => {
    const token = await changePassword(request.server.auth, ctx, input, clientOf(request));
    setSessionCookie(request, reply, token);
    return {};
  },
});

export const sessionEndpoints = [readSession, openSession, closeOwn, changeOwnPassword];
