import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError } from '../errors.ts';
import { type Binaries, resolveBinaries } from './binaries.ts';
import { prepareCluster, SUPERUSER } from './cluster.ts';
import { findServer, launchServer, type Server, signalServer } from './launch.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import { serves } from './postmaster-file.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from './settings.ts';
import { removeSocketFolder } from './socket-folder.ts';

export type EmbeddedOptions = {
  /** Overrides of `DEFAULT_SETTINGS`. */
  settings?: ServerSettings;
  /** Told when the server ended by itself and was started again, or could not be. */
  onIncident?: (error: Error) => void;
};

export type EmbeddedServer = {
  url: string;
  /** The server process, which another one replaces after a crash. */
  pid(): number;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  close(): Promise<void>;
};

type Owned = { server: Server; ownership: Ownership };
type Launch = { cluster: string; binaries: Binaries; settings: ServerSettings };

const DATABASE = 'zhanye';
const POLL_MS = 10;
const STOP_MS = 120_000;
/** Backends of a killed server notice its death within moments; until then a new one must not start. */
const PATIENCE_MS = 15_000;

/**
 * Runs PostgreSQL in a folder, for this process alone. Finds and keeps a healthy server that a killed process of
 * ours left behind, and starts the server again when it dies. Throws `DatabaseError` when the folder is in use.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const binaries = resolveBinaries();
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const cluster = await prepareCluster(dataDir, binaries, settings.fsync !== false);
  const launch = { cluster, binaries, settings };
  let owned = await own(launch);
  const url = socketUrl(owned.server, DATABASE);
  await createDatabase(owned.server);

  let closing = false;
  const stopAtExit = () => void signalServer(owned.server, 'SIGINT');
  process.once('exit', stopAtExit);

  let recovery: Promise<void> = Promise.resolve();
  const supervise = (): void => {
    owned.ownership.lost.then((cause) => {
      if (closing) return;
      options.onIncident?.(new DatabaseError('数据库进程意外终止，正在重新启动。', { cause }));
      recovery = own(launch)
        .then((next) => {
          owned = next;
          supervise();
        })
        .catch((error) => options.onIncident?.(error));
    });
  };
  supervise();

  return {
    url,
    pid: () => owned.server.pid,
    async close() {
      closing = true;
      process.off('exit', stopAtExit);
      await recovery;
      await stop(owned.server, cluster);
      removeSocketFolder(owned.server.socketFolder, cluster);
    },
  };
}

async function own({ cluster, binaries, settings }: Launch): Promise<Owned> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
    const server = findServer(cluster) ?? (await launchServer(cluster, binaries, settings));
    const ownership = await takeOwnership(server, cluster, socketUrl(server, 'postgres'));
    if (ownership !== undefined) return { server, ownership };
    const failure = server.failure() ?? '';
    if (Date.now() > deadline || !isPassing(failure)) {
      throw new DatabaseError(`数据库无法启动，日志如下（全文见数据目录中的 postgres.log）：\n${failure}`);
    }
  }
}

/** Another process was quicker, an old server is just ending, or its backends are: all of these pass. */
function isPassing(failure: string): boolean {
  return failure === '' || /lock file .* already exists|is still in use|terminated by signal/.test(failure);
}

async function createDatabase(server: Server): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(server, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stop(server: Server, cluster: string): Promise<void> {
  signalServer(server, 'SIGINT');
  // The server removes its file some moments before it has gone, so the process tells and not the file.
  for (const deadline = Date.now() + STOP_MS; serves(server.pid, cluster); await sleep(POLL_MS)) {
    if (Date.now() > deadline)
      throw new DatabaseError(`数据库（进程号 ${server.pid}）未能在两分钟内停止，请查看 postgres.log。`);
  }
}

function socketUrl({ socketFolder }: Server, database: string): string {
  return `postgresql://${SUPERUSER}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}
