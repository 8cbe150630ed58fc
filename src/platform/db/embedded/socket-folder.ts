import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from '../errors.ts';

/** The server is reached by its socket only, so the number in the socket's name has no meaning beyond it. */
export const SOCKET_NUMBER = 5432;
const SOCKET_NAME = `.s.PGSQL.${SOCKET_NUMBER}`;
/** sun_path, less its closing zero: 104 on macOS, 108 on Linux; the smaller holds for both. */
const LONGEST_SOCKET_PATH = 103;

/** Where the server puts its socket: its own folder, or a short private one when the path is too long for a socket. */
export function chooseSocketFolder(cluster: string): string {
  const fits = Buffer.byteLength(join(cluster, SOCKET_NAME)) <= LONGEST_SOCKET_PATH;
  // The setting is a list, in which these two have a meaning.
  if (fits && !/[",]/.test(cluster)) return cluster;
  // Not the environment's choice of a temporary folder: a server started again must be found in the same place.
  const digest = createHash('sha256').update(cluster).digest('hex').slice(0, 16);
  return privateFolder(`/tmp/zhanye-${digest}`);
}

/** The server has removed its socket; what is left of a short folder is empty. */
export function removeSocketFolder(socketFolder: string, cluster: string): void {
  if (socketFolder !== cluster) rmSync(socketFolder, { recursive: true, force: true });
}

/** Whoever can reach the socket is the database's owner: a folder that somebody else laid ready is not used. */
function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(path);
  const foreign = uid !== process.geteuid?.() || (mode & 0o077) !== 0 || (mode & 0o170000) !== 0o040000;
  if (foreign) throw new DatabaseError(`临时文件夹 ${path} 属于他人，不能使用：请删除它，或换一个路径更短的数据目录。`);
  return path;
}
