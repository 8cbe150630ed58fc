/** Rewrites src/platform/db/tables.generated.ts from the migrations, in a database made for the purpose. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateTables } from '../src/platform/db/generate-tables.ts';
import { startTestCluster } from '../test/support/cluster.ts';
import { createDatabaseIn } from '../test/support/databases.ts';

const TARGET = join(import.meta.dirname, '../src/platform/db/tables.generated.ts');

const cluster = await startTestCluster();
try {
  const { db, drop } = await createDatabaseIn(cluster);
  writeFileSync(TARGET, await generateTables(db.kysely));
  await drop();
} finally {
  await cluster.stop();
}
