import { join, resolve } from 'node:path';
import type { DatabaseTarget } from '../platform/db/database.ts';

/**
 * Where checkpoints of the audit chain are kept (依据 RUL-8): ZHANYE_CHECKPOINTS, which should lie where the database's
 * administrator cannot write; otherwise beside the embedded database. Undefined if neither is given.
 */
export function checkpointFile(target: DatabaseTarget, environment: NodeJS.ProcessEnv): string | undefined {
  if (environment.ZHANYE_CHECKPOINTS) return resolve(environment.ZHANYE_CHECKPOINTS);
  return 'dataDir' in target ? join(resolve(target.dataDir), 'audit-checkpoints.jsonl') : undefined;
}
