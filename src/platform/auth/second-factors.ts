import { fail } from '../../kernel/errors/public.ts';
import { type Context, transact } from '../context.ts';
import type { Db } from '../db/database.ts';
import { audit } from '../ledger/public.ts';
import { authErrors } from './errors.ts';
import type { SecretBox } from './secret-box.ts';

/** Whether any account has a second factor, in force or being enrolled. */
export async function hasSecondFactors(db: Db): Promise<boolean> {
  return (await aSecret(db)) !== undefined;
}

/** Throws AUTH_KEY_MISSING or AUTH_KEY_OTHER where second factors exist that this box cannot open. */
export async function assertSecretsOpen(db: Db, secrets: SecretBox | null): Promise<void> {
  const some = await aSecret(db);
  if (some === undefined) return;
  if (secrets === null) fail(authErrors.AUTH_KEY_MISSING());
  if (secrets.open(some.totp_secret, some.id) === null) fail(authErrors.AUTH_KEY_OTHER());
}

/** Gives up every second factor, because the key that opened them is lost; each has to be enrolled anew. */
export function forgetSecondFactors(ctx: Context): Promise<number> {
  return transact(ctx, async (inside) => {
    const forgotten = await inside.db
      .updateTable('account')
      .set({ totp_secret: null, totp_confirmed: false, totp_last_step: null })
      .where('totp_secret', 'is not', null)
      .returning('id')
      .execute();
    for (const { id } of forgotten)
      await audit(inside, { action: 'account.totp-forget', register: 'account', rowId: id });
    return forgotten.length;
  });
}

function aSecret(db: Db): Promise<{ id: number; totp_secret: string } | undefined> {
  return db
    .selectFrom('account')
    .select(['id', 'totp_secret'])
    .where('totp_secret', 'is not', null)
    .orderBy('id')
    .$narrowType<{ totp_secret: string }>()
    .executeTakeFirst();
}
