import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CLI = join(import.meta.dirname, '../../src/app/start.js');
const LARGEST_ANSWER = 256 * 1024 * 1024;

export type Answer<Data> = { data: Data; seconds: number };

/** One command of `zhanye` on the database in a folder: what it answers, and how long it took, start included. */
export async function zhanye<Data>(dataDir: string, ...args: string[]): Promise<Answer<Data>> {
  const started = performance.now();
  const command = [CLI, ...args, '--data', dataDir, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: LARGEST_ANSWER });
  return { data: JSON.parse(stdout), seconds: (performance.now() - started) / 1000 };
}
