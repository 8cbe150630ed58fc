import type { Context } from '../context.ts';
import { type AccountMaking, createAccount } from './accounts.ts';

const login = 'admin';

/**
 * The account from which all others are made: a security administrator, whose password is to be printed once.
 * Null if the bank has a security administrator already.
 */
export async function createFirstAdministrator(
  making: AccountMaking,
  ctx: Context,
): Promise<{ login: string; password: string } | null> {
  const existing = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('admin_role', '=', 'security')
    .executeTakeFirst();
  if (existing) return null;
  const { password } = await createAccount(making, ctx, { login, adminRole: 'security' });
  return { login, password };
}
