import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { PASSWORD } from '../data/prepare.ts';
import type { Bench } from './bench.ts';

const ROOT = join(import.meta.dirname, '../..');
const ORIGIN = { 'content-type': 'application/json' };

export type ServerProcess = {
  url: string;
  /** Milliseconds from the start of the process to its being ready. */
  readyMs: number;
  /** Megabytes resident now. */
  residentMb(): number;
  /** The cookie of a new session of this account. */
  signIn(login: string): Promise<string>;
  stop(): Promise<void>;
};

/** `zhanye serve` as `npm start` runs it, in a process of its own, on the bench's database. */
export async function startServerProcess({ database }: Bench): Promise<ServerProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, [...startArguments(), '--port', '0', '--json'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(child.stdout);
  const readyMs = performance.now() - started;
  await quiet(database.pool);
  return {
    url,
    readyMs,
    residentMb: () => residentOf(child.pid as number),
    async signIn(login) {
      const body = JSON.stringify({ login, password: PASSWORD });
      const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: ORIGIN, body });
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
      if (!answer.ok || cookie === undefined) throw new Error(`sign-in refused: ${await answer.text()}`);
      return cookie;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const POLL_MS = 200;
const QUIET_POLLS = 5;

/** A server that starts does the day's chores first; what they cost belongs to the morning, not to what is measured. */
async function quiet(pool: Pool): Promise<void> {
  for (let calm = 0; calm < QUIET_POLLS; await sleep(POLL_MS)) {
    const { rows } = await pool.query(
      "select exists (select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()) as busy",
    );
    calm = rows[0].busy ? 0 : calm + 1;
  }
}

/** What `npm start` gives to node, flags included. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return String(scripts.start).split(' ').slice(1);
}

/** The server's log lines come on the same stream; the line with the address is the command's result. */
function readUrl(stdout: NodeJS.ReadableStream): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  createInterface({ input: stdout })
    .on('line', (line) => {
      const { url } = JSON.parse(line);
      if (typeof url === 'string') resolve(url);
    })
    .on('close', () => reject(new Error('the server ended before it was ready')));
  return promise;
}

function residentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
