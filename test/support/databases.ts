import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { administer, type TestCluster } from './cluster.ts';

export type TestDatabase = { db: Database; drop(): Promise<void> };

/** A fresh database of its own in the cluster: migrated, unless another template is named. */
export async function createDatabaseIn(cluster: TestCluster, template = cluster.template): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(cluster.url, `create database ${name} template ${template}`);
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  const db = await openDatabase({ url: url.href });
  return {
    db,
    async drop() {
      await db.close();
      await administer(cluster.url, `drop database ${name} with (force)`);
    },
  };
}
