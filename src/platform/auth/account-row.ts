import type { Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Tables } from '../db/tables.generated.ts';

export type AccountRow = Selectable<Tables['account']>;

/** Logins do not distinguish letter case or width: a phone capitalises, a Chinese input method writes wide. */
export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** `login` as `normalLogin` gives it. */
export async function findAccountByLogin(db: Db, login: string): Promise<AccountRow | undefined> {
  return db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
}

/** The account, locked until the transaction ends. */
export async function lockAccount(db: Db, id: number | null): Promise<AccountRow | undefined> {
  return db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id ?? 0)
    .forUpdate()
    .executeTakeFirst();
}
