import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export type RunResult = { code: number; output: string };
export type RunOptions = { env?: Record<string, string>; show?: boolean };

/**
 * Runs a program in the repository's folder with its installed tools, and with its pinned Node, first in PATH.
 * `show` passes the output on instead of collecting it. A program that is not there answers with code 127.
 */
export function run(program: string, args: string[], { env = {}, show = false }: RunOptions = {}): Promise<RunResult> {
  const path = [resolve(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const { promise, resolve: settle } = Promise.withResolvers<RunResult>();
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('error', (error) => settle({ code: 127, output: error.message }));
  child.on('close', (code) => settle({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  return promise;
}
