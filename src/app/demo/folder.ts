import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCluster } from '../../platform/db/embedded/cluster.ts';

/** What a folder is to the demonstration; `generating` also when a generation was killed half-way. */
export type FolderState = 'new' | 'generating' | 'ready' | 'foreign';

const MARKER = 'demo-bank.json';

/** The marker is written before the database is made, so that a real bank's folder can never be taken for a demo. */
export function folderState(dataDir: string): FolderState {
  const path = join(dataDir, MARKER);
  if (!existsSync(path)) return hasCluster(dataDir) ? 'foreign' : 'new';
  return JSON.parse(readFileSync(path, 'utf8')).state === 'ready' ? 'ready' : 'generating';
}

export function markFolder(dataDir: string, state: 'generating' | 'ready'): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, MARKER);
  writeFileSync(`${path}.new`, `${JSON.stringify({ state })}\n`);
  renameSync(`${path}.new`, path);
}
