import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { openEmbedded } from './embedded/embedded.ts';
import type { ServerSettings } from './embedded/settings.ts';
import { openLane } from './lane.ts';
import { StatementClient } from './statement.ts';
import type { Tables } from './tables.generated.ts';
import { typeParsers } from './type-parsers.ts';

/** What queries run on; a transaction is one too. */
export type Db = Kysely<Tables>;

export type Database = {
  /** For COPY and LISTEN; everything else goes through `kysely`. */
  pool: pg.Pool;
  kysely: Db;
  /** For libraries that connect on their own, and for other processes while this one runs. */
  url: string;
  close(): Promise<void>;
};

export type DatabaseTarget = { url: string } | { dataDir: string };

export type DatabaseOptions = {
  /** Most connections at once. */
  connections?: number;
  /** The bank's zone, in which the server shows instants. */
  zone?: string;
  /** The role that every connection takes on, instead of the account's own. */
  role?: string;
  /** Overrides of the embedded server's settings; without effect on `{ url }`. */
  settings?: ServerSettings;
  /** Told when an idle connection is lost or the embedded server had to be started again. */
  onIncident?: (error: Error) => void;
};

const DEFAULT_CONNECTIONS = 10;
const DEFAULT_ZONE = 'Asia/Shanghai';

/**
 * Opens the bank's PostgreSQL (`url`) or the one that this process runs itself in a folder (`dataDir`).
 * Throws `DatabaseError` when the folder cannot be used.
 */
export async function openDatabase(target: DatabaseTarget, options: DatabaseOptions = {}): Promise<Database> {
  if ('url' in target) return connect(target.url, options);
  const server = await openEmbedded(target.dataDir, options);
  const database = connect(server.url, options);
  return {
    ...database,
    async close() {
      await database.close();
      await server.close();
    },
  };
}

function connect(url: string, options: DatabaseOptions): Database {
  const config: pg.PoolConfig = {
    connectionString: url,
    Client: StatementClient,
    types: typeParsers,
    options: [`-c TimeZone=${options.zone ?? DEFAULT_ZONE}`, ...(options.role ? [`-c role=${options.role}`] : [])].join(
      ' ',
    ),
    application_name: 'zhanye',
  };
  const pool = new pg.Pool({ ...config, max: options.connections ?? DEFAULT_CONNECTIONS });
  // Without a listener the loss of an idle connection would end the process; the pool replaces it by itself.
  let closing = false;
  const onLost = (error: Error) => {
    if (!closing) options.onIncident?.(error);
  };
  pool.on('error', onLost);
  const kysely: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const lane = openLane(kysely, config);
  lane.on('error', onLost);
  const close = async () => {
    closing = true;
    await kysely.destroy();
    // Kysely ends only a pool that it has used.
    if (!pool.ending) await pool.end();
    await lane.end();
  };
  return { pool, kysely, url, close };
}
