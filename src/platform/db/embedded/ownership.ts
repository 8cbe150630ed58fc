import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError } from '../errors.ts';
import type { Server } from './launch.ts';
import { serves } from './postmaster-file.ts';
import { isAlive } from './process.ts';

/** The one connection that makes this process the folder's owner. The server takes it back when the process dies. */
export type Ownership = { lost: Promise<Error> };

const NAME_PREFIX = 'zhanye-owner-';
/** Any number that the application itself does not lock; in the maintenance database, so it meets no other. */
const OWNER_LOCK = 1;
const POLL_MS = 10;
/** How long a killed owner's connection may take to disappear. */
const HANDOVER_MS = 3000;

/**
 * Waits for the server and makes this process its owner; undefined if the server ended meanwhile.
 * Throws `DatabaseError` when another live process owns it.
 */
export async function takeOwnership(server: Server, cluster: string, url: string): Promise<Ownership | undefined> {
  const client = await connectWhenReady(server, cluster, url);
  if (client === undefined) return undefined;
  const lost = Promise.withResolvers<Error>();
  client.on('error', lost.resolve);
  client.on('end', () => lost.resolve(new Error('connection ended')));
  try {
    await lock(client, cluster);
  } catch (error) {
    await client.end();
    throw error;
  }
  return { lost: lost.promise };
}

async function connectWhenReady(server: Server, cluster: string, url: string): Promise<pg.Client | undefined> {
  // Right after the start the process is not yet recognisable as a server on this cluster.
  for (let seen = false; ; seen ||= serves(server.pid, cluster)) {
    const client = new pg.Client({ connectionString: url, application_name: `${NAME_PREFIX}${process.pid}` });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!isNotReady(error)) throw error;
    }
    const ended = server.failure() !== undefined || (seen && !serves(server.pid, cluster));
    if (ended) return undefined;
    await sleep(POLL_MS);
  }
}

/** No socket yet, or a server that is starting up, recovering or shutting down (57P03, or cut off in the middle). */
function isNotReady(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cutOff = error instanceof Error && error.message.includes('terminated');
  return cutOff || ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(code);
}

async function lock(client: pg.Client, cluster: string): Promise<void> {
  for (const deadline = Date.now() + HANDOVER_MS; ; await sleep(POLL_MS)) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [OWNER_LOCK]);
    if (rows[0].taken) return;
    const holder = await findHolder(client);
    if ((holder !== undefined && isAlive(holder)) || Date.now() > deadline) throw refusal(cluster, holder);
  }
}

async function findHolder(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query(
    `select application_name as name from pg_stat_activity
     where pid in (select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted)
       and starts_with(application_name, $2)`,
    [OWNER_LOCK, NAME_PREFIX],
  );
  return rows.length === 0 ? undefined : Number(rows[0].name.slice(NAME_PREFIX.length));
}

function refusal(cluster: string, holder: number | undefined): DatabaseError {
  const who = holder === undefined ? '另一个进程' : `另一个进程（进程号 ${holder}）`;
  return new DatabaseError(
    `数据目录 ${cluster} 正被${who}使用：请先停止它（例如结束正在运行的 zhanye serve 或 demo），或换一个数据目录；服务运行时，导入等也可以在网页里办。`,
  );
}
