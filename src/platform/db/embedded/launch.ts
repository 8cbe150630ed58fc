import { spawn } from 'node:child_process';
import { closeSync, fchownSync, fstatSync, lstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseError } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './cluster.ts';
import { answers, readPostmasterFile, serves } from './postmaster-file.ts';
import { chooseRunAs } from './run-as.ts';
import { type ServerSettings, settingArguments } from './settings.ts';
import { chooseSocketFolder, SOCKET_NUMBER } from './socket-folder.ts';

/** A server process, started by us or found running. `failure` tells why one that we started ended. */
export type Server = { pid: number; socketFolder: string; failure(): string | undefined };

const LARGEST_LOG = 16 * 1024 * 1024;

/** The healthy server that an earlier process of ours left behind, if any. */
export function findServer(cluster: string): Server | undefined {
  const file = readPostmasterFile(cluster);
  if (file === undefined || !serves(file.pid, cluster)) return undefined;
  return { ...file, failure: () => undefined };
}

/** Starts a server and returns at once; whether it accepts connections is for the caller to find out. */
export async function launchServer(cluster: string, binaries: Binaries, settings: ServerSettings): Promise<Server> {
  const stale = readPostmasterFile(cluster);
  if (stale !== undefined && (await answers(stale.socketFolder))) {
    throw new DatabaseError(
      `数据目录 ${cluster} 的数据库正由看不见的进程（多半是另一个容器）运行：请先停止它，两者不能共用一个目录。`,
    );
  }
  const socketFolder = chooseSocketFolder(cluster);
  const log = openLog(cluster);
  const [command, ...args] = [
    ...chooseRunAs(cluster),
    binaries.postgres,
    ...['-D', cluster, '-k', socketFolder, '-p', String(SOCKET_NUMBER)],
    ...settingArguments({ ...settings, listen_addresses: '', unix_socket_permissions: '0700' }),
  ];
  const child = spawn(command as string, args, {
    // Its own session: Ctrl-C in our terminal must not end it before we have closed our connections.
    detached: true,
    stdio: ['ignore', log.file, log.file],
    env: { ...serverEnvironment(), ...ignoreStaleHolder(stale?.pid) },
  });
  closeSync(log.file);
  child.unref();
  const spawned = Promise.withResolvers<void>();
  child.once('spawn', spawned.resolve).once('error', spawned.reject);
  await spawned.promise;
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return { pid: child.pid as number, socketFolder, failure: () => (ended() ? log.sinceStart() : undefined) };
}

/**
 * A killed server's number may since have gone to any other process, which PostgreSQL would take for the server.
 * It believes us that this one is a relative of its own, and still checks that no old backend uses the cluster.
 */
function ignoreStaleHolder(pid: number | undefined): NodeJS.ProcessEnv {
  return pid === undefined ? {} : { PG_GRANDPARENT_PID: String(pid) };
}

function openLog(cluster: string) {
  const path = join(dirname(cluster), 'postgres.log');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG) renameSync(path, `${path}.1`);
  const file = openSync(path, 'a', 0o600);
  if (process.geteuid?.() === 0) fchownSync(file, lstatSync(cluster).uid, lstatSync(cluster).gid);
  const start = fstatSync(file).size;
  return { file, sinceStart: () => readFileSync(path).subarray(start).toString().trim() };
}

/** Sends the signal and tells whether there was somebody to receive it. */
export function signalServer({ pid }: Server, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
