import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  assertSecretsOpen,
  createSecretBox,
  hasSecondFactors,
  SECRET_KEY_BYTES,
  type SecretBox,
} from '../platform/auth/public.ts';
import type { Db } from '../platform/db/database.ts';
import { DatabaseError } from '../platform/db/errors.ts';
import type { SecretKeyPlace } from './secret-key.ts';

/**
 * What seals and opens second factors; null where there is no key, and then nobody can enrol one. The embedded database's
 * first start makes its key, never one in place of a key that is lost. Throws `AppError` or `DatabaseError`.
 */
export async function openSecrets(db: Db, { given, file }: SecretKeyPlace): Promise<SecretBox | null> {
  if (!given && file !== undefined && !existsSync(file) && !(await hasSecondFactors(db))) makeKey(file);
  const secrets = given ? boxOf(given, '环境变量 ZHANYE_SECRET_KEY') : readBox(file);
  await assertSecretsOpen(db, secrets);
  return secrets;
}

function makeKey(file: string): void {
  writeFileSync(file, `${randomBytes(SECRET_KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
}

function readBox(file: string | undefined): SecretBox | null {
  return file === undefined || !existsSync(file) ? null : boxOf(readFileSync(file, 'utf8'), `密钥文件 ${file}`);
}

function boxOf(text: string, source: string): SecretBox {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === SECRET_KEY_BYTES) return createSecretBox(key);
  throw new DatabaseError(
    `${source} 不是密钥：应为 ${SECRET_KEY_BYTES} 字节的 base64 文字，可用 openssl rand -base64 ${SECRET_KEY_BYTES} 生成。`,
  );
}
