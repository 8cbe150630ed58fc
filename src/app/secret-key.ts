import { join, resolve } from 'node:path';
import type { DatabaseTarget } from '../platform/db/database.ts';

/** Where the key that seals second factors comes from: the environment, or a file beside the embedded database. */
export type SecretKeyPlace = { given?: string | undefined; file?: string | undefined };

export function secretKeyPlace(target: DatabaseTarget, { ZHANYE_SECRET_KEY }: NodeJS.ProcessEnv): SecretKeyPlace {
  return {
    given: ZHANYE_SECRET_KEY,
    file: 'dataDir' in target ? join(resolve(target.dataDir), 'secret.key') : undefined,
  };
}
