import { generateTables } from '../../src/platform/db/generate-tables.ts';
import { startTestCluster } from '../../test/support/cluster.ts';
import { createDatabaseIn } from '../../test/support/databases.ts';

/** `src/platform/db/tables.generated.ts`, from the migrations, in a database made for the purpose. */
export async function tables(): Promise<string> {
  const cluster = await startTestCluster();
  try {
    const { db, drop } = await createDatabaseIn(cluster);
    const source = await generateTables(db.kysely);
    await drop();
    return source;
  } finally {
    await cluster.stop();
  }
}
