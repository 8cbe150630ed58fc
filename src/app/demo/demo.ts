import { join } from 'node:path';
import { openDatabase } from '../../platform/db/database.ts';
import { type Bank, openBank } from '../bank.ts';
import { Refusal } from '../command-line/command.ts';
import { folderState, markFolder } from './folder.ts';
import { generateBank } from './generate.ts';

const FOREIGN = '是另一家银行的数据库，不是演示库：请用 --data 指定另一个目录。';

export type DemoOptions = {
  /** Generates the bank anew although there is one. */
  fresh: boolean;
  onProgress(text: string): void;
  onIncident(error: Error): void;
};

/** The demonstration bank of a folder, generated when the folder is new or its generation was killed. */
export async function openDemoBank(dataDir: string, options: DemoOptions): Promise<Bank> {
  const { onIncident, onProgress } = options;
  const state = folderState(dataDir);
  if (state === 'foreign') throw new Refusal(`目录 ${dataDir} ${FOREIGN}`);
  if (state === 'ready' && !options.fresh) return openBank({ dataDir }, { onIncident });
  markFolder(dataDir, 'generating');
  onProgress('启动数据库……');
  if (state !== 'new') await dropEverything(dataDir);
  const bank = await openBank({ dataDir }, { create: true, onIncident });
  try {
    await generateBank(bank, join(dataDir, 'batch-files'), onProgress);
    markFolder(dataDir, 'ready');
    return bank;
  } catch (error) {
    await bank.close();
    throw error;
  }
}

async function dropEverything(dataDir: string): Promise<void> {
  const { pool, close } = await openDatabase({ dataDir });
  // A schema made anew is open to nobody, and lists are read under a role of their own (docs/adr/0020).
  await pool.query(`
    drop schema if exists public, pgboss cascade; create schema public; grant usage on schema public to public`);
  await close();
}
