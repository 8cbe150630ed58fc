import { z } from 'zod';
import { confirmTotp, enrolTotp, removeTotp } from '../../../platform/auth/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import * as schemas from './schemas.ts';

const enrol = defineEndpoint({
  id: 'system.totp.enrol',
  method: 'POST',
  path: '/api/session/totp/enrol',
  access: 'signed-in',
  summary: '登记动态口令：返回密钥与二维码，确认后才生效',
  input: z.object({ password: schemas.secret }),
  output: z.object({ secret: z.string(), uri: z.string(), svg: z.string() }),
  raw: true,
  handler: (ctx, input, { server }) => enrolTotp(server.auth, ctx, input.password),
});

const confirm = defineEndpoint({
  id: 'system.totp.confirm',
  method: 'POST',
  path: '/api/session/totp/confirm',
  access: 'signed-in',
  summary: '输入一个口令，启用动态口令',
  input: z.object({ code: schemas.code }),
  output: schemas.nothing,
  raw: true,
  handler: async (ctx, input, { server }) => {
    await confirmTotp(server.auth, ctx, input.code);
    return {};
  },
});

const remove = defineEndpoint({
  id: 'system.totp.remove',
  method: 'POST',
  path: '/api/session/totp/remove',
  access: 'signed-in',
  summary: '停用自己的动态口令',
  input: z.object({ password: schemas.secret }),
  output: schemas.nothing,
  raw: true,
  handler: async (ctx, input, { server }) => {
    await removeTotp(server.auth, ctx, input.password);
    return {};
  },
});

export const totpEndpoints = [enrol, confirm, remove];
