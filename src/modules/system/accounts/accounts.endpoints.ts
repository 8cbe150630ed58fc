import { z } from 'zod';
import {
  type Auth,
  changeAdminRole,
  createAccount,
  disableAccount,
  enableAccount,
  listAccounts,
  resetPassword,
  resetTotp,
  unlockAccount,
  viewAccount,
} from '../../../platform/auth/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import * as schemas from './schemas.ts';

// 三员分立: all three administrators may see who has an account, only the security administrator changes one.
const readers = { roles: [], admin: ['system', 'security', 'audit'] } as const;
const security = { roles: [], admin: ['security'] } as const;

const PAGE = 50;
const LONGEST_PAGE = 200;

const oneAccount = z.object({ account: schemas.account });
const accountWithPassword = z.object({ account: schemas.account, password: z.string() });

const list = defineEndpoint({
  id: 'system.accounts.list',
  method: 'GET',
  path: '/api/accounts',
  access: readers,
  summary: '账号一览',
  input: z.object({
    q: z.string().max(100).optional(),
    after: schemas.accountId.optional(),
    limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(PAGE),
  }),
  output: z.object({ items: z.array(schemas.account), next: z.int().nullable() }),
  handler: listAccounts,
});

const create = defineEndpoint({
  id: 'system.accounts.create',
  method: 'POST',
  path: '/api/accounts',
  access: security,
  summary: '开立账号；初始密码只显示这一次',
  input: schemas.newAccount,
  output: accountWithPassword,
  raw: true,
  handler: async (ctx, input, { server }) => {
    const { id, password } = await createAccount(server.auth, ctx, input);
    return { account: await viewAccount(ctx, id), password };
  },
});

const reset = defineEndpoint({
  id: 'system.accounts.reset',
  method: 'POST',
  path: '/api/accounts/:id/reset',
  access: security,
  summary: '重置密码；初始密码只显示这一次，下次登录须修改',
  input: z.object({ id: schemas.accountId }),
  output: accountWithPassword,
  raw: true,
  handler: async (ctx, { id }, { server }) => {
    const password = await resetPassword(server.auth, ctx, id);
    return { account: await viewAccount(ctx, id), password };
  },
});

const changeRole = defineEndpoint({
  id: 'system.accounts.role',
  method: 'POST',
  path: '/api/accounts/:id/role',
  access: security,
  summary: '授予或收回管理员身份',
  input: schemas.roleChange,
  output: oneAccount,
  raw: true,
  handler: async (ctx, { id, adminRole }, { server }) => {
    await changeAdminRole(server.auth, ctx, id, adminRole);
    return { account: await viewAccount(ctx, id) };
  },
});

function defineChange(
  action: string,
  summary: string,
  change: (auth: Auth, ctx: Context, id: number) => Promise<void>,
) {
  return defineEndpoint({
    id: `system.accounts.${action}`,
    method: 'POST',
    path: `/api/accounts/:id/${action}`,
    access: security,
    summary,
    input: z.object({ id: schemas.accountId }),
    output: oneAccount,
    raw: true,
    handler: async (ctx, { id }, { server }) => {
      await change(server.auth, ctx, id);
      return { account: await viewAccount(ctx, id) };
    },
  });
}

export const accountEndpoints = [
  list,
  create,
  reset,
  changeRole,
  defineChange('disable', '停用账号，其会话立即结束', disableAccount),
  defineChange('enable', '重新启用账号', enableAccount),
  defineChange('unlock', '解除锁定', unlockAccount),
  defineChange('totp-reset', '停用他人丢失的动态口令', resetTotp),
];
