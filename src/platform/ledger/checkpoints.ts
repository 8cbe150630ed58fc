import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ChainHead } from './seal.ts';

/** A head of the chain as it was once, kept where the database's administrator cannot reach. */
export type Checkpoint = { seq: number; hash: string; at: string };

const LINE = z.object({ seq: z.int(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.string() });

/** Appends the head as one JSON line and makes it durable before returning. */
export async function appendCheckpoint(file: string, head: ChainHead, at: Date): Promise<void> {
  const checkpoint: Checkpoint = { seq: head.seq, hash: head.hash.toString('hex'), at: at.toISOString() };
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${JSON.stringify(checkpoint)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The checkpoints of a file in their order; none if there is no file. A torn last line, left by a crash, is skipped. */
export async function readCheckpoints(file: string): Promise<Checkpoint[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  return complete
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => LINE.parse(JSON.parse(line)));
}
