import { spawn } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DatabaseError } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { isAlive } from './process.ts';
import { chooseRunAs } from './run-as.ts';

export const SUPERUSER = 'zhanye';

const CLUSTER = 'postgres';
const UNFINISHED = 'postgres.new-';

/** Whether the folder holds a database of ours. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, CLUSTER));
}

/**
 * The absolute path of the cluster in the data folder, made first if there is none.
 * A cluster appears whole or not at all, so that a start killed half-way leaves nothing to repair.
 */
export async function prepareCluster(dataDir: string, binaries: Binaries, durable: boolean): Promise<string> {
  const folder = makeFolder(dataDir);
  const cluster = join(folder, CLUSTER);
  if (!existsSync(cluster)) await initialise(folder, cluster, binaries, durable);
  refuseForeign(cluster);
  return cluster;
}

function makeFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return realpathSync(dataDir);
  } catch (cause) {
    throw new DatabaseError(`无法建立数据目录 ${dataDir}：请检查路径和写权限。`, { cause });
  }
}

async function initialise(folder: string, cluster: string, binaries: Binaries, durable: boolean): Promise<void> {
  removeUnfinished(folder);
  const unfinished = join(folder, `${UNFINISHED}${process.pid}`);
  mkdirSync(unfinished, { mode: 0o700 });
  if (process.geteuid?.() === 0) chownSync(unfinished, lstatSync(folder).uid, lstatSync(folder).gid);
  await runInitdb(unfinished, binaries, durable);
  try {
    renameSync(unfinished, cluster);
  } catch (error) {
    // Another process was quicker: its cluster stands, and which of the two may use it is settled afterwards.
    if (!existsSync(cluster)) throw error;
    rmSync(unfinished, { recursive: true });
  }
}

function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED) && !isAlive(Number(name.slice(UNFINISHED.length)))) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function runInitdb(folder: string, { initdb }: Binaries, durable: boolean): Promise<void> {
  const command = [
    ...chooseRunAs(folder),
    initdb,
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    // Whoever reaches the private socket is the owner; there is no other way in.
    '--auth=trust',
    '--encoding=UTF8',
    // The builtin provider sorts the same on every machine and after every upgrade of it.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const child = spawn(command[0] as string, command.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: serverEnvironment(),
  });
  const ended = Promise.withResolvers<number | null>();
  child.once('error', ended.reject).once('close', ended.resolve);
  const [status, complaint] = await Promise.all([ended.promise, text(child.stderr)]);
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  throw new DatabaseError(`无法初始化数据库：${complaint.trim()}`);
}

/** PostgreSQL insists that a cluster belong to the user who runs it; here in words that help. */
function refuseForeign(cluster: string): void {
  const user = process.geteuid?.();
  const owner = lstatSync(cluster).uid;
  if (user === 0 || user === owner) return;
  throw new DatabaseError(
    `数据目录 ${cluster} 属于另一个用户（uid ${owner}）：请以该用户或 root 运行，或先用 chown -R 把目录交给当前用户。`,
  );
}

/** The caller's own PG* variables and language must not reach the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
