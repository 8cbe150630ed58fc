import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/platform/db/database.ts';
import { openEmbedded } from '../../src/platform/db/embedded/embedded.ts';
import { isAlive } from '../../src/platform/db/embedded/process.ts';
import type { ServerSettings } from '../../src/platform/db/embedded/settings.ts';
import { migrate } from '../../src/platform/db/migrate.ts';

/** What a test needs to make databases of its own; plain data, because it is passed to Vitest's workers. */
export type TestCluster = { url: string; template: string };
export type RunningTestCluster = TestCluster & { stop(): Promise<void> };

const PREFIX = 'zhanye-test-';

/** A server of a test run dies with the run: nothing in it is worth a wait for the disk. */
const SETTINGS: ServerSettings = {
  fsync: false,
  synchronous_commit: false,
  full_page_writes: false,
  max_connections: 200,
  shared_buffers: '64MB',
  autovacuum_naptime: '1h',
};

/** Starts one server in a temporary folder, with the migrated database that all test databases are copies of. */
export async function startTestCluster(): Promise<RunningTestCluster> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await openEmbedded(folder, { settings: SETTINGS });
  const template = await openDatabase({ url: server.url });
  await migrate(template.kysely);
  await template.close();
  return {
    url: server.url,
    template: 'zhanye',
    async stop() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its folder, and a server that this ends: it stops when its files are gone. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.split('-')[2]);
    if (name.startsWith(PREFIX) && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** Runs one statement outside any test database. */
export async function administer(url: string, statement: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
