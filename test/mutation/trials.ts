import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster, type TestCluster } from '../support/cluster.ts';
import type { Mutant } from './mutants.ts';

/** What became of a defect: the oracle found it, nothing ran any more, it took for ever, or nobody noticed. */
export interface Outcome {
  fate: 'found' | 'broke' | 'timeout' | 'survived';
  text: string;
}

type TryOut = (mutants: Mutant[], onOutcome: (mutant: Mutant, outcome: Outcome) => void) => Promise<void>;

/** Banks asked as a whole, and as many that live; a defect that the oracle finds is usually found in the first. */
const BANKS = 20;
/** Many times what all banks need. */
const LONGEST_MS = 600_000;
const FOLDERS = ['src', 'test/oracle', 'test/support', 'test/mutation', 'db', 'package.json'];

/** Runs `body` with a server and copies of the sources to plant defects in; the sources themselves are never touched. */
export async function withTrials(atOnce: number, body: (tryOut: TryOut) => Promise<void>): Promise<void> {
  const { stop, ...cluster } = await startTestCluster();
  const copies = Array.from({ length: atOnce }, copySources);
  try {
    await body(async (mutants, onOutcome) => {
      const queue = mutants.values();
      await Promise.all(
        copies.map(async (copy) => {
          for (const mutant of queue) onOutcome(mutant, await tryMutant(copy, cluster, mutant));
        }),
      );
    });
  } finally {
    await stop();
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  }
}

function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'zhanye-mutation-'));
  for (const name of FOLDERS) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function tryMutant(copy: string, cluster: TestCluster, { file, line, to }: Mutant): Promise<Outcome> {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source
      .split('\n')
      .toSpliced(line - 1, 1, to)
      .join('\n'),
  );
  try {
    return await runTrial(copy, cluster);
  } finally {
    writeFileSync(path, source);
  }
}

function runTrial(copy: string, cluster: TestCluster): Promise<Outcome> {
  const args = [join(copy, 'test/mutation/trial.ts'), JSON.stringify(cluster), String(BANKS)];
  const env = { ...process.env, TZ: 'America/Los_Angeles', NODE_COMPILE_CACHE: join(copy, 'cache') };
  const trial = spawn(process.execPath, args, { cwd: copy, env, timeout: LONGEST_MS });
  let text = '';
  for (const stream of [trial.stdout, trial.stderr]) stream.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => {
    trial.on('close', (code) => {
      if (code === null) return resolve({ fate: 'timeout', text });
      if (code === 0) return resolve({ fate: 'survived', text });
      resolve({ fate: /^(missing|extra) /m.test(text) ? 'found' : 'broke', text });
    });
  });
}
