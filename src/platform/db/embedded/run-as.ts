import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from '../errors.ts';

const NOBODY = 65534;

/** Command and leading arguments to put before a PostgreSQL program. */
export type RunAs = readonly string[];

/**
 * PostgreSQL refuses to run as root. Root therefore starts it in a user namespace of its own, where it is somebody
 * else and outside of which its files stay root's; where the system forbids namespaces (many containers do), as the
 * folder's owner, or as nobody when that is root. No system user is ever created.
 */
export function chooseRunAs(folder: string): RunAs {
  if (process.geteuid?.() !== 0) return [];
  const owner = lstatSync(folder).uid;
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, '--'];
  if (owner === 0 && works(namespace)) return namespace;
  const uid = owner === 0 ? NOBODY : owner;
  const otherUser = asUser(uid);
  if (!works(otherUser)) {
    throw new DatabaseError(
      'PostgreSQL 不能以 root 身份运行，而本系统既不允许 unshare 也不允许 setpriv：请改用普通用户运行，或设置环境变量 DATABASE_URL。',
    );
  }
  giveTo(uid, folder);
  return otherUser;
}

/** Keeps one capability of root's, so that programs and data below a folder of root's own stay reachable. */
function asUser(uid: number): RunAs {
  const identity = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  return ['setpriv', ...identity, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'];
}

function works([command, ...args]: RunAs): boolean {
  return command !== undefined && spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}

/** The folder's own owner comes last, so that an interrupted change is taken up again. */
function giveTo(uid: number, folder: string): void {
  if (lstatSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { recursive: true })) give(uid, join(folder, String(entry)));
  give(uid, folder);
}

function give(uid: number, path: string): void {
  if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, uid);
}
